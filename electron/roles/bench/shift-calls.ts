/** The calls about a shift in figures. */
import * as v from 'valibot';
import type { Result } from '../../../core/base/result.ts';
import type { ShiftView } from '../../../core/shift/picture.ts';
import { CHECK_HOURS } from '../../../core/stations/bench/check-hours.ts';
import type { ShiftCheckView } from '../../../core/stations/bench/shift-check.ts';
import { PersonField } from '../../bridge/common.ts';

/** What is shown: the last eight hours, a day of the station's own time zone, seven days, the batch on the desk. */
export const SHIFT_PERIODS = ['hours', 'today', 'yesterday', 'week', 'batch'] as const;
export type PeriodName = (typeof SHIFT_PERIODS)[number];

const Wanted = v.object({
  period: v.picklist(SHIFT_PERIODS),
  /** Cards an hour. */
  target: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)),
});

export const shiftCalls = {
  shift: Wanted,
  /** Asks the person for a directory in a native dialog and writes the page there, as PDF. */
  saveShift: Wanted,
  /** Cards an hour that are wanted from now on. */
  setTarget: v.object({ target: Wanted.entries.target }),

  /** The check that a shift begins with: how far it is. */
  shiftCheck: v.null(),
  /** For how many hours a check counts; 0: none is waited for. */
  setShiftCheck: v.object({ hours: v.picklist(CHECK_HOURS) }),
  /** Takes the known cards anew: what is scanned from now on is one of them. */
  beginShiftCheck: v.null(),
  /** Leaves off. */
  endShiftCheck: v.null(),
  /** Somebody says that labels and job were there as well. */
  signShiftCheck: v.object({ person: PersonField }),
  /** Asks the person for a directory in a native dialog and writes the sheet of known cards there. */
  saveKnownCards: v.null(),
  /** Training only: holds a known card under the simulated scanner. */
  simulateKnown: v.object({ wanted: v.picklist(['PASS', 'FAIL']) }),
} as const;

export interface ShiftAnswers {
  shift: Result<ShiftView>;
  /** Null when the person chose no directory. */
  saveShift: Result<{ readonly path: string } | null>;
  setTarget: Result<null>;
  shiftCheck: ShiftCheckView;
  setShiftCheck: Result<null>;
  beginShiftCheck: Result<null>;
  endShiftCheck: Result<null>;
  signShiftCheck: Result<null>;
  /** Null when the person chose no directory. */
  saveKnownCards: Result<{ readonly path: string } | null>;
  simulateKnown: Result<null>;
}
