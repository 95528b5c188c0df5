/** What the window of every station knows and does, whatever its role: words, screens, notices, preferences. */
import type { Failure, Result } from '../../core/base/result.ts';
import type { CommonBridge, CommonUpdate, CommonView, Preferences } from '../../electron/bridge/common.ts';
import type { DeviceAnswers, deviceCalls, DevicesView } from '../../electron/bridge/devices.ts';
import type { HandlersOf } from '../../electron/bridge/form.ts';
import type { IdentityView } from '../../electron/bridge/peers.ts';
import { WORDS } from '../i18n/text.ts';
import type { Cue, Sound } from '../sound.ts';
import type { IconName } from '../ui/icons.ts';

/** What the notice line says. A fault outlasts everything until somebody has noted it. */
export interface Notice {
  readonly of: 'fault' | 'scan' | 'request';
  readonly failure: Failure;
  readonly times: number;
}

/** A screen with its tab; its F key is its place in the list. */
export interface ScreenTab<S extends string> {
  readonly name: S;
  readonly word: string;
  readonly icon: IconName;
}

/** The part of the bridge that every station's has. */
type Door = Omit<CommonBridge, 'station' | 'on'>;

/** A station with a scanner and a printer. */
export type DeviceShell = Shell & {
  readonly door: HandlersOf<typeof deviceCalls, DeviceAnswers>;
  readonly devices: DevicesView;
};

/** Milliseconds. Records may come a hundred a second; nobody reads a journal's head that fast. */
const REFRESH_PAUSE = 250;

/** @typeParam S names of the role's screens; @typeParam V its view */
export abstract class Shell<S extends string = string, V extends CommonView = CommonView> {
  abstract readonly door: Door & { station(input: null): Promise<V> };
  /** In the order of the F keys. */
  abstract readonly screens: readonly ScreenTab<S>[];
  /** What is being worked on, beside the station's name. */
  abstract readonly subject: string;
  readonly #sound: Sound;
  #refreshing = false;

  /** What the station answered last; asked for again by {@link refresh}. */
  view: V = $state.raw() as V;
  preferences: Preferences = $state.raw() as Preferences;
  openIncidents: number = $state(0);
  screen: S = $state() as S;
  help: boolean = $state(false);
  fault: Failure | null = $state.raw(null);
  /** Why the last request of a person was refused. */
  refusal: Failure | null = $state.raw(null);
  /** The identity of another station, read or scanned, that two people are to compare. */
  examined: IdentityView | null = $state.raw(null);
  /** A person is signing for something in a dialog. */
  signing: boolean = $state(false);

  readonly words = $derived(WORDS[this.preferences.language]);
  readonly training = $derived(this.view.mode === 'training');
  /** Training on simulated devices, with sample keys; a commissioned station only rehearses. */
  readonly playing = $derived(this.training && !this.view.commissioned);
  /** Said across a window of whose station nothing may be shipped; a commissioned one plays with nothing. */
  readonly band: string | null = $derived.by(() => {
    if (!this.training) return null;
    return this.playing ? this.playBand : this.words.app.rehearsalBand;
  });

  /** @param first what the station answered to the first call; the updates start from there. */
  constructor(first: V, screen: S, sound: Sound) {
    this.#sound = sound;
    this.view = first;
    this.preferences = first.preferences;
    this.openIncidents = first.openIncidents;
    this.screen = screen;
  }

  /** Whether a screen of the role is for this station: in training nobody is trusted. */
  protected has(screen: S): boolean {
    return screen !== 'peers' || this.view.commissioned;
  }

  get playBand(): string {
    return this.words.app.trainingBand;
  }

  /** Shown at the foot of the window; a station without devices has none. */
  get devices(): Partial<DevicesView> {
    return {};
  }

  /** A role adds what was not taken of a scan. */
  get notice(): Notice | null {
    if (this.fault !== null) return { of: 'fault', failure: this.fault, times: 1 };
    if (this.refusal !== null) return { of: 'request', failure: this.refusal, times: 1 };
    return null;
  }

  /** Changes when the same notice is given again, so that it is read out again. */
  get turn(): number {
    return 0;
  }

  /** Keys and their meaning for the help, beside those of every window. */
  get keys(): readonly (readonly [key: string, meaning: string])[] {
    return [];
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
      case 'examined':
        return this.#takeExamined(update.examined);
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

  /** Asks again for what no update carries (such as the journal's head); many wishes become one call. */
  protected refresh(): void {
    if (this.#refreshing) return;
    this.#refreshing = true;
    setTimeout(async () => {
      this.#refreshing = false;
      this.view = await this.door.station(null);
    }, REFRESH_PAUSE);
  }

  go(screen: S): void {
    if (screen !== this.screen) this.refusal = null;
    this.screen = screen;
  }

  /** Waits for a request of a person; a refusal goes to the notice line. Gives its value, or null. */
  async order<T>(answer: Promise<Result<T>>): Promise<{ readonly value: T } | null> {
    const result = await answer;
    if (result.ok) {
      this.refusal = null;
      return { value: result.value };
    }
    this.refusal = result.error;
    this.play('notice');
    return null;
  }

  async prefer(change: Partial<Preferences>): Promise<void> {
    const preferences = { ...this.preferences, ...change };
    this.preferences = preferences;
    await this.order(this.door.preferences(preferences));
  }

  /** Closes what is in the way: help first, then a fault, then a refusal. Gives whether there was anything. */
  dismiss(): boolean {
    if (this.help) this.help = false;
    else if (this.fault !== null) this.fault = null;
    else if (this.refusal !== null) this.refusal = null;
    else return false;
    return true;
  }

  /** Something broke that should not have: said, never swallowed. */
  bug(detail: string): void {
    this.fault = { area: 'window', kind: 'unexpected', message: this.words.app.unexpected(detail) };
  }

  /** Plays a cue whether or not sound is on; for trying the tones out. */
  listen(heard: Cue): void {
    this.#sound.play(heard);
  }

  protected play(heard: Cue): void {
    if (this.preferences.sound) this.#sound.play(heard);
  }
}
