/** `twofold bench run` and `open`: a batch is taken in, and scans are played: one verdict or refusal a line. */
import { readFile, stat } from 'node:fs/promises';
import { nameScan } from '../../../../core/stations/bench/card-code.ts';
import { failIn, ok, type Result } from '../../../../core/base/result.ts';
import { directory, file, maybe, needed } from '../../../cli/form.ts';
import { answer, verb, type Line } from '../../../cli/verb.ts';
import type { BenchStation } from '../station.ts';
import { atBench, BENCH, FILES, LASER, preVerify, putOnDesk, STOPPED, wantedBatch } from './desk.ts';

const fail = failIn('command');

/** A shift scans a few thousand codes; a file beyond this is not a file of scans. */
const MOST_BYTES = 16 * 1024 * 1024;

export const runVerbs = [
  verb({
    name: 'bench run',
    otherwise: true,
    streams: true,
    options: { ...BENCH, station: maybe(directory()), ...FILES, ...LASER, scans: needed(file()) },
    async run(given, line) {
      const wanted = wantedBatch(given);
      if (!wanted.ok) return wanted;
      const codes = await readScans(given.scans);
      if (!codes.ok) return codes;
      return atBench(given, line, async (desk) => {
        const batch = await putOnDesk(desk, wanted.value);
        if (!batch.ok) return batch;
        const checked = await preVerify(desk);
        if (!checked.ok) return checked;
        for (const code of codes.value) {
          // What was scanned is on record; for a reader who has gone there is nothing left to do.
          if (line.ended) break;
          if (line.signal.aborted) return STOPPED;
          await take(desk.station, code, line);
        }
        return ok(null);
      });
    },
  }),
  verb({
    name: 'bench open',
    streams: true,
    options: { ...BENCH, ...FILES },
    async run(given, line) {
      const wanted = wantedBatch(given);
      if (!wanted.ok) return wanted;
      return atBench(given, line, async (desk) => {
        const batch = await putOnDesk(desk, wanted.value);
        if (!batch.ok) return batch;
        return preVerify(desk);
      });
    },
  }),
];

/** Says what one scan led to, if to anything. */
async function take({ bench }: BenchStation, code: string, line: Line): Promise<void> {
  const before = bench.view().verdict?.reference ?? null;
  await bench.scan(nameScan(code));
  const { step, verdict, notice } = bench.view();
  if (notice !== null) return line.refuse({ ...notice, facts: { ...notice.facts, next: step.at } });
  if (verdict === null || verdict.reference === before) return;
  const { outcome, serial, address, coin, reason, reference, job } = verdict;
  const why = { reason: reason?.kind ?? null, message: reason?.message ?? null };
  await line.say(answer({ serial, outcome, ...why, address, coin, reference, job }, { good: outcome === 'PASS' }));
}

async function readScans(path: string): Promise<Result<readonly string[]>> {
  const refused = fail('bad-scans', `${path} is not a file of scans: text, one code a line, 16 MB at most.`, { path });
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile() || found.size > MOST_BYTES) return refused;
  const text = await readFile(path, 'latin1');
  if (/[^\x20-\x7e\r\n]/.test(text)) return refused;
  return ok(text.split(/\r?\n/).filter((one) => one !== '' && !one.startsWith('#')));
}
