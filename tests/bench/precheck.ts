/** Pre-verification against the derivations alone, and a scan's verdict while it runs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '../../core/base/result.ts';
import { SCRYPT_HEAVY } from '../../core/bip38/seal.ts';
import { nameScan } from '../../core/stations/bench/card-code.ts';
import { openTrainingBench } from '../../electron/roles/bench/open.ts';
import { startBench, type BenchStation } from '../../electron/roles/bench/station.ts';
import { median, milliseconds, percentile } from './measure.ts';
import { atLeast, atMost } from './table.ts';
import type { Table } from './table.ts';

/** A large batch as build/sample.mjs makes it. */
export interface Batch {
  readonly directory: string;
  readonly units: number;
}

/** Units of a stretch: derivations alone and pre-verification take turns, so that what else the machine does hits both. */
const STRETCH = 24;
const ROUNDS = 6;
const SCANS = 40;

export async function precheck({ directory, units }: Batch): Promise<Table[]> {
  const home = mkdtempSync(join(tmpdir(), 'twofold-bench-'));
  const parts = must(await openTrainingBench({ directory: home, dist: __dirname, version: '0', runtime: 'bench' }));
  const station = await startBench(parts, null);
  const files = { vault: join(directory, 'bench.vault.jsonl'), returned: join(directory, 'bench.return.jsonl') };
  const opened = await milliseconds(async () => must(await station.open(files)));
  await parts.pool.ready;
  const [alone, checked]: number[][] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    alone?.push(await milliseconds(() => derivations(station)));
    checked?.push(await milliseconds(() => reached(station, (round + 1) * STRETCH)));
  }
  const rate = (times: number[] = []): number => (1000 * STRETCH) / median(times);
  const verdicts = await whileItRuns(station, units);
  await station.close();
  rmSync(home, { recursive: true, force: true });
  return [
    {
      title: `Pre-verification of ${units} units on ${parts.pool.size} workers (ratio: to the derivations alone)`,
      rows: [
        { what: 'opened', value: opened, unit: 'ms' },
        { what: 'derivations alone', value: rate(alone), unit: '/s' },
        {
          what: 'pre-verification, begun and ended',
          value: rate(checked),
          unit: '/s',
          ratio: rate(checked) / rate(alone),
          target: atLeast(0.95),
        },
        { what: 'scan to verdict while it runs, p50', value: median(verdicts), unit: 'ms' },
        { what: 'p95', value: percentile(verdicts, 0.95), unit: 'ms', target: atMost(150) },
      ],
    },
  ];
}

async function derivations({ parts }: BenchStation): Promise<void> {
  const job = { password: new Uint8Array(24).fill(1), salt: new Uint8Array(8), ...SCRYPT_HEAVY, dkLen: 32 };
  await Promise.all(Array.from({ length: STRETCH }, () => parts.pool.derive(job)));
}

/** Runs the pre-verification until so many units are done. */
async function reached({ check }: BenchStation, done: number): Promise<void> {
  must(await check.start());
  while (check.view.done < done && check.view.running) await new Promise((resolve) => setTimeout(resolve, 2));
  await check.stop();
}

/** Cards from the end of the batch, which the pre-verification has not come to. */
async function whileItRuns(station: BenchStation, units: number): Promise<readonly number[]> {
  const { index } = station.parts;
  const serials = index.serials(index.batches()[0]?.batch ?? '', 'received').slice(-SCANS);
  must(await station.check.start());
  const times: number[] = [];
  for (const serial of serials) {
    await station.bench.scan(nameScan(serial));
    const address = index.unit(serial)?.address ?? '';
    times.push(await milliseconds(() => station.bench.scan(nameScan(address))));
    if (station.bench.view().verdict?.outcome !== 'PASS') throw new Error(`${serial} of ${units} did not pass`);
  }
  await station.check.stop();
  return times;
}
