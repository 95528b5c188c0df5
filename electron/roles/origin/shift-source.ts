/** What the shift of an Origin is asked of: its book, and what was counted beside it. */
import { systemClock } from '../../station/platform.ts';
import type { ShiftSource } from '../../station/shift.ts';
import type { OriginStation } from './station.ts';

/** The batch on the desk is the one that was planned last. */
export const originShiftSource = ({ parts, batches }: OriginStation): ShiftSource => ({
  ...{ name: parts.name, mode: parts.mode, version: parts.version, journal: parts.journal, clock: systemClock },
  facts: (period) => parts.shift.facts(period, parts.book),
  batches: () => parts.shift.begun(),
  onDesk: () => batches().at(-1)?.batch ?? null,
});
