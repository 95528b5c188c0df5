/**
 * A bench at work: core's recipes over real ports. The window's handlers and the command line both stand on this, so
 * they cannot drift.
 */
import { checkLayout } from '../../../core/etch/card.ts';
import { failIn, must, ok, type Failure, type Result } from '../../../core/base/result.ts';
import type { Judgement } from '../../../core/scan/feedback.ts';
import type { Scan } from '../../../core/stations/bench/view.ts';
import { createBench, type Bench } from '../../../core/stations/bench/bench.ts';
import { isAltered } from '../../../core/journal/pause.ts';
import { createEtching, type Etching } from '../../../core/stations/bench/etching.ts';
import { createExclusive } from '../../../core/work/queue.ts';
import { createLedger, type Ledger } from '../../../core/stations/bench/ledger.ts';
import type { LabelPrinter } from '../../../core/stations/bench/label-queue.ts';
import type { BatchView, OpeningView, StationUpdate } from './contract.ts';
import type { ShiftCheck } from '../../../core/stations/bench/shift-check.ts';
import { isStopped } from '../../../core/stations/bench/stop.ts';
import type { Readers } from '../../../core/stations/bench/typed-serial.ts';
import { checkApart, checkHere } from './checking/session.ts';
import { rememberIntents, type Intents } from './intents.ts';
import { createPrecheck, type Precheck } from './precheck.ts';
import { openShiftCheck } from './shift-check.ts';
import { createDesk, type Desk } from './desk.ts';
import { createEnding, finishClosings, type Ending } from './ending.ts';
import { openBatchFiles } from './opening.ts';
import type { BatchFiles } from '../served.ts';
import { productRefOf } from '../../../core/product/product.ts';
import { openShelf } from '../../products/shelf.ts';
import { createShares, type Shares } from './shares.ts';
import { freeBytes } from '../../files/room.ts';
import { throttled } from '../../station/throttled.ts';
import type { BenchStationParts } from './parts.ts';
import { lastInWork, takeUp } from './take-up.ts';

const fail = failIn('bench');

export interface BenchStation {
  readonly parts: BenchStationParts;
  readonly bench: Bench;
  readonly etching: Etching;
  readonly check: Precheck;
  /** What the shift begins with. */
  readonly shiftCheck: ShiftCheck;
  readonly desk: Desk;
  /** How cards and batches end. */
  readonly ending: Ending;
  /** Units that go to another bench, or come from one. */
  readonly shares: Shares;
  /** Takes a scan and says afterwards whether it was good, for the scanner's own beep. */
  scan(scan: Scan, judged: (judgement: Judgement) => unknown): Promise<void>;
  /** Takes a serial that was typed, where a scan would be taken. */
  typed(text: string, readers: Readers): Promise<Result<null>>;
  /** Opens a batch from its two files and puts it onto the desk. */
  open(files: BatchFiles): Promise<Result<BatchView>>;
  select(batch: string): Promise<Result<BatchView>>;
  /** Puts the batch back onto the desk that was worked on last and is not closed; null where there is none. */
  resume(): Promise<Result<BatchView | null>>;
  /** Calls `listener` for every change a screen would show. */
  watch(listener: (update: StationUpdate) => void): void;
  tell(update: StationUpdate): void;
  /** Finishes what is in hand, records the stop and lets go of everything. */
  /** Takes nothing more in hand, and ends what is: what is being checked at the next card, the rest wholly. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

type Tell = (update: StationUpdate) => void;

/** The recipes of a bench, put together over its ports. */
type Recipes = Pick<BenchStation, 'bench' | 'etching' | 'check' | 'shiftCheck' | 'desk' | 'ending' | 'shares'> & {
  readonly ledger: Ledger;
  readonly intents: Intents;
};

function putTogether(parts: BenchStationParts, { labels, known }: BenchLabels, tell: Tell): Recipes {
  const { journal, index, pool } = parts;
  const ledger = createLedger(journal, index);
  const intents = rememberIntents(index, journal);
  const desk = createDesk(
    index,
    ledger,
    parts.vault,
    parts.outbox,
    () => parts.reading().code,
    async (ref) => (await openShelf(parts.directory)).find(ref),
  );
  const shiftCheck = openShiftCheck(
    parts,
    known,
    () => desk.product()?.check ?? null,
    (view) => tell({ type: 'shift-check', check: view }),
  );
  const world = {
    ...parts,
    journal: ledger,
    units: desk.units,
    brokenOff: (batch: string) => index.brokenOff(batch),
    altered: () => isAltered(index.incidents({ open: true })),
    intended: intents.has,
    unchecked: () => shiftCheck.due,
    elsewhere: (serial: string) => desk.elsewhere(serial),
    checked: () => desk.checked(),
    vault: desk.passphrases,
    outbox: desk.outbox,
    derivation: pool,
    unitsOfJob: ledger.unitsOfJob,
    card: () => desk.layout(),
    policy: () => parts.reading(),
    records: (serial: string) => index.traveller(serial).map(({ event }) => event),
  };
  const etching = createEtching({
    ...world,
    layout: () => must(checkLayout(desk.layout())),
    format: () => parts.laser().format,
    product: () => {
      const product = desk.product();
      return product === null ? null : productRefOf(product);
    },
    setUp: () => {
      const { fixture, pens } = parts.laser();
      const material = desk.product()?.metal.material ?? 'steel';
      return { fixture, pens: pens?.[material], date: parts.clock.now().slice(0, 7) };
    },
  });
  const bench = createBench({ ...world, labels, etching, changed: (view) => tell({ type: 'bench', bench: view }) });
  const check = createPrecheck({
    ...world,
    checking: (batch, signal) =>
      parts.checking === null
        ? checkHere(desk.passphrases, pool, signal)
        : checkApart(batch, parts.checking, { ...parts, station: parts.name, sealed: () => desk.sealed() }, signal),
    ready: pool.ready,
    workers: pool.size,
    confirmed: () => pool.stats().confirmed,
    distrust: () => pool.distrust(),
    batch: () => desk.batch(),
    waiting: (batch) => index.serials(batch, 'received'),
    condemned: (batch) => index.condemned(batch),
    changed: (view) => tell({ type: 'check', check: view }),
    failed: (fault) => tell(stationFault(fault)),
  });
  const ending = createEnding({
    parts,
    ledger,
    desk,
    etching,
    records: world.records,
    labelled: (serial, as, reference) => bench.putAside(serial, as, reference),
    settled: () => bench.settled(),
    cleared: () => bench.reset(true),
  });
  const shares = createShares({ parts, ledger, between: bench.between, reopened: (batch) => desk.reopened(batch) });
  return { bench, etching, check, shiftCheck, desk, ending, shares, ledger, intents };
}

/** Where verdicts are printed, and those of known cards, which are marked as training; null where no labels are printed. */
export interface BenchLabels {
  readonly labels: LabelPrinter | null;
  readonly known: LabelPrinter | null;
}

/** @param labels null where no labels are printed. */
export async function startBench(
  parts: BenchStationParts,
  labels: LabelPrinter | null,
  known: LabelPrinter | null = null,
): Promise<BenchStation> {
  const { journal, index } = parts;
  const listeners = new Set<Tell>();
  const tell: Tell = (update) => {
    for (const listener of listeners) listener(update);
  };
  const { ledger, intents, ...recipes } = putTogether(parts, { labels, known }, tell);
  const { bench, check, desk } = recipes;

  // Whatever the records change, screens hear of it; many records in a row are one piece of news.
  const news = throttled(() => {
    tell({ type: 'batch', batch: desk.batch() });
    tell({ type: 'incidents', open: index.openIncidents() });
  });
  const unfollow = journal.follow(news.call);

  await takeUp({ ...parts, journal: { append: ledger.append, rare: journal.rare } }, recipes.etching);
  await finishClosings(parts, ledger);

  const opening = createExclusive(() => fail('busy', 'A batch is being opened. Wait until it is on the desk.'));

  async function select(batch: string): Promise<Result<BatchView>> {
    await check.stop();
    await bench.settled();
    const selected = await desk.select(batch);
    if (!selected.ok) return selected;
    check.reset();
    bench.reset(true);
    tell({ type: 'batch', batch: selected.value });
    return selected;
  }

  async function rest(): Promise<void> {
    await recipes.shiftCheck.end();
    await check.stop();
    await bench.settled();
    await opening.settled();
    await recipes.shares.settled();
    await recipes.ending.settled();
  }

  return {
    parts,
    ...recipes,
    select,
    async resume() {
      const batch = lastInWork(index);
      return batch === null ? ok(null) : select(batch);
    },
    async scan(scan, judged) {
      // What may be another key is never a known card: it stops the line, whatever is tried.
      if (recipes.shiftCheck.running && scan.what !== 'secret') {
        await recipes.shiftCheck.scan(scan);
        return void judged(recipes.shiftCheck.view().notice === null ? 'good' : 'bad');
      }
      await bench.scan(scan).catch((error: unknown) => {
        // Anything but a journal that has stopped is a bug, and not to be worked on with.
        if (journal.stopped === null) throw error;
        tell(stationFault({ area: 'bench', kind: 'journal-failed', message: journal.stopped.message }));
      });
      const { notice, verdict } = bench.view();
      judged(notice === null && (verdict === null || verdict.outcome === 'PASS') ? 'good' : 'bad');
    },
    async typed(text, readers) {
      if (recipes.shiftCheck.running) {
        return fail('known-cards-scanned', 'The check of the shift is on: its known cards are scanned, not typed.');
      }
      if (!isStopped(index.incidents({ open: true }))) return bench.typed(text, readers);
      // As of a scan: the window says why.
      tell({ type: 'incidents', open: index.openIncidents() });
      return ok(null);
    },
    open: (files) =>
      opening.run(async () => {
        const room = (): Promise<number> => freeBytes(parts.directory);
        const progress = (view: OpeningView | null): void => tell({ type: 'opening', opening: view });
        const opened = await openBatchFiles(files, { ...parts, room, progress });
        return opened.ok ? await select(opened.value) : opened;
      }),
    watch: (listener) => void listeners.add(listener),
    tell,
    rest,
    async close() {
      await rest();
      unfollow();
      intents.close();
      news.cancel();
      // A journal that has failed says so at every append; the rest must be let go of all the same.
      await journal.append([{ kind: 'station-stopped' }]).catch(() => undefined);
      await parts.pool.close();
      await parts.letGo();
      index.close();
      parts.vault[Symbol.dispose]();
    },
  };
}

/** A fault of the station itself, for the whole window to show. */
export const stationFault = (fault: Failure): StationUpdate => ({ type: 'fault', fault });
