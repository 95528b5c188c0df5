/** What the shift of a Press is asked of: its book, and what was counted beside it. */
import type { ShiftSource } from '../../station/shift.ts';
import type { PressStation } from './station.ts';

/** @param onDesk the batch on the desk; null, none is */
export const pressShiftSource = ({ parts, book }: PressStation, onDesk: () => string | null): ShiftSource => ({
  ...{ name: parts.name, mode: parts.mode, version: parts.version, journal: parts.journal, clock: parts.clock },
  facts: (period) => parts.shift.facts(period, book),
  batches: () => parts.shift.begun(),
  onDesk,
});
