/** What the gallery needs of a scene, whatever role it is of. */
import type { Preferences } from '../../electron/bridge/common.ts';
import type { Channel } from '../../electron/bridge/form.ts';

/** What stands behind `window.station`, with a function a call. */
export interface FakeBridge {
  readonly on: (listener: never) => () => void;
}

/** What the preload would put into the page. */
export const channelOf = (bridge: FakeBridge): Channel => ({
  async call(name, input) {
    const calls = bridge as unknown as Readonly<Record<string, ((input: unknown) => unknown) | undefined>>;
    const answer = calls[name];
    if (answer === undefined) throw new Error(`the scene has no answer to ${name}`);
    return answer(input);
  },
  on: bridge.on as Channel['on'],
});

export interface GalleryScene {
  /** The bridge, answering with these preferences, and what to send once the window stands. */
  open(preferences: Preferences): { readonly bridge: FakeBridge; readonly play: () => void };
  /** Keys to press, `click:NAME` for a button, or `at:SELECTOR` for whatever else. */
  readonly press?: readonly string[];
}
