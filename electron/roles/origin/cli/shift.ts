/** An Origin that the command line opens to ask it for its shift. */
import { ok, type Result } from '../../../../core/base/result.ts';
import type { OpenedShift, ShiftOpening, ShiftProgram } from '../../../station/shift.ts';
import { openOrigin, openTrainingOrigin } from '../open.ts';
import { originShiftSource } from '../shift-source.ts';
import type { OriginStation } from '../station.ts';

const options = ({ dist, version }: ShiftProgram) => ({ dist, version, runtime: `Node ${process.versions.node}` });

const opened = (station: Result<OriginStation>): Result<OpenedShift> =>
  station.ok ? ok({ source: originShiftSource(station.value), close: () => station.value.close() }) : station;

export const originShift: ShiftOpening = {
  training: async (directory, line) => opened(await openTrainingOrigin(directory, options(line))),
  commissioned: async (directory, line, station) => opened(await openOrigin(directory, options(line), station)),
};
