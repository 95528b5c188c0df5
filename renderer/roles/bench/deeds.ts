/** What a supervisor may do with a card off the path. The station decides; this only shows what it would not refuse. */
import type { AsideEnd, Mishap } from '../../../core/journal/events/bench.ts';
import type { BenchUnitState } from '../../../core/life/bench-life.ts';
import type { BatchEnding, UnitRow } from '../../../electron/roles/bench/contract.ts';

export const DEEDS = ['rework', 'release', 'aside', 'found', 'scrap', 'sample', 'end'] as const;
export type Deed = (typeof DEEDS)[number];

/** What may be said of a card that is put aside, and of one that its closed batch had left there. */
export const MISHAPS = ['put-aside', 'damaged', 'burnt', 'lost', 'never-arrived'] as const satisfies readonly Mishap[];
export const ASIDE_ENDS = ['destroyed', 'sampled', 'returned'] as const satisfies readonly AsideEnd[];

/** Quarantines that a new strip or a new packing ends. */
const REWORKED: readonly string[] = ['strip-failed', 'seal-failed'];

/** Quarantines of a sticker that was read where it does not belong. */
const RELEASED: readonly string[] = ['other-card-sticker', 'sticker-elsewhere', 'unknown-sticker'];

/** States in which there is nothing to be put aside any more. */
const PAST: readonly BenchUnitState[] = ['finished', 'missing', 'scrapped', 'sampled', 'returned', 'withdrawn'];

/** @param ending of the batch on the desk; of a closed one only what was aside gets its end. */
export function deedsFor(
  unit: Pick<UnitRow, 'serial' | 'state' | 'reason'>,
  ending: BatchEnding | null,
): readonly Deed[] {
  if (ending === null) return [];
  if (ending.closed !== null) return ['quarantined', 'missing'].includes(unit.state) ? ['end'] : [];
  const { state } = unit;
  const offered: Readonly<Record<Deed, boolean>> = {
    rework: state === 'quarantined' && REWORKED.includes(unit.reason ?? ''),
    release: state === 'quarantined' && RELEASED.includes(unit.reason ?? ''),
    aside: !PAST.includes(state),
    found: state === 'missing',
    scrap: state === 'condemned' || state === 'quarantined' || state === 'in-doubt',
    sample: ending.unopened.includes(unit.serial),
    end: false,
  };
  return DEEDS.filter((deed) => offered[deed]);
}
