/** All that Check's window knows, fed by the bridge: updates replace whole parts, calls go out as intents. */
import type { CheckBridge, CheckUpdate, CheckView } from '../../../electron/roles/check/contract.ts';
import type { DevicesView } from '../../../electron/bridge/devices.ts';
import { StationFrame, type ScannerFrame } from '../../frame/station-frame.svelte.ts';
import type { Sound } from '../../sound.ts';
import { CheckDesk } from './desk.svelte.ts';

const SCREENS = ['check', 'records', 'peers', 'people', 'devices'] as const;
export type CheckScreen = (typeof SCREENS)[number];

const ICON_OF = { check: 'search', records: 'records', peers: 'peers', people: 'people', devices: 'devices' } as const;

export class CheckWindow extends StationFrame<CheckScreen, CheckView> {
  readonly door: CheckBridge;
  readonly desk: CheckDesk;
  #scanner: DevicesView['scanner'] = $state.raw() as DevicesView['scanner'];
  readonly screens = $derived(
    SCREENS.filter((name) => this.has(name)).map((name) => ({
      name,
      word: this.words.screens[name],
      icon: ICON_OF[name],
    })),
  );
  readonly subject = '';

  /** @param first what the station answered to the first call; the updates start from there. */
  constructor(door: CheckBridge, first: CheckView, sound: Sound) {
    super(first, 'check', sound);
    this.door = door;
    this.#scanner = first.scanner;
    // The window of a station may not look through a camera.
    this.desk = new CheckDesk(door, { ...first, camera: false, find: null, own: null }, this, (cue) => this.play(cue));
  }

  /** A customer's Check has nobody with a badge. */
  protected override has(screen: CheckScreen): boolean {
    return super.has(screen) && (screen !== 'devices' || this.view.commissioned);
  }

  override get devices(): Pick<DevicesView, 'scanner'> {
    return { scanner: this.#scanner };
  }

  override get scannerFrame(): ScannerFrame | null {
    return this.view.commissioned ? this : null;
  }

  /** Whoever has a card in hand needs no station: what is shown here is as true as anywhere. */
  override get playWords(): string {
    return this.words.checkWindow.band;
  }

  /** Takes one update. */
  readonly take = (update: CheckUpdate): void => {
    if (update.type === 'table') this.desk.take(update.table);
    else if (update.type === 'scanner') this.#scanner = update.scanner;
    else this.takeCommon(update);
  };

  override go(screen: CheckScreen): void {
    if (screen !== this.screen) void this.desk.hide();
    super.go(screen);
  }
}
