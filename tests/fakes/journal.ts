/** A journal in memory, with the same chain and the same fold as the real one, that can be made to fail. */
import { NO_RECORDS, refOf, type ChainRecord, type Head } from '../../core/journal/chain.ts';
import {
  serialsOf,
  type EventKind,
  type EventOf,
  type JournalEvent,
  type RecordRef,
} from '../../core/journal/event.ts';
import type { Journal } from '../../core/journal/journal.ts';
import type { UnitLookup, UnitsOfJob } from '../../core/stations/bench/verification.ts';
import { appendLines } from './chain.ts';
import { benchLife, type BenchUnit, receivedUnit, withdrawnUnit } from '../../core/life/bench-life.ts';

export interface MemoryJournal extends Journal, UnitLookup {
  readonly records: readonly ChainRecord[];
  readonly events: readonly JournalEvent[];
  /** How often `append` was called. */
  readonly appends: number;
  of<K extends EventKind>(kind: K): readonly EventOf<K>[];
  allUnits(): readonly BenchUnit[];
  readonly unitsOfJob: UnitsOfJob;
  /** From the `nth` append on (1 is the next one) nothing can be written any more. */
  failFrom(nth: number): void;
  /**
   * The power is cut in the `nth` append, before or after its records are on disk: nobody gets an answer any more.
   * Resolves when it has happened and all that could still move has come to rest.
   */
  cutAt(nth: number, when: 'before' | 'after'): Promise<void>;
}

export class FakeJournalStopped extends Error {
  override readonly name = 'JournalStopped';
}

/** Time of every record; order is by number. */
export const AT = '2026-11-22T10:00:00.000Z';

/** @param before what an earlier run has left on disk */
export function memoryJournal(before: readonly JournalEvent[] = []): MemoryJournal {
  const records: ChainRecord[] = [];
  const units = new Map<string, BenchUnit>();
  let head: Head = NO_RECORDS;
  let appends = 0;
  let last = Infinity;
  let cut: { readonly at: number; readonly when: 'before' | 'after'; readonly happened: () => void } | null = null;
  let line: Promise<unknown> = Promise.resolve();

  function write(events: readonly JournalEvent[]): readonly RecordRef[] {
    const lines = appendLines(head, events, AT);
    for (const event of events) fold(event);
    head = lines.head;
    records.push(...lines.records);
    return lines.records.map(refOf);
  }

  function fold(event: JournalEvent): void {
    if (event.kind === 'unit-received') units.set(event.serial, receivedUnit(event));
    if (event.kind === 'unit-withdrawn-at-press') units.set(event.serial, withdrawnUnit(event));
    if (event.kind === 'batch-closed') {
      for (const unit of units.values())
        if (unit.batch === event.batch) units.set(unit.serial, { ...unit, closed: true });
    }
    if (!benchLife.isStep(event)) return;
    for (const serial of serialsOf(event)) {
      const unit = units.get(serial);
      if (unit === undefined) throw new Error(`${event.kind} of an unknown unit`);
      units.set(serial, benchLife.apply(unit, event));
    }
  }

  if (before.length > 0) write(before);

  return {
    records,
    get events() {
      return records.map(({ event }) => event);
    },
    get appends() {
      return appends;
    },
    of: <K extends EventKind>(kind: K) =>
      records.map(({ event }) => event).filter((event): event is EventOf<K> => event.kind === kind),
    allUnits: () => [...units.values()],
    unitsOfJob: (job) => [...units.values()].filter((unit) => unit.job === job),
    unit: (serial) => units.get(serial) ?? null,
    unitByAddress: (address) => [...units.values()].find((unit) => unit.address === address) ?? null,
    failFrom(nth) {
      last = appends + nth - 1;
    },
    cutAt: (nth, when) =>
      new Promise((happened) => {
        cut = { at: appends + nth, when, happened };
      }),
    append(events) {
      const fails = ++appends > last;
      const number = appends;
      // A turn of the loop passes, as on a disk: what others ask for meanwhile stands in line.
      const written = line.then(async () => {
        await new Promise((resolve) => setImmediate(resolve));
        if (fails) throw new FakeJournalStopped('the journal cannot be written');
        if (cut === null || number < cut.at) return write(events);
        if (number === cut.at && cut.when === 'after') write(events);
        for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
        cut.happened();
        return new Promise<never>(() => undefined);
      });
      line = written.catch(() => undefined);
      return written;
    },
  };
}
