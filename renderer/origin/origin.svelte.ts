/** All that Origin's window knows, fed by the bridge: updates replace whole parts, calls go out as intents. */
import type { OriginBridge, OriginUpdate, OriginView } from '../../electron/bridge/contracts/origin.ts';
import { Shell } from '../frame/shell.svelte.ts';
import type { Sound } from '../sound.ts';

const SCREENS = ['records'] as const;
export type Screen = (typeof SCREENS)[number];

export class OriginState extends Shell<Screen, OriginView> {
  readonly door: OriginBridge;
  readonly screens = $derived(SCREENS.map((name) => ({ name, word: this.words.screens[name], icon: name })));
  readonly subject = '';

  /** @param first what the station answered to the first call; the updates start from there. */
  constructor(door: OriginBridge, first: OriginView, sound: Sound) {
    super(first, 'records', sound);
    this.door = door;
  }

  /** Takes one update. */
  readonly take = (update: OriginUpdate): void => this.takeCommon(update);
}
