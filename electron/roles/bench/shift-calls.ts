/** The calls about a shift: its figures, and the check that it begins with. */
import * as v from 'valibot';
import type { Result } from '../../../core/base/result.ts';
import { CHECK_HOURS } from '../../../core/stations/bench/check-hours.ts';
import type { ShiftCheckView } from '../../../core/stations/bench/shift-check.ts';
import { PersonField } from '../../bridge/common.ts';
import { figuresCalls, type FiguresAnswers } from '../../bridge/figures.ts';

export const shiftCalls = {
  ...figuresCalls,

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

export interface ShiftAnswers extends FiguresAnswers {
  shiftCheck: ShiftCheckView;
  setShiftCheck: Result<null>;
  beginShiftCheck: Result<null>;
  endShiftCheck: Result<null>;
  signShiftCheck: Result<null>;
  /** Null when the person chose no directory. */
  saveKnownCards: Result<{ readonly path: string } | null>;
  simulateKnown: Result<null>;
}
