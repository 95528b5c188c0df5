/**
 * A shift begins with a check: of two cards of known keys one must come out as good and one as bad. They go through the
 * recipe itself, with the real scanner, printer and job folder. Production stays locked until each came out as it must and
 * somebody has said so. What they leave is marked as training, and goes when the check is over.
 */
import type { Clock, KeyDerivation, Random } from '../../base/ports.ts';
import { failIn, ok, type Result } from '../../base/result.ts';
import type { Layout } from '../../etch/card.ts';
import type { FormatName } from '../../etch/formats/formats.ts';
import type { JobForm } from '../../etch/job.ts';
import { ONE_CARD } from '../../etch/tray.ts';
import type { WhyChecked } from '../../journal/events/bench.ts';
import type { Journal } from '../../journal/journal.ts';
import type { BenchUnit } from '../../life/bench-life.ts';
import { onePerson, type Person } from '../../people/person.ts';
import type { ProductCheck } from '../../product/schema.ts';
import { createExclusive } from '../../work/queue.ts';
import { createBench, type Bench } from './bench.ts';
import { CHECK_HOURS, type CheckHours } from './check-hours.ts';
import { isAsked, whyDue, type LastCheck, type SinceCheck } from './check-policy.ts';
import { createEtching, type EtchOutbox } from './etching.ts';
import type { LabelPrinter } from './label-queue.ts';
import { createPractice } from './practice.ts';
import { knownPassphrase, KNOWN_CARDS, type KnownCard } from './known-cards.ts';
import type { BenchView, Scan, Verdict } from './view.ts';

const fail = failIn('bench');

/** How far a card has come. */
export interface KnownCardView {
  readonly serial: string;
  readonly wanted: KnownCard['wanted'];
  /** The verdict it was given; `null` before it was scanned. */
  readonly came: Verdict['outcome'] | null;
  readonly label: Verdict['label'];
  readonly job: Verdict['job'];
  /** Nothing more is asked of it. */
  readonly good: boolean;
}

export interface ShiftCheckView {
  readonly hours: CheckHours;
  /** What may be set. */
  readonly choices: readonly CheckHours[];
  /** What the product on the desk asks for; null, nothing. */
  readonly product: ProductCheck | null;
  /** Production waits for a check. */
  readonly due: boolean;
  /** Why it does. */
  readonly because: WhyChecked | null;
  /** The last one that counts. */
  readonly last: LastCheck | null;
  /** The cards, while they are tried. */
  readonly cards: readonly KnownCardView[] | null;
  /** Why the last scan was not taken. */
  readonly notice: BenchView['notice'];
  /** All came out as they must: somebody signs. */
  readonly ready: boolean;
}

export interface ShiftCheckPorts {
  readonly journal: Journal;
  readonly clock: Clock;
  /** Milliseconds that only go on, from anywhere. */
  readonly ticks: () => number;
  readonly random: Random;
  readonly derivation: KeyDerivation;
  /** Prints on the real printer, marked as training. Null where no labels are printed. */
  readonly labels: LabelPrinter | null;
  /** The real folder. */
  readonly outbox: EtchOutbox;
  readonly layout: () => Layout;
  readonly format: () => FormatName;
  readonly setUp: () => Pick<JobForm, 'fixture' | 'pens' | 'date'>;
  readonly hours: () => CheckHours;
  /** What the product on the desk asks for; null, nothing. */
  readonly product: () => ProductCheck | null;
  /** The newest check on record. */
  readonly checked: () => LastCheck | null;
  /** What has happened since then. */
  readonly since: () => SinceCheck;
  /** Refused while a card is at the laser: its folder is not for these. */
  readonly idle: () => Result<null>;
  readonly changed: (view: ShiftCheckView) => void;
}

export interface ShiftCheck {
  view(): ShiftCheckView;
  /** Whether production waits for a check. */
  readonly due: boolean;
  /** Whether scans are of known cards now. */
  readonly running: boolean;
  /** Takes the cards anew. */
  begin(): Promise<Result<null>>;
  scan(scan: Scan): Promise<void>;
  /** Somebody says that labels and job were there as well. */
  sign(person: string): Promise<Result<null>>;
  /** Leaves off, and takes away what the cards have left. */
  end(): Promise<Result<null>>;
}

/** The cards of a check, on their way through the recipe. */
interface Trial {
  readonly bench: Bench;
  readonly verdicts: Map<string, Pick<Verdict, 'outcome' | 'job'>>;
  readonly labels: Map<string, Verdict['label']>;
  /** Those of which it is on record that they came out otherwise. */
  readonly told: Set<string>;
}

export function createShiftCheck(ports: ShiftCheckPorts): ShiftCheck {
  const { journal, clock } = ports;
  const exclusive = createExclusive(() =>
    fail('busy', 'The check of the shift is being begun or ended. Wait a moment.'),
  );
  let trial: Trial | null = null;

  function standing(): Pick<ShiftCheckView, 'product' | 'because' | 'last'> {
    const [hours, product] = [ports.hours(), ports.product()];
    const last = isAsked(hours, product) ? ports.checked() : null;
    const because = whyDue(hours, product, { last, since: ports.since, now: Date.parse(clock.now()) });
    return { product, because, last: because === null ? last : null };
  }

  function view(): ShiftCheckView {
    const cards = trial === null ? null : viewsOf(trial, ports.labels !== null);
    const at = standing();
    return {
      ...{ hours: ports.hours(), choices: CHECK_HOURS, ...at, due: at.because !== null, cards },
      notice: trial?.bench.view().notice ?? null,
      ready: cards?.every(({ good }) => good) === true,
    };
  }
  const tell = (): void => ports.changed(view());

  /** Takes away what they have left in the laser's folder, of this check or one that was cut off. */
  async function clear(): Promise<Result<null>> {
    const removed = await ports.outbox.remove(KNOWN_CARDS.map(({ unit }) => unit.serial));
    return removed.ok ? ok(null) : removed;
  }

  async function leave(): Promise<Result<null>> {
    if (trial === null) return ok(null);
    await trial.bench.settled();
    trial = null;
    const cleared = await clear();
    tell();
    return cleared;
  }

  return {
    view,
    get due() {
      return standing().because !== null;
    },
    get running() {
      return trial !== null;
    },
    begin: () =>
      exclusive.run(async () => {
        const idle = ports.idle();
        if (!idle.ok) return idle;
        await leave();
        const cleared = await clear();
        if (!cleared.ok) return cleared;
        trial = startTrial(ports, tell);
        trial.bench.reset(true);
        return ok(null);
      }),
    async scan(scan) {
      const tried = trial;
      if (tried === null) return;
      await tried.bench.scan(scan);
      for (const { unit, wanted } of KNOWN_CARDS) {
        const came = tried.verdicts.get(unit.serial)?.outcome;
        if (came === undefined || came === wanted || tried.told.has(unit.serial)) continue;
        tried.told.add(unit.serial);
        await journal.append([{ kind: 'shift-check-failed', card: unit.serial, wanted, came }]);
      }
      tell();
    },
    sign: (person) =>
      exclusive.run(async () => {
        const by = onePerson(person);
        if (!by.ok) return by;
        const { cards, ready, because } = view();
        if (!ready || cards === null) {
          return fail('check-not-done', 'Not every known card has come out as it must: the check is not done.');
        }
        await journal.append([{ ...doneBy(by.value, cards, ports.format()), ...(because !== null && { because }) }]);
        return leave();
      }),
    end: () => exclusive.run(leave),
  };
}

const doneBy = (by: Person, cards: readonly KnownCardView[], format: FormatName) => ({
  kind: 'shift-checked' as const,
  cards: cards.map(({ serial }) => serial),
  labels: cards.filter(({ label }) => label === 'printed').length,
  format,
  by,
});

/** The recipe itself, over records that nobody keeps, real devices and a real folder. */
function startTrial(ports: ShiftCheckPorts, changed: () => void): Trial {
  const practice = createPractice(KNOWN_CARDS.map(({ unit }) => unit));
  const verdicts: Trial['verdicts'] = new Map();
  const labels: Trial['labels'] = new Map();
  const { outbox, random, clock, ticks, derivation, layout, format, setUp } = ports;
  const world = {
    ...{ journal: practice, units: practice, unitsOfJob: practice.unitsOfJob, records: practice.records },
    ...{ outbox, random, clock, ticks, derivation, layout, format, setUp },
    mode: 'training' as const,
    brokenOff: () => false,
    // Known cards hold no secret, and are to show what the laser does.
    altered: () => false,
    intended: () => false,
    elsewhere: () => null,
    checked: () => false,
    vault: { passphrase: ({ serial }: BenchUnit) => ok(knownPassphrase(serial)), code: () => ok(null) },
    policy: () => ({ share: 0 }),
    tray: () => ONE_CARD,
    card: layout,
    unchecked: () => false,
  };
  function show({ verdict }: BenchView): void {
    if (verdict?.serial != null) verdicts.set(verdict.serial, verdict);
    changed();
  }
  const bench = createBench({
    ...world,
    labels: ports.labels === null ? null : heard(ports.labels, labels, changed),
    etching: createEtching(world),
    changed: show,
  });
  return { bench, verdicts, labels, told: new Set() };
}

/** A printer of which is kept what became of each card's last label. */
function heard(printer: LabelPrinter, labels: Trial['labels'], changed: () => void): LabelPrinter {
  return {
    async print(slip) {
      const printed = await printer.print(slip);
      labels.set(slip.serial, printed.ok ? 'printed' : 'failed');
      changed();
      return printed;
    },
  };
}

const viewsOf = (trial: Trial, printed: boolean): readonly KnownCardView[] =>
  KNOWN_CARDS.map((card) => viewOf(trial, card, printed));

function viewOf({ verdicts, labels }: Trial, { unit, wanted }: KnownCard, printed: boolean): KnownCardView {
  const { serial } = unit;
  const { outcome: came = null, job = 'none' } = verdicts.get(serial) ?? {};
  const label = came === null || !printed ? 'none' : (labels.get(serial) ?? 'printing');
  const labelled = printed ? label === 'printed' : true;
  const good = came === wanted && labelled && (wanted === 'FAIL' || job === 'sent');
  return { serial, wanted, came, label, job, good };
}
