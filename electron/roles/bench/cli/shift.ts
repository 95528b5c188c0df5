/** A Bench that the command line opens to ask it for its shift: nothing is etched, and nothing is derived. */
import { ok, type Result } from '../../../../core/base/result.ts';
import type { OpenedShift, ShiftOpening, ShiftProgram } from '../../../station/shift.ts';
import { openBench, openTrainingBench } from '../open.ts';
import type { BenchStationParts } from '../parts.ts';
import { benchShiftSource } from '../shift-source.ts';
import { startBench } from '../station.ts';

const options = ({ dist, version }: ShiftProgram) => ({
  ...{ dist, version, runtime: `Node ${process.versions.node}`, workers: 1, oneByOne: true as const },
});

async function opened(parts: Result<BenchStationParts>): Promise<Result<OpenedShift>> {
  if (!parts.ok) return parts;
  const station = await startBench(parts.value, null);
  return ok({ source: benchShiftSource(station), close: () => station.close() });
}

export const benchShift: ShiftOpening = {
  training: async (directory, line) => opened(await openTrainingBench({ directory, ...options(line) })),
  commissioned: async (directory, line, station) => opened(await openBench(directory, options(line), station)),
};
