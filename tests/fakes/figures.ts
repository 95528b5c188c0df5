/** A shift in which nothing has happened, as a fake window's door answers with it. */
import { ok } from '../../core/base/result.ts';
import { shiftNumbers, type ShiftFacts, type ShiftPeriod, type ShiftRole } from '../../core/shift/numbers.ts';
import { shiftView } from '../../core/shift/picture.ts';
import type { figuresCalls, FiguresAnswers } from '../../electron/bridge/figures.ts';
import type { HandlersOf } from '../../electron/bridge/form.ts';
import type { Wall } from '../../electron/station/wall.ts';

const EMPTY_SHIFT: ShiftPeriod = { from: 0, to: 8 * 3_600_000, batch: null, slot: 900_000 };
const NO_SHIFT: Omit<ShiftFacts, 'role'> = {
  ...{ finished: [], durations: [], reasons: [], people: [], batches: [], verdicts: [], devices: [], states: [] },
  ...{ aside: [], last: [], passes: { clean: 0, again: 0, strays: 0 }, labels: { printed: 0, failed: 0 }, sent: [] },
};

export const figuresFakes = (role: ShiftRole): HandlersOf<typeof figuresCalls, FiguresAnswers> => ({
  shift: async () => ok(shiftView(shiftNumbers(EMPTY_SHIFT, { role, ...NO_SHIFT }, 38, 0))),
  saveShift: async () => ok({ path: '/media/usb/shift.pdf' }),
  setTarget: async () => ok(null),
  showWall: async () => ok(null),
});

/** A station with one monitor, and nobody who opens another window. */
export const NO_WALL: Wall = { show: () => undefined, close: () => undefined };
