/** What the shift of a Bench is asked of: its index. */
import type { ShiftSource } from '../../station/shift.ts';
import type { BenchStation } from './station.ts';

export const shiftSource = ({ parts, desk }: BenchStation): ShiftSource => ({
  ...{ name: parts.name, mode: parts.mode, version: parts.version, journal: parts.journal, clock: parts.clock },
  facts: (period) => parts.index.shift(period),
  batches: () => parts.index.batches(),
  onDesk: () => desk.batch()?.batch ?? null,
});
