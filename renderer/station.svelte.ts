/** All the window knows, fed by the bridge: broadcasts replace whole parts, calls go out as intents. */
import type { Failure, Result } from '../core/result.ts';
import type { UnitState } from '../core/units/unit.ts';
import type {
  BatchView,
  BenchView,
  CheckView,
  DevicesView,
  EtchPreview,
  LabelView,
  OpeningView,
  Preferences,
  Station,
  StationUpdate,
  StationView,
} from '../electron/bridge/contracts/bench.ts';
import { WORDS } from './i18n/text.ts';
import type { Screen } from './keys.ts';
import type { Sound } from './sound.ts';
import { cue, repeats, serialOf, type Cue } from './stations/bench.ts';

/** What the notice line says. A fault outlasts everything until somebody has noted it. */
export interface Notice {
  readonly of: 'fault' | 'scan' | 'request';
  readonly failure: Failure;
  readonly times: number;
}

/** Milliseconds. Records may come a hundred a second; nobody reads a journal's head that fast. */
const REFRESH_PAUSE = 250;

export class StationState {
  readonly door: Station;
  readonly #sound: Sound;
  #refreshing = false;

  /** What does not change while the window is open, and what is asked for again after each verdict. */
  view: StationView = $state.raw() as StationView;
  bench: BenchView = $state.raw() as BenchView;
  batch: BatchView | null = $state.raw(null);
  check: CheckView = $state.raw() as CheckView;
  devices: DevicesView = $state.raw() as DevicesView;
  preferences: Preferences = $state.raw() as Preferences;
  openIncidents: number = $state(0);
  label: LabelView | null = $state.raw(null);
  opening: OpeningView | null = $state.raw(null);
  preview: EtchPreview | null = $state.raw(null);

  screen: Screen = $state('bench');
  /** The serial whose traveller covers the batch table. */
  traveller: string | null = $state(null);
  help: boolean = $state(false);
  /** The question to the batch table; it stays while a traveller is open or a card is on the bench. */
  search: string = $state('');
  filter: UnitState | null = $state(null);
  row: number = $state(0);

  fault: Failure | null = $state.raw(null);
  /** Why the last request of a person was refused. */
  refusal: Failure | null = $state.raw(null);
  /** An answer of the person is on its way; a second one would be for another question. */
  answering: boolean = $state(false);
  /** A person is signing for something in a dialog. */
  signing: boolean = $state(false);
  /** How often in a row the same scan was refused. */
  times: number = $state(0);

  readonly words = $derived(WORDS[this.preferences.language]);
  readonly training = $derived(this.view.mode === 'training');
  readonly notice: Notice | null = $derived.by(() => {
    if (this.fault !== null) return { of: 'fault', failure: this.fault, times: 1 };
    if (this.refusal !== null) return { of: 'request', failure: this.refusal, times: 1 };
    const { notice } = this.bench;
    return notice === null ? null : { of: 'scan', failure: notice, times: this.times };
  });

  /** @param first what the station answered to the first call; the events start from there. */
  constructor(door: Station, first: StationView, sound: Sound) {
    this.door = door;
    this.#sound = sound;
    this.view = first;
    this.bench = first.bench;
    this.batch = first.batch;
    this.check = first.check;
    this.devices = first.devices;
    this.preferences = first.preferences;
    this.openIncidents = first.openIncidents;
    this.times = first.bench.notice === null ? 0 : 1;
    this.screen = first.batch === null ? 'open' : 'bench';
    this.#look(first.bench);
  }

  /** Takes one broadcast. */
  readonly take = (update: StationUpdate): void => {
    switch (update.type) {
      case 'bench':
        return this.#takeBench(update.bench);
      case 'batch':
        return this.#takeBatch(update.batch);
      case 'check':
        this.check = update.check;
        return;
      case 'devices':
        this.devices = update.devices;
        return;
      case 'incidents':
        this.openIncidents = update.open;
        return this.#refresh();
      case 'label':
        this.label = update.label;
        return;
      case 'opening':
        this.opening = update.opening;
        return;
      case 'fault':
        this.fault = update.fault;
        return this.#play('ERROR');
      default:
        update satisfies never;
    }
  };

  #takeBench(bench: BenchView): void {
    const heard = cue(this.bench, bench);
    this.times = repeats(this.bench, bench, this.times);
    this.bench = bench;
    this.#look(bench);
    if (heard === null) return;
    this.refusal = null;
    this.help = false;
    // Whoever scans is at the bench, whatever the screen showed last; but nobody is torn from signing.
    if (!this.signing) this.go('bench');
    this.#play(heard);
    if (bench.verdict !== null) this.#refresh();
  }

  #takeBatch(batch: BatchView | null): void {
    const isAnother = batch?.batch !== this.batch?.batch;
    this.batch = batch;
    if (!isAnother) return;
    this.traveller = null;
    this.search = '';
    this.filter = null;
    this.row = 0;
    this.label = null;
    if (batch !== null) this.go('bench');
    this.#refresh();
  }

  /** Fetches the drawing of the card that is at the laser or just verified; drops it with the card. */
  #look(bench: BenchView): void {
    const serial = serialOf(bench.step) ?? (bench.verdict?.job === 'sent' ? bench.verdict.serial : null);
    if (serial === null) this.preview = null;
    if (serial === null || this.preview?.serial === serial) return;
    this.preview = null;
    void this.door.preview({ serial }).then((answer) => {
      // A card without a job yet has no drawing; that is nothing to tell.
      if (answer.ok && this.#wants(serial)) this.preview = answer.value;
    });
  }

  #wants(serial: string): boolean {
    return serialOf(this.bench.step) === serial || this.bench.verdict?.serial === serial;
  }

  /** Asks again for what no broadcast carries (journal head, tray, earlier batches); many wishes become one call. */
  #refresh(): void {
    if (this.#refreshing) return;
    this.#refreshing = true;
    setTimeout(async () => {
      this.#refreshing = false;
      this.view = await this.door.station(null);
    }, REFRESH_PAUSE);
  }

  go(screen: Screen): void {
    if (screen !== this.screen) this.refusal = null;
    this.screen = screen;
  }

  openTraveller(serial: string): void {
    this.traveller = serial;
    this.go('batch');
  }

  /** Waits for a request of a person; a refusal goes to the notice line. Gives its value, or null. */
  async order<T>(answer: Promise<Result<T>>): Promise<{ readonly value: T } | null> {
    const result = await answer;
    if (result.ok) {
      this.refusal = null;
      return { value: result.value };
    }
    this.refusal = result.error;
    this.#play('notice');
    return null;
  }

  /** Answers the question at the laser, if it is still the question. */
  marked(finished: boolean): Promise<void> {
    const { step } = this.bench;
    return step.at === 'marking'
      ? this.#answer(() => this.door.marked({ serial: step.serial, finished }))
      : Promise.resolve();
  }

  readBack(symbols: string): Promise<void> {
    const { step } = this.bench;
    return step.at === 'read-back'
      ? this.#answer(() => this.door.readBack({ serial: step.serial, symbols }))
      : Promise.resolve();
  }

  async #answer(give: () => Promise<Result<null>>): Promise<void> {
    if (this.answering) return;
    this.answering = true;
    await this.order(give()).finally(() => (this.answering = false));
  }

  async prefer(change: Partial<Preferences>): Promise<void> {
    const preferences = { ...this.preferences, ...change };
    this.preferences = preferences;
    await this.order(this.door.preferences(preferences));
  }

  /** Closes what is in the way: help first, then a fault, then a refusal, then the traveller. */
  dismiss(): void {
    if (this.help) this.help = false;
    else if (this.fault !== null) this.fault = null;
    else if (this.refusal !== null) this.refusal = null;
    else if (this.screen === 'batch') this.traveller = null;
  }

  /** Something broke that should not have: said, never swallowed. */
  bug(detail: string): void {
    this.fault = { kind: 'unexpected', message: this.words.app.unexpected(detail) };
  }

  /** For trying the tones out. */
  listen(heard: Cue): void {
    this.#sound.play(heard);
  }

  #play(heard: Cue): void {
    if (this.preferences.sound) this.#sound.play(heard);
  }
}
