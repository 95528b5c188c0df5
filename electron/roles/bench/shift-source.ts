/** What the shift of a Bench is asked of: its index. */
import { createWall, type Wall } from '../../station/wall.ts';
import type { ShiftSource } from '../../station/shift.ts';
import type { Environment } from '../served.ts';
import type { BenchStation } from './station.ts';

export const benchShiftSource = ({ parts, desk }: BenchStation): ShiftSource => ({
  ...{ name: parts.name, mode: parts.mode, version: parts.version, journal: parts.journal, clock: parts.clock },
  facts: (period) => parts.index.shift(period),
  batches: () => parts.index.batches(),
  onDesk: () => desk.batch()?.batch ?? null,
});

/** What its window asks, and what hangs beside it. */
export function benchFigures(
  station: BenchStation,
  { settings, wall: open }: Pick<Environment, 'settings' | 'wall'>,
): { readonly source: ShiftSource; readonly wall: Wall } {
  const source = benchShiftSource(station);
  const openIncidents = (): number => station.parts.index.openIncidents();
  return { source, wall: createWall({ source, settings, open, openIncidents }) };
}
