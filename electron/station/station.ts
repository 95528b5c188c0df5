/**
 * A bench at work: core's recipes over real ports. The window's handlers and the command line both stand on this, so
 * they cannot drift.
 */
import { CARD } from '../../core/etch/card.ts';
import type { Mode } from '../../core/journal/event.ts';
import type { Clock, Random } from '../../core/ports.ts';
import type { Failure, Result } from '../../core/result.ts';
import type { Judgement } from '../../core/scan/feedback.ts';
import type { Scan } from '../../core/stations/bench-view.ts';
import { createBench, type Bench } from '../../core/stations/bench.ts';
import { createEtching, type Etching } from '../../core/stations/etching.ts';
import type { LabelPrinter } from '../../core/stations/verdicts.ts';
import type { BatchView, StationUpdate } from '../bridge/contract.ts';
import type { Outbox } from '../etch/outbox.ts';
import type { OpenJournal } from '../journal/file.ts';
import type { Index } from '../journal/index.ts';
import type { Vault } from '../vault/seal.ts';
import type { Pool } from '../workers/pool.ts';
import { createCheck, type Check } from './check.ts';
import { createDesk, type Desk } from './desk.ts';
import { openBatchFiles, type BatchFiles } from './opening.ts';

export interface BenchStationParts {
  readonly name: string;
  readonly mode: Mode;
  /** The station's own directory. */
  readonly directory: string;
  readonly version: string;
  readonly runtime: string;
  readonly journal: OpenJournal;
  readonly index: Index;
  readonly vault: Vault;
  readonly outbox: Outbox;
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
}

export interface BenchStation {
  readonly parts: BenchStationParts;
  readonly bench: Bench;
  readonly etching: Etching;
  readonly check: Check;
  readonly desk: Desk;
  /** Takes a scan and says afterwards whether it was good, for the scanner's own beep. */
  scan(scan: Scan, judged: (judgement: Judgement) => unknown): Promise<void>;
  /** Opens a batch from its two files and puts it onto the desk. */
  open(files: BatchFiles): Promise<Result<BatchView>>;
  select(batch: string): Promise<Result<BatchView>>;
  /** Calls `listener` for every change a screen would show. */
  watch(listener: (update: StationUpdate) => void): void;
  tell(update: StationUpdate): void;
  /** Finishes what is in hand, records the stop and lets go of everything. */
  close(): Promise<void>;
}

/** @param labels null where no labels are printed. */
export async function startBench(parts: BenchStationParts, labels: LabelPrinter | null): Promise<BenchStation> {
  const { journal, index, pool, clock } = parts;
  const listeners = new Set<(update: StationUpdate) => void>();
  const tell = (update: StationUpdate): void => {
    for (const listener of listeners) listener(update);
  };
  const desk = createDesk(index, parts.vault, parts.outbox);
  const etching = createEtching({
    ...parts,
    units: desk.units,
    vault: desk.passphrases,
    outbox: desk.outbox,
    layout: CARD,
  });
  const bench = createBench({
    journal,
    units: desk.units,
    vault: desk.passphrases,
    derivation: pool,
    labels,
    etching,
    clock,
    changed: (view) => tell({ type: 'bench', bench: view }),
  });
  const check = createCheck({
    journal,
    units: desk.units,
    vault: desk.passphrases,
    derivation: pool,
    workers: pool.size,
    batch: () => desk.batch(),
    waiting: (batch) => index.serials(batch, 'received'),
    changed: (view) => tell({ type: 'check', check: view }),
  });

  // Whatever the records change, screens hear of it; many records in a row are one piece of news.
  const unfollow = journal.follow(
    throttled(() => {
      tell({ type: 'batch', batch: desk.batch() });
      tell({ type: 'incidents', open: index.openIncidents() });
    }),
  );

  await takeUp(parts, etching);

  async function select(batch: string): Promise<Result<BatchView>> {
    await check.stop();
    const selected = await desk.select(batch);
    if (!selected.ok) return selected;
    check.reset();
    bench.reset(true);
    tell({ type: 'batch', batch: selected.value });
    return selected;
  }

  return {
    parts,
    bench,
    etching,
    check,
    desk,
    select,
    async scan(scan, judged) {
      // What breaks here is shown by the bench; the journal keeps why it failed.
      await bench.scan(scan).catch(() => undefined);
      const { notice, verdict } = bench.view();
      judged(notice === null && (verdict === null || verdict.outcome === 'PASS') ? 'good' : 'bad');
    },
    async open(files) {
      const progress = (opening: Extract<StationUpdate, { type: 'opening' }>['opening']) =>
        tell({ type: 'opening', opening });
      const opened = await openBatchFiles(files, { ...parts, progress });
      return opened.ok ? select(opened.value) : opened;
    },
    watch: (listener) => void listeners.add(listener),
    tell,
    async close() {
      await check.stop();
      await bench.settled();
      unfollow();
      // A journal that has failed says so at every append; the rest must be let go of all the same.
      await journal.append([{ kind: 'station-stopped' }]).catch(() => undefined);
      await pool.close();
      await journal.close();
      index.close();
      parts.vault[Symbol.dispose]();
    },
  };
}

/** Records the start; after a crash, whatever was between intent and mark is in doubt. */
async function takeUp({ journal, index, version, runtime }: BenchStationParts, etching: Etching): Promise<void> {
  const stopped = index.tail(1).at(-1)?.event.kind;
  // A clean stop ends with its checkpoint.
  const crashed = index.tail(2).every(({ event }) => event.kind !== 'station-stopped') && stopped !== 'journal-begun';
  await journal.append([{ kind: 'station-started', version, runtime }]);
  if (!crashed) return;
  const left = index
    .batches()
    .flatMap(({ batch }) =>
      (['intended', 'sent'] as const).flatMap((state) =>
        index.serials(batch, state).map((serial) => index.unit(serial)),
      ),
    );
  await etching.recover(left.filter((unit) => unit !== null));
}

/** Runs `work` soon after the first call, and once for all calls until then. */
function throttled(work: () => void): () => void {
  let planned = false;
  return () => {
    if (planned) return;
    planned = true;
    setTimeout(() => {
      planned = false;
      work();
    }, 100);
  };
}

/** A fault of the station itself, for the whole window to show. */
export const stationFault = (fault: Failure): StationUpdate => ({ type: 'fault', fault });
