/**
 * The journal's door for whatever moves units. Each step is folded in the moment it is asked for, so that who looks
 * next sees it while the disk is still at work: of two who want the same thing, the second is refused. A step that the
 * machine does not allow is a bug, and is never written.
 */
import { serialsOf, type JournalEvent, type RecordRef } from '../../journal/event.ts';
import type { Journal } from '../../journal/journal.ts';
import { benchLife, type BenchUnit } from '../../life/bench-life.ts';
import type { UnitLookup, UnitsOfJob } from './verification.ts';

/** Records as the journal does; units as they will be once all that was asked for is on disk. */
export interface Ledger extends Journal, UnitLookup {
  /** Whether a step is asked for that is not on disk yet. */
  readonly underWay: boolean;
  readonly unitsOfJob: UnitsOfJob;
}

/** `recorded`: every unit that is on record, of all batches, as the journal has them. */
export function createLedger(journal: Journal, recorded: UnitLookup & { readonly unitsOfJob: UnitsOfJob }): Ledger {
  const ahead = new Map<string, { readonly unit: BenchUnit; readonly groups: number }>();

  /** Batches whose closing is on its way to the disk, or there. */
  const closing = new Set<string>();

  function unit(serial: string): BenchUnit | null {
    const found = ahead.get(serial)?.unit ?? recorded.unit(serial);
    return found !== null && closing.has(found.batch) ? { ...found, closed: true } : found;
  }

  /** Units as `events` leave them. Throws before anything is taken if one of the steps is not allowed. */
  function foresee(events: readonly JournalEvent[]): ReadonlyMap<string, BenchUnit> {
    const moved = new Map<string, BenchUnit>();
    for (const event of events) {
      if (!benchLife.isStep(event)) continue;
      for (const serial of serialsOf(event)) {
        const before = moved.get(serial) ?? unit(serial);
        if (before === null) throw new Error(`record of ${event.kind} for ${serial}, which is of no open batch`);
        moved.set(serial, benchLife.apply(before, event));
      }
    }
    return moved;
  }

  function letGo(serials: Iterable<string>): void {
    for (const serial of serials) {
      const held = ahead.get(serial);
      if (held === undefined) continue;
      if (held.groups === 1) ahead.delete(serial);
      else ahead.set(serial, { ...held, groups: held.groups - 1 });
    }
  }

  return {
    get underWay() {
      return ahead.size > 0;
    },
    unit,
    unitByAddress(address) {
      const found = recorded.unitByAddress(address);
      return found === null ? null : unit(found.serial);
    },
    unitsOfJob: (job) => recorded.unitsOfJob(job).map((found) => unit(found.serial) ?? found),
    async append(events): Promise<readonly RecordRef[]> {
      const moved = foresee(events);
      for (const event of events) if (event.kind === 'batch-closed') closing.add(event.batch);
      for (const [serial, after] of moved) {
        ahead.set(serial, { unit: after, groups: (ahead.get(serial)?.groups ?? 0) + 1 });
      }
      // On disk or refused: from now on the records alone tell.
      return journal.append(events).finally(() => letGo(moved.keys()));
    },
  };
}
