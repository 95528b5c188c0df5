/** Opening a Press for one verb, and the batch it is about. */
import { failIn, ok, type Result } from '../../../../core/base/result.ts';
import type { PressBatch } from '../../../../core/stations/press/book.ts';
import { openStation } from '../../../cli/unlock.ts';
import type { Line } from '../../../cli/verb.ts';
import { openPress, openTrainingPress } from '../open.ts';
import type { PressStation } from '../station.ts';

const fail = failIn('command');

export interface PressGiven {
  readonly station: string;
  readonly 'passphrase-fd': number | undefined;
  readonly workers: number | undefined;
}

/** Opens the station, works, and closes it whatever came of the work. */
export async function atPress<T>(
  { station: directory, 'passphrase-fd': fd, workers }: PressGiven,
  line: Line,
  work: (station: PressStation) => Promise<Result<T>>,
): Promise<Result<T>> {
  const { dist, version } = line;
  const runtime = `Node ${process.versions.node}`;
  const options = { dist, version, runtime, ...(workers === undefined ? {} : { workers }) };
  const opened = await openStation(directory, fd ?? null, line, {
    training: (attend) => openTrainingPress({ directory, ...options, attend }),
    commissioned: (unlocked) => openPress(directory, options, unlocked),
  });
  if (!opened.ok) return opened;
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}

export interface BatchGiven extends PressGiven {
  readonly batch: string | undefined;
}

/** As {@link atPress}, with the batch that is named, or the only one that is open. */
export const atBatch = <T>(
  given: BatchGiven,
  line: Line,
  work: (station: PressStation, batch: PressBatch) => Promise<Result<T>>,
): Promise<Result<T>> =>
  atPress(given, line, (station) => {
    const batch = batchOf(station, given.batch);
    return batch.ok ? work(station, batch.value) : Promise.resolve(batch);
  });

function batchOf(station: PressStation, wanted: string | undefined): Result<PressBatch> {
  const open = station.book.batches().filter(({ closed }) => closed === null);
  const [first, second] = open.filter(({ batch }) => wanted === undefined || batch === wanted);
  if (first !== undefined && second === undefined) return ok(first);
  const names = open.map(({ batch }) => batch).join(', ');
  const sentence = names === '' ? 'No batch is open. Import an order.' : `Say which --batch: ${names}.`;
  return fail('no-batch', sentence, { list: names });
}
