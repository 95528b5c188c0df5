/**
 * `twofold bench`: the same batch, the same recipe, no screen. Scans come from a file, verdicts and refusals go to
 * standard output as JSON Lines, progress to standard error.
 */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { nameScan } from '../../core/scan/card-code.ts';
import { openTrainingStation } from '../station/open.ts';
import { startBench, type BenchStation } from '../station/station.ts';
import { openOutput, type Output } from './output.ts';
import { misused, type Command, type Surroundings } from './usage.ts';

/** A shift scans a few thousand codes; a file beyond this is not a file of scans. */
const MOST_BYTES = 16 * 1024 * 1024;

const OPTIONS = {
  vault: { type: 'string' },
  return: { type: 'string' },
  scans: { type: 'string' },
  station: { type: 'string' },
  workers: { type: 'string' },
} as const;

export const runBench: Command = async (args, surroundings) => {
  let values;
  try {
    ({ values } = parseArgs({ args: [...args], options: OPTIONS }));
  } catch (error) {
    return misused(error instanceof Error ? error.message : 'bad arguments');
  }
  const { vault, return: returned, scans } = values;
  if (vault === undefined || returned === undefined || scans === undefined) {
    return misused('bench needs --vault FILE, --return FILE and --scans FILE');
  }
  const workers = values.workers === undefined ? undefined : Number(values.workers);
  if (workers !== undefined && !(Number.isInteger(workers) && workers > 0))
    return misused('--workers wants a whole number');
  const codes = await readScans(scans);
  if (codes === null) return refuse(`${scans} is not a file of scans: text, one code a line, 16 MB at most.`);

  // Without a directory of its own the station lives for this run only.
  const passing = values.station === undefined ? await mkdtemp(join(tmpdir(), 'twofold-bench-')) : null;
  try {
    const directory = passing ?? resolve(values.station as string);
    return await play({ vault: resolve(vault), returned: resolve(returned) }, codes, directory, workers, surroundings);
  } finally {
    if (passing !== null) await rm(passing, { recursive: true, force: true });
  }
};

async function play(
  files: { vault: string; returned: string },
  codes: readonly string[],
  directory: string,
  workers: number | undefined,
  { dist, version }: Surroundings,
): Promise<number> {
  const runtime = `Node ${process.versions.node}`;
  const opened = await openTrainingStation({
    directory,
    dist,
    version,
    runtime,
    ...(workers === undefined ? {} : { workers }),
  });
  if (!opened.ok) return refuse(opened.error.message);
  const station = await startBench(opened.value, null);
  try {
    await opened.value.pool.ready;
    const batch = await station.open(files);
    if (!batch.ok) return refuse(batch.error.message);
    const output = openOutput(process.stdout);
    await output.print(await preVerify(station));
    let refused = 0;
    for (const code of codes) {
      // What was scanned is on record; for a reader who has gone there is nothing left to do.
      if (output.ended) break;
      if (!(await take(station, code, output))) refused++;
    }
    return refused === 0 ? 0 : 1;
  } finally {
    await station.close();
  }
}

/** Gives the first line of the answer: how many units hold. */
async function preVerify(station: BenchStation): Promise<object> {
  station.watch((update) => {
    if (update.type !== 'check' || !process.stderr.isTTY) return;
    const { done, total, failed, rate } = update.check;
    process.stderr.write(`\rpre-verified ${done} of ${total}, ${failed} failed, ${rate.toFixed(1)} a second `);
  });
  await station.check.start();
  await station.check.settled();
  const { done, total, failed } = station.check.view;
  return { checked: done, of: total, failed };
}

/** Prints what one scan led to; false if it was not taken or the verdict is not PASS. */
async function take({ bench }: BenchStation, code: string, { print }: Output): Promise<boolean> {
  const before = bench.view().verdict?.reference ?? null;
  await bench.scan(nameScan(code));
  const { step, verdict, notice } = bench.view();
  if (notice !== null) {
    await print({ refused: notice.kind, message: notice.message, next: step.at });
    return false;
  }
  if (verdict === null || verdict.reference === before) return true;
  const { outcome, serial, address, coin, reason, reference, job } = verdict;
  await print({
    serial,
    outcome,
    reason: reason?.kind ?? null,
    message: reason?.message ?? null,
    address,
    coin,
    reference,
    job,
  });
  return outcome === 'PASS';
}

function refuse(message: string): number {
  process.stderr.write(`twofold: ${message}\n`);
  return 1;
}

async function readScans(path: string): Promise<readonly string[] | null> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile() || found.size > MOST_BYTES) return null;
  const text = await readFile(path, 'latin1');
  if (/[^\x20-\x7e\r\n]/.test(text)) return null;
  return text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
}
