/** Pre-verification against the derivations alone, and a scan's verdict while it runs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '../../core/base/result.ts';
import { SCRYPT_HEAVY } from '../../core/bip38/seal.ts';
import { nameScan } from '../../core/stations/bench/card-code.ts';
import { startByNode } from '../../electron/apart/running.ts';
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
const STRETCH = 16;
/** Units before and after it, while workers fill up and run dry. */
const EDGE = 6;
const ROUNDS = 3;
const SCANS = 30;

export async function precheck({ directory, units }: Batch): Promise<Table[]> {
  const home = mkdtempSync(join(tmpdir(), 'twofold-bench-'));
  const options = { directory: home, dist: __dirname, version: '0', runtime: 'bench', startApart: startByNode };
  const parts = must(await openTrainingBench(options));
  const station = await startBench(parts, null);
  const files = { vault: join(directory, 'bench.vault.jsonl'), returned: join(directory, 'bench.return.jsonl') };
  const opened = await milliseconds(async () => must(await station.open(files)));
  await parts.pool.ready;
  const [alone, checked]: number[][] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    alone?.push(await derivations(station));
    checked?.push(await checks(station));
  }
  const rate = (times: number[] = []): number => (1000 * STRETCH) / median(times);
  const cards = parts.index.serials(parts.index.batches()[0]?.batch ?? '', 'received').slice(-2 * SCANS);
  const quiet = await verdicts(station, cards.slice(0, SCANS));
  must(await station.check.start());
  const busy = await verdicts(station, cards.slice(SCANS));
  await station.check.stop();
  await station.close();
  rmSync(home, { recursive: true, force: true });
  return [
    {
      title: `Pre-verification of ${units} units on ${parts.pool.size} workers (ratio: to the derivations alone)`,
      rows: [
        { what: 'opened', value: opened, unit: 'ms' },
        { what: 'derivations alone', value: rate(alone), unit: '/s' },
        {
          what: 'pre-verification',
          value: rate(checked),
          unit: '/s',
          ratio: rate(checked) / rate(alone),
          target: atLeast(0.95),
        },
        { what: 'scan to verdict, nothing else running, p50', value: median(quiet), unit: 'ms' },
        { what: 'p95', value: percentile(quiet, 0.95), unit: 'ms' },
        { what: 'scan to verdict while it runs, p50', value: median(busy), unit: 'ms' },
        { what: 'p95', value: percentile(busy, 0.95), unit: 'ms', target: atMost(150) },
      ],
    },
  ];
}

/** Milliseconds that a stretch takes in the middle of a run, when every worker is busy, by a count that goes up. */
async function stretch(done: () => number): Promise<number> {
  const reach = async (count: number): Promise<number> => {
    while (done() < count) await new Promise((resolve) => setTimeout(resolve, 2));
    return performance.now();
  };
  const from = done() + EDGE;
  const began = await reach(from);
  return (await reach(from + STRETCH)) - began;
}

async function derivations({ parts }: BenchStation): Promise<number> {
  const job = { password: new Uint8Array(24).fill(1), salt: new Uint8Array(8), ...SCRYPT_HEAVY, dkLen: 32 };
  let done = 0;
  const all = Array.from({ length: STRETCH + 2 * EDGE }, () => parts.pool.derive(job).then(() => done++));
  const taken = await stretch(() => done);
  await Promise.all(all);
  return taken;
}

async function checks({ check }: BenchStation): Promise<number> {
  must(await check.start());
  const taken = await stretch(() => check.view.done);
  await check.stop();
  return taken;
}

/** Cards from the end of the batch, which the pre-verification has not come to. */
async function verdicts({ bench, parts }: BenchStation, serials: readonly string[]): Promise<readonly number[]> {
  const times: number[] = [];
  for (const serial of serials) {
    await bench.scan(nameScan(serial));
    const address = parts.index.unit(serial)?.address ?? '';
    times.push(await milliseconds(() => bench.scan(nameScan(address))));
    if (bench.view().verdict?.outcome !== 'PASS') throw new Error(`${serial} did not pass`);
  }
  return times;
}
