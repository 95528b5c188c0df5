/** The calls about a shift in figures, of every station that makes something. */
import * as v from 'valibot';
import type { Result } from '../../core/base/result.ts';
import type { ShiftView } from '../../core/shift/picture.ts';

/** What is shown: the last eight hours, a day of the station's own time zone, seven days, the batch on the desk. */
export const SHIFT_PERIODS = ['hours', 'today', 'yesterday', 'week', 'batch'] as const;
export type PeriodName = (typeof SHIFT_PERIODS)[number];

const Wanted = v.object({
  period: v.picklist(SHIFT_PERIODS),
  /** Cards an hour. */
  target: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)),
});

export const figuresCalls = {
  shift: Wanted,
  /** Asks the person for a directory in a native dialog and writes the page there, as PDF. */
  saveShift: Wanted,
  /** Cards an hour that are wanted from now on. */
  setTarget: v.object({ target: Wanted.entries.target }),
  /** Opens the window for a second monitor, or brings it to the front. */
  showWall: v.null(),
} as const;

export interface FiguresAnswers {
  shift: Result<ShiftView>;
  /** Null when the person chose no directory. */
  saveShift: Result<{ readonly path: string } | null>;
  setTarget: Result<null>;
  showWall: Result<null>;
}
