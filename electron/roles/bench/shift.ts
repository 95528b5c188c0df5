/** The shift of a Bench in figures: asked of its index, counted in core, drawn once. */
import { shiftNumbers, periodOf } from '../../../core/shift/numbers.ts';
import { shiftView, type ShiftView } from '../../../core/shift/picture.ts';
import type { Words } from '../../../resources/words/language.ts';
import type { DrawnPage } from '../../papers/save.ts';
import { shiftPage } from '../../papers/shift.ts';
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import type { PeriodName } from './shift-calls.ts';
import type { BenchStation } from './station.ts';

const fail = failIn('bench');

export interface ShiftWanted {
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly batch: string | null;
  readonly target: number;
}

export function shiftOf({ parts }: BenchStation, { from, to, batch, target }: ShiftWanted): ShiftView {
  const period = { from, to, batch, slot: periodOf(from, to) };
  return shiftView(shiftNumbers(period, parts.index.shift(period), target, Date.parse(parts.clock.now())));
}

/** The page of it, anchored by the journal's head. */
export function drawShift(station: BenchStation, wanted: ShiftWanted, words: Words): DrawnPage {
  const { name, mode, version, journal, clock } = station.parts;
  const at = clock.now();
  const page = shiftPage(words, shiftOf(station, wanted), { station: name, mode, version, at, journal: journal.head });
  return { name: `shift-${at.replace(/[:.]/g, '-')}`, page };
}

const HOUR = 3_600_000;

/** A time that a window names, as moments: days begin and end by the station's own clock, whatever its changes. */
export function namedPeriod(
  station: BenchStation,
  period: PeriodName,
  target: number,
): Result<ShiftWanted, 'no-batch'> {
  const { clock, index } = station.parts;
  const now = Date.parse(clock.now());
  const day = (offset: number): number => {
    const at = new Date(now);
    return new Date(at.getFullYear(), at.getMonth(), at.getDate() + offset).getTime();
  };
  const of = (from: number, to: number): Result<ShiftWanted, 'no-batch'> => ok({ from, to, batch: null, target });
  switch (period) {
    case 'hours':
      return of(now - 8 * HOUR, now);
    case 'today':
      return of(day(0), day(1));
    case 'yesterday':
      return of(day(-1), day(0));
    case 'week':
      return of(day(-6), day(1));
    case 'batch': {
      const name = station.desk.batch()?.batch;
      const opened = index.batches().find(({ batch }) => batch === name);
      if (opened === undefined) return fail('no-batch', 'No batch is open. Open one first.');
      return ok({ from: Date.parse(opened.openedAt), to: now + 1, batch: opened.batch, target });
    }
  }
}
