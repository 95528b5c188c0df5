/** A Press that the command line opens to ask it for its shift. */
import { ok, type Result } from '../../../../core/base/result.ts';
import type { OpenedShift, ShiftOpening, ShiftProgram } from '../../../station/shift.ts';
import { openPress, openTrainingPress } from '../open.ts';
import { pressShiftSource } from '../shift-source.ts';
import type { PressStation } from '../station.ts';

const options = ({ dist, version }: ShiftProgram) => ({ dist, version, runtime: `Node ${process.versions.node}` });

const opened = (station: Result<PressStation>): Result<OpenedShift> =>
  station.ok
    ? ok({ source: pressShiftSource(station.value, () => null), close: () => station.value.close() })
    : station;

export const pressShift: ShiftOpening = {
  training: async (directory, line) => opened(await openTrainingPress({ directory, ...options(line) })),
  commissioned: async (directory, line, station) => opened(await openPress(directory, options(line), station)),
};
