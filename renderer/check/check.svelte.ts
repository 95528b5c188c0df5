/** All that Check's window knows, fed by the bridge: updates replace whole parts, calls go out as intents. */
import type { CheckBridge, CheckUpdate, CheckView } from '../../electron/bridge/contracts/check.ts';
import { Shell } from '../frame/shell.svelte.ts';
import type { Sound } from '../sound.ts';

const SCREENS = ['records'] as const;
export type Screen = (typeof SCREENS)[number];

export class CheckState extends Shell<Screen, CheckView> {
  readonly door: CheckBridge;
  readonly screens = $derived(SCREENS.map((name) => ({ name, word: this.words.screens[name], icon: name })));
  readonly subject = '';

  /** @param first what the station answered to the first call; the updates start from there. */
  constructor(door: CheckBridge, first: CheckView, sound: Sound) {
    super(first, 'records', sound);
    this.door = door;
  }

  /** Takes one update. */
  readonly take = (update: CheckUpdate): void => this.takeCommon(update);
}
