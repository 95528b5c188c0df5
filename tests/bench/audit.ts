/** An audit of fifty stations: what it takes of time, of cores and of memory, on two threads. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '../../core/base/result.ts';
import { audit } from '../../electron/audit/audit.ts';
import { manyStations } from '../fakes/many-stations.ts';
import { milliseconds, processorMilliseconds } from './measure.ts';
import { atMost, type Row, type Table } from './table.ts';

const STATIONS = 50;
/** A minute for this many. */
const MINUTE = 5_000_000;
const THREADS = 2;

/** @param wanted records of all stations together */
export async function auditOf(wanted: number): Promise<Table[]> {
  const directory = await mkdtemp(join(tmpdir(), 'twofold-bench-'));
  try {
    manyStations(directory, STATIONS, wanted);
    const plain = await once(directory, null);
    const columns = await once(directory, join(directory, 'columns'));
    return [
      {
        title: `An audit of ${STATIONS} stations, ${plain.records} records, ${THREADS} threads`,
        rows: [
          { ...plain.wall, what: 'on the wall', target: atMost((60_000 * plain.records) / MINUTE) },
          { ...plain.cores, what: 'of cores' },
          { ...plain.memory, what: 'memory of the process, peak', target: atMost(400) },
          { ...columns.wall, what: 'with the columns of each journal, on the wall' },
          { ...columns.cores, what: 'with the columns of each journal, of cores' },
          { ...columns.memory, what: 'with the columns of each journal, memory, peak', target: atMost(400) },
        ],
      },
    ];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

type Value = Pick<Row, 'value' | 'unit'>;

async function once(directory: string, parquet: string | null) {
  let peak = 0;
  let records = 0;
  let wall = 0;
  const looking = setInterval(() => void (peak = Math.max(peak, process.memoryUsage().rss)), 50);
  const cores = await processorMilliseconds(async () => {
    wall = await milliseconds(async () => {
      const report = must(
        await audit({
          ...{ places: [directory], dist: __dirname, threads: THREADS, resume: null, parquet },
          onProgress: () => undefined,
          signal: new AbortController().signal,
        }),
      );
      if (!report.good) throw new Error('the audit refutes what nobody has touched');
      records = report.records;
    });
  });
  clearInterval(looking);
  const time = (value: number): Value => ({ value, unit: 'ms' });
  const memory: Value = { value: peak / 2 ** 20, unit: 'MiB' };
  return { records, wall: time(wall), cores: time(cores), memory };
}
