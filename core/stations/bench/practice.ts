/**
 * Records and units of cards that are no product: what Bench's recipe works on when known cards go through it. It keeps
 * what a journal and an index would, for as long as the cards are tried, and nothing of it is ever on disk.
 */
import { serialsOf, type JournalEvent, type RecordRef } from '../../journal/event.ts';
import type { Journal } from '../../journal/journal.ts';
import { benchLife, type BenchUnit } from '../../life/bench-life.ts';
import type { RecordsOf, UnitLookup, UnitsOfJob } from './verification.ts';

export interface Practice extends Journal, UnitLookup {
  readonly unitsOfJob: UnitsOfJob;
  readonly records: RecordsOf;
}

/** A practice record has no place in any chain. */
const NO_HASH = '0'.repeat(64);

/** @param begun the cards as they are before anything was done with them */
export function createPractice(begun: readonly BenchUnit[]): Practice {
  const units = new Map(begun.map((unit) => [unit.serial, unit]));
  const events: JournalEvent[] = [];
  return {
    unit: (serial) => units.get(serial) ?? null,
    unitByAddress: (address) => [...units.values()].find((unit) => unit.address === address) ?? null,
    unitsOfJob: (job) => [...units.values()].filter((unit) => unit.job === job),
    records: (serial) => events.filter((event) => serialsOf(event).includes(serial)),
    async append(group) {
      const refs: RecordRef[] = [];
      for (const event of group) {
        refs.push({ seq: events.length, hash: NO_HASH });
        events.push(event);
        if (!benchLife.isStep(event)) continue;
        for (const serial of serialsOf(event)) {
          const before = units.get(serial);
          if (before !== undefined) units.set(serial, benchLife.apply(before, event));
        }
      }
      return Promise.resolve(refs);
    },
  };
}
