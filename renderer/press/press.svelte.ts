/** All that Press's window knows, fed by the bridge: updates replace whole parts, calls go out as intents. */
import type { PressBridge, PressUpdate, PressView } from '../../electron/bridge/contracts/press.ts';
import { Shell } from '../frame/shell.svelte.ts';
import type { Sound } from '../sound.ts';

const SCREENS = ['records'] as const;
export type Screen = (typeof SCREENS)[number];

export class PressState extends Shell<Screen, PressView> {
  readonly door: PressBridge;
  readonly screens = $derived(SCREENS.map((name) => ({ name, word: this.words.screens[name], icon: name })));
  readonly subject = '';

  /** @param first what the station answered to the first call; the updates start from there. */
  constructor(door: PressBridge, first: PressView, sound: Sound) {
    super(first, 'records', sound);
    this.door = door;
  }

  /** Takes one update. */
  readonly take = (update: PressUpdate): void => this.takeCommon(update);
}
