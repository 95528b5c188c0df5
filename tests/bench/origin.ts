import { rm } from 'node:fs/promises';
import { must } from '../../core/base/result.ts';
import { createPool } from '../../electron/workers/pool.ts';
import type { KdfWorker } from '../../electron/workers/protocol.ts';
import { newDirectory, openOrigin, request } from '../fakes/origin.ts';
import { platformRandom } from '../fakes/streams.ts';
import { median, milliseconds } from './measure.ts';
import { atLeast, type Row, type Table } from './table.ts';

const UNITS = 48;
const ROUNDS = 3;
const MIB = 1024 * 1024;

/** A batch at Origin as a station makes it: drawn, derived, sealed, on disk and on record. */
export async function origin(spawn: () => KdfWorker): Promise<Table[]> {
  const one = await unitsPerSecond(spawn, 1);
  const two = await unitsPerSecond(spawn, 2);
  return [
    {
      title: `Origin: making ${UNITS} units (ratio: against one worker)`,
      rows: [
        { what: 'on 1 worker', value: one, unit: '/s' },
        { what: 'on 2 workers', value: two, unit: '/s', ratio: two / one, target: atLeast(1.8) },
      ],
    },
    { title: 'Origin: a batch of 10,000 without its scrypt', rows: await withoutScrypt(10_000) },
  ];
}

async function unitsPerSecond(spawn: () => KdfWorker, size: number): Promise<number> {
  const pool = createPool({ spawn, size });
  await pool.ready;
  const { directory, station } = await begun(() => ({ ...pool, close: async () => undefined }));
  const rates: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const batch = `B-${round}`;
    must(await station.plan(request({ batch, count: UNITS })));
    const time = await milliseconds(() => station.make(batch));
    // The first warms up.
    if (round > 0) rates.push((UNITS * 1000) / time);
  }
  await station.close();
  await pool.close();
  await rm(directory, { recursive: true });
  return median(rates);
}

/** What the rest costs: drawing, points, sealing, disk, journal; and what memory a batch takes. */
async function withoutScrypt(count: number): Promise<Row[]> {
  const derive = async (): Promise<Uint8Array> => platformRandom.bytes(32);
  const { directory, station } = await begun(() => ({ derive, size: 2, close: async () => undefined }));
  must(await station.plan(request({ count })));
  const before = process.memoryUsage().rss;
  const made = await milliseconds(() => station.make('B-1'));
  const grown = process.memoryUsage().rss - before;
  const exported = await milliseconds(async () => must(await station.export('B-1', `${directory}/out`)));
  await station.close();
  await rm(directory, { recursive: true });
  return [
    { what: 'made', value: (count * 1000) / made, unit: '/s' },
    { what: 'exported, order and vault', value: (count * 1000) / exported, unit: '/s' },
    { what: 'what the process grew by while it made them', value: grown / MIB, unit: 'MiB' },
  ];
}

async function begun(startPool: NonNullable<Parameters<typeof openOrigin>[1]>['startPool']) {
  const directory = await newDirectory();
  return { directory, station: await openOrigin(directory, startPool === undefined ? {} : { startPool }) };
}
