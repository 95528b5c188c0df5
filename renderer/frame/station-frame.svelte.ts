/** What the window of every station adds: its journal, its incidents, the other stations it is to trust, and its mode. */
import { spelledNames } from '../../resources/words/spelled.ts';
import type { Result } from '../../core/base/result.ts';
import type { CommonBridge, CommonUpdate, CommonView } from '../../electron/bridge/common.ts';
import type {
  DeviceAnswers,
  deviceCalls,
  DevicesView,
  ScannerAnswers,
  scannerCalls,
} from '../../electron/bridge/devices.ts';
import type { HandlersOf } from '../../electron/bridge/form.ts';
import type { IdentityView } from '../../electron/bridge/peers.ts';
import type { Sound } from '../sound.ts';
import { Frame } from './frame.svelte.ts';
import { ownFailure } from '../ui/saying.ts';

/** The part of the bridge that every station's has. */
type StationDoor = Omit<CommonBridge, 'station' | 'on'>;

/** A station with a scanner. */
export type ScannerFrame = StationFrame & {
  readonly door: HandlersOf<typeof scannerCalls, ScannerAnswers>;
  readonly devices: Pick<DevicesView, 'scanner'>;
};

/** A station with a scanner and a printer. */
export type DeviceFrame = StationFrame & {
  readonly door: HandlersOf<typeof deviceCalls, DeviceAnswers>;
  readonly devices: DevicesView;
};

/** Milliseconds. Records may come a hundred a second; nobody reads a journal's head that fast. */
const REFRESH_PAUSE = 250;

/** @typeParam S names of the role's screens; @typeParam V its view */
export abstract class StationFrame<S extends string = string, V extends CommonView = CommonView> extends Frame<S> {
  abstract override readonly door: StationDoor & { station(input: null): Promise<V> };
  #refreshing = false;

  /** What the station answered last; asked for again by {@link refresh}. */
  view: V = $state.raw() as V;
  openIncidents: number = $state(0);
  /** The identity of another station, read or scanned, that two people are to compare. */
  examined: IdentityView | null = $state.raw(null);
  /** What is around the computer and must not be, whoever has gone on with it. */
  surroundings: readonly string[] = $state.raw([]);
  /** Somebody was called to this station, and has not come yet. */
  calling: boolean = $state(false);
  /** The page of the scanner is open. */
  settingUp: boolean = $state(false);
  /** It is being locked. */
  locking: boolean = $state(false);
  /** A person is signing for something in a dialog. */
  signing: boolean = $state(false);

  /** People have badges here: nobody types a name any more. */
  readonly byBadge = $derived(this.view.presence.begun);
  /** Who is signed in. */
  readonly present = $derived(this.view.presence.present);
  readonly name = $derived(spelledNames(this.view.name));
  readonly training = $derived(this.view.mode === 'training');
  /** Training on simulated devices, with sample keys; a commissioned station only rehearses. */
  readonly playing = $derived(this.training && !this.view.commissioned);
  /** Said across a window of whose station nothing may be shipped; a commissioned one plays with nothing. */
  readonly rehearsal: string | null = $derived.by(() => {
    if (!this.training) return null;
    return this.playing ? this.playWords : this.words.app.rehearsalBand;
  });

  /** @param first what the station answered to the first call; the updates start from there. */
  constructor(first: V, screen: S, sound: Sound) {
    super(first.preferences, screen, sound);
    this.view = first;
    this.openIncidents = first.openIncidents;
  }

  /** Whether a screen of the role is for this station: in training nobody is trusted. */
  protected has(screen: S): boolean {
    if (screen === 'people' && this.byBadge) return true;
    return (screen !== 'peers' && screen !== 'people') || this.view.commissioned;
  }

  get playWords(): string {
    return this.words.app.trainingBand;
  }

  /** Shown at the foot of the window; a station without devices has none. */
  get devices(): Partial<DevicesView> {
    return {};
  }

  /** Itself, where its scanner can be set up. */
  get scannerFrame(): ScannerFrame | null {
    return null;
  }

  /** Training: holds the test code before the scanner that is played. */
  get holdTest(): (() => void) | null {
    return null;
  }

  override get scannerKeys(): readonly (readonly [key: string, meaning: string])[] {
    return this.scannerFrame === null ? [] : [['Num .', this.words.scannerSetup.open]];
  }

  override setUpScanner(): void {
    this.settingUp = this.scannerFrame !== null;
  }

  /** Takes the updates that every station sends. */
  protected takeCommon(update: CommonUpdate): void {
    switch (update.type) {
      case 'incidents':
        this.openIncidents = update.open;
        return this.refresh();
      case 'fault':
        this.fault = update.fault;
        return this.play('ERROR');
      case 'locking':
        this.locking = true;
        return;
      case 'surroundings':
        this.surroundings = update.found;
        return;
      case 'examined':
        return this.#takeExamined(update.examined);
      case 'presence':
        this.view = { ...this.view, presence: update.presence };
        this.preferences = { ...this.preferences, language: update.language };
        return;
      default:
        update satisfies never;
    }
  }

  /** Whoever has scanned another station's identity is to compare it; but nobody is torn from signing. */
  #takeExamined(examined: Result<IdentityView>): void {
    this.examined = examined.ok ? examined.value : null;
    this.refusal = examined.ok ? null : examined.error;
    this.help = false;
    const screen = this.screens.find(({ name }) => name === 'peers');
    if (examined.ok && screen !== undefined && !this.signing) this.go(screen.name);
    this.play(examined.ok ? 'taken' : 'notice');
  }

  /** Calls somebody to this station: seen and heard, and nothing else. */
  call(): void {
    this.calling = true;
    this.play('ERROR');
  }

  /** Says that a scanned answer answers nothing that is asked. */
  protected notAsked(): void {
    this.refusal = ownFailure('not-asked', () => this.words.app.notAsked);
    this.play('notice');
  }

  override dismiss(): boolean {
    if (super.dismiss()) return true;
    const called = this.calling;
    this.calling = false;
    return called;
  }

  /** Asks again for what no update carries (such as the journal's head); many wishes become one call. */
  protected refresh(): void {
    if (this.#refreshing) return;
    this.#refreshing = true;
    setTimeout(async () => {
      this.#refreshing = false;
      this.view = await this.door.station(null);
    }, REFRESH_PAUSE);
  }
}
