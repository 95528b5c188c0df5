/** All that Bench's window knows, fed by the bridge: broadcasts replace all parts, calls go out as intents. */
import type { BenchUnitState } from '../../../core/life/bench-life.ts';
import type {
  BatchEnding,
  BatchView,
  BenchStep,
  BenchView,
  PrecheckView,
  ShiftCheckView,
  EtchPreview,
  LabelView,
  OpeningView,
  Station,
  StationUpdate,
  StationView,
} from '../../../electron/roles/bench/contract.ts';
import type { TrayDeed } from '../../../core/stations/bench/filling.ts';
import type { SeriesName } from '../../../core/journal/events/bench.ts';
import type { Command } from '../../../core/scan/command.ts';
import type { DevicesView } from '../../../electron/bridge/devices.ts';
import type { Notice } from '../../frame/frame.svelte.ts';
import { blocks } from '../../frame/band.ts';
import { ProductDesk } from '../../frame/products/design.svelte.ts';
import { serialOf, timesSaid } from '../../frame/said.ts';
import { StationFrame, type ScannerFrame } from '../../frame/station-frame.svelte.ts';
import type { Result } from '../../../core/base/result.ts';
import type { Sound } from '../../sound.ts';
import { bandOf, isReminder } from './band.ts';
import { benchCue } from './bench.ts';
import { BENCH_SCREENS, type BenchScreen, type LaserPage } from './keys.ts';
import { answerByScan } from './scanned-answers.ts';
import { LineStop } from './stop.svelte.ts';

export class BenchWindow extends StationFrame<BenchScreen, StationView> {
  readonly door: Station;
  readonly desk: ProductDesk;
  /** What is looked at of the laser's set-up. */
  laserPage: LaserPage = $state('fixture');

  bench: BenchView = $state.raw() as BenchView;
  batch: BatchView | null = $state.raw(null);
  check: PrecheckView = $state.raw() as PrecheckView;
  shiftCheck: ShiftCheckView = $state.raw() as ShiftCheckView;
  #devices: DevicesView = $state.raw() as DevicesView;
  label: LabelView | null = $state.raw(null);
  opening: OpeningView | null = $state.raw(null);
  preview: EtchPreview | null = $state.raw(null);

  /** The serial whose traveller covers the batch table. */
  traveller: string | null = $state(null);
  /** The question to the batch table; it stays while a traveller is open or a card is on the bench. */
  search: string = $state('');
  filter: BenchUnitState | null = $state(null);
  row: number = $state(0);

  /** How far the batch is from its end, for whoever looks at it. */
  ending: BatchEnding | null = $state.raw(null);
  /** A serial is being typed, because no code of its card reads. */
  typing: boolean = $state(false);

  /** Who looks at strips and packings at this bench; asked for once. */
  person: string | null = $state(null);
  /** Who is signed in, where people have badges; otherwise whoever gave their name. */
  readonly who = $derived(this.byBadge ? (this.present?.name ?? null) : this.person);

  /** An answer of the person is on its way; a second one would be for another question. */
  answering: boolean = $state(false);
  #endingWanted = false;
  #endingAsked = false;

  /** A private key was scanned, and nobody has signed for it. */
  readonly line = new LineStop({
    incidents: () => this.door.incidents(null),
    alarm: () => this.play('ERROR'),
    // Nobody is torn from signing.
    changed: () => void (this.line.stop !== null && !this.signing && this.go('bench')),
  });

  /** How often in a row the same scan was refused. */
  times: number = $state(0);

  readonly screens = $derived(
    BENCH_SCREENS.filter((name) => this.has(name)).map((name) => ({
      name,
      word: this.words.screens[name],
      icon: name,
    })),
  );
  /** What the band says. */
  readonly hand = $derived(
    bandOf(this.bench, {
      devices: this.#devices,
      stopped: this.line.stop !== null,
      called: this.calling,
      fault: this.fault,
    }),
  );
  /** A serial is waited for, and nothing has to be dealt with before. */
  readonly mayType = $derived(this.bench.step.at === 'serial' && this.line.stop === null && !blocks(this.hand));
  /** The verdict, if it is what the band speaks of; a stop or a refusal may have come after it. */
  readonly verdictInHand = $derived(
    this.bench.notice === null || isReminder(this.bench.notice) ? this.bench.verdict : null,
  );
  readonly subject = $derived(this.batch === null ? this.words.app.noBatch : this.words.app.batch(this.batch.batch));

  /** @param first what the station answered to the first call; the events start from there. */
  constructor(door: Station, first: StationView, sound: Sound) {
    super(first, first.batch === null ? 'open' : 'bench', sound);
    this.door = door;
    this.desk = new ProductDesk(door);
    this.bench = first.bench;
    this.batch = first.batch;
    this.check = first.check;
    this.shiftCheck = first.shiftCheck;
    this.#devices = first.devices;
    this.times = first.bench.notice === null ? 0 : 1;
    this.#look(first.bench);
    if (first.openIncidents > 0) void this.line.look();
  }

  override get devices(): DevicesView {
    return this.#devices;
  }

  override get scannerFrame(): ScannerFrame {
    return this;
  }

  override get holdTest(): (() => void) | null {
    return this.playing ? () => void this.door.simulateTest(null) : null;
  }

  override get notice(): Notice | null {
    const { notice } = this.bench;
    return super.notice ?? (notice === null ? null : { of: 'scan', failure: notice, times: this.times });
  }

  override get turn(): number {
    return this.bench.turn;
  }

  override get keys() {
    const { keys } = this.words;
    return [
      ['* + -', keys.tray],
      ['Enter', keys.finished],
      ['Esc', keys.notYet],
      ['Delete', keys.notGood],
      ['↑ ↓', keys.rows],
      ['/', keys.search],
    ] as const;
  }

  /** Takes one broadcast. */
  readonly take = (update: StationUpdate): void => {
    switch (update.type) {
      case 'bench':
        return this.#takeBench(update.bench);
      case 'batch':
        return this.#takeBatch(update.batch);
      case 'check':
        return void (this.check = update.check);
      case 'shift-check':
        return void (this.shiftCheck = update.check);
      case 'devices':
        return void (this.#devices = update.devices);
      case 'command':
        return this.answer(update.command);
      case 'label':
        return void (this.label = update.label);
      case 'opening':
        return void (this.opening = update.opening);
      default:
        if (update.type === 'incidents') void this.line.look();
        return this.takeCommon(update);
    }
  };

  /** The next thing to do about the stop; after the last, somebody signs. */
  nextStopStep(): void {
    this.line.next(this.words.bench.stop.steps.length);
    this.play('taken');
  }

  #takeBench(bench: BenchView): void {
    const heard = benchCue(this.bench, bench);
    this.times = timesSaid(this.bench, bench, this.times, heard !== null && bench.notice !== null);
    this.bench = bench;
    this.#look(bench);
    if (heard === null) return;
    this.refusal = null;
    this.help = false;
    // Whoever scans is at the bench, whatever the screen showed last; but nobody is torn from signing.
    if (!this.signing) this.go('bench');
    this.play(heard);
    if (bench.verdict !== null) this.refresh();
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
    this.ending = null;
    if (batch !== null) this.go('bench');
    this.refresh();
  }

  /** Fetches the drawing of the card that is at the laser or just verified; drops it with the card. */
  #look(bench: BenchView): void {
    const serial = serialOf(bench.step) ?? (bench.verdict?.job === 'sent' ? bench.verdict.serial : null);
    if (serial === null) this.preview = null;
    if (serial === null || this.preview?.serial === serial) return;
    this.preview = null;
    void this.door.preview({ serial }).then((answer) => {
      // A card without a job yet has no drawing; that is nothing to tell.
      const { step, verdict } = this.bench;
      if (answer.ok && (serialOf(step) === serial || verdict?.serial === serial)) this.preview = answer.value;
    });
  }

  openTraveller(serial: string): void {
    this.traveller = serial;
    this.go('batch');
  }

  /** Whether the laser has finished. */
  marked(finished: boolean): Promise<void> {
    return this.#answer('marking', ({ serial }) => this.door.marked({ serial, finished }));
  }

  /** Answers with the scanner, like the key beside the button. Nobody who signs is answered for. */
  answer(command: Command): void {
    if (this.signing || !answerByScan(this, command)) return this.notAsked();
    this.refusal = null;
  }

  /** Begins a series of cards, one scan a card, or ends the one that is on. */
  series(what: SeriesName | null): Promise<void> {
    const person = this.who ?? this.bench.series?.by.name ?? '';
    return this.order(this.door.series({ what, person })).then(() => undefined);
  }

  /** Fills the tray, or sends it. */
  async fill(deed: TrayDeed, serial: string | null = null): Promise<void> {
    if (this.answering) return;
    this.answering = true;
    await this.order(this.door.fillTray({ deed, serial })).finally(() => (this.answering = false));
  }

  readBack(symbols: string): Promise<void> {
    return this.#answer('read-back', ({ serial }) => this.door.readBack({ serial, symbols }));
  }

  /** The code on the metal does not read: the station asks for symbols instead. */
  unread(): Promise<void> {
    return this.#answer('metal', ({ serial }) => this.door.unread({ serial }));
  }

  /** Whether the strip, the packing or the packed card is good, once somebody has given a name. */
  async inspected(good: boolean): Promise<void> {
    const { who: person, door } = this;
    if (person !== null) await this.#answer('inspecting', ({ serial }) => door.inspected({ serial, good, person }));
  }

  /** Asks how far the batch is; one question at a time, and the last one asked is answered. */
  async loadEnding(): Promise<void> {
    this.#endingWanted = true;
    if (this.#endingAsked) return;
    this.#endingAsked = true;
    while (this.#endingWanted) {
      this.#endingWanted = false;
      this.ending = await this.door.ending(null);
    }
    this.#endingAsked = false;
  }

  /** Answers what is asked at a step, if it is still the question. */
  async #answer<A extends BenchStep['at']>(
    at: A,
    give: (step: Extract<BenchStep, { at: A }>) => Promise<Result<null>>,
  ): Promise<void> {
    const { step } = this.bench;
    if (this.answering || step.at !== at) return;
    this.answering = true;
    await this.order(give(step as Extract<BenchStep, { at: A }>)).finally(() => (this.answering = false));
  }

  override dismiss(): boolean {
    if (super.dismiss()) return true;
    if (this.screen !== 'batch' || this.traveller === null) return false;
    this.traveller = null;
    return true;
  }
}
