/** `twofold bench run`: plays a file of scans, and prints one verdict or refusal a line. */
import { readFile, stat } from 'node:fs/promises';
import { nameScan } from '../../../../core/stations/bench/card-code.ts';
import { failIn, ok } from '../../../../core/base/result.ts';
import type { BenchStation } from '../station.ts';
import { benchLacks, preVerify, putOnDesk, wantedBatch, type BenchVerb } from './desk.ts';
import type { Output } from '../../../cli/output.ts';

const fail = failIn('command');

/** A shift scans a few thousand codes; a file beyond this is not a file of scans. */
const MOST_BYTES = 16 * 1024 * 1024;

export const run: BenchVerb = async (values) => {
  const { scans } = values;
  if (scans === undefined) return benchLacks('--vault FILE, --return FILE and --scans FILE');
  const wanted = wantedBatch(values);
  if (!wanted.ok) return wanted;
  const codes = await readScans(scans);
  if (codes === null) {
    return fail('bad-scans', `${scans} is not a file of scans: text, one code a line, 16 MB at most.`);
  }
  return ok(async (desk) => {
    const batch = await putOnDesk(desk, wanted.value);
    if (!batch.ok) return batch;
    await preVerify(desk);
    const { station, output } = desk;
    let refused = 0;
    for (const code of codes) {
      // What was scanned is on record; for a reader who has gone there is nothing left to do.
      if (output.ended) break;
      if (!(await take(station, code, output))) refused++;
    }
    return ok(refused === 0);
  });
};

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

async function readScans(path: string): Promise<readonly string[] | null> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile() || found.size > MOST_BYTES) return null;
  const text = await readFile(path, 'latin1');
  if (/[^\x20-\x7e\r\n]/.test(text)) return null;
  return text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
}
