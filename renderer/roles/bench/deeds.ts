/** What a supervisor may do with a card off the path. The station decides; this only shows what it would not refuse. */
import type { BenchUnitState } from '../../../core/life/bench-life.ts';
import type { BatchEnding, UnitRow } from '../../../electron/roles/bench/contract.ts';

export const DEEDS = ['rework', 'scrap', 'sample'] as const;
export type Deed = (typeof DEEDS)[number];

/** Quarantines that a new strip or a new packing ends. */
const REWORKED: readonly string[] = ['strip-failed', 'seal-failed'];

/** @param ending of the batch on the desk; a card of a closed one stays as it is. */
export function deedsFor(
  unit: Pick<UnitRow, 'serial' | 'state' | 'reason'>,
  ending: BatchEnding | null,
): readonly Deed[] {
  if (ending === null || ending.closed !== null) return [];
  return DEEDS.filter((deed) => {
    if (deed === 'sample') return ending.unopened.includes(unit.serial);
    if (deed === 'scrap') return SCRAPPED.includes(unit.state);
    return unit.state === 'quarantined' && REWORKED.includes(unit.reason ?? '');
  });
}

const SCRAPPED: readonly BenchUnitState[] = ['quarantined', 'in-doubt'];
