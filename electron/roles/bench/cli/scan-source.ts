/** Where the scans of a verb come from, and what is put on record of it. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { failIn, ok, type Result } from '../../../../core/base/result.ts';
import { untilStopped } from '../../../cli/input.ts';
import type { BenchStation } from '../station.ts';

const fail = failIn('command');

/** What is done with the scans, as the detail of an incident names it. */
export type ScannedFor = 'cards were verified' | 'cards were finished' | 'known cards were checked';

/** Scans and answers as they come: from standard input (`-`), or out of a file, which must be one. */
export async function scansFrom(
  scans: string,
  signal: AbortSignal,
): Promise<Result<() => AsyncIterable<Uint8Array>, 'bad-scans'>> {
  if (scans === '-') return ok(() => untilStopped(process.stdin, signal));
  const found = await stat(scans).catch(() => null);
  if (found?.isFile() === true) return ok(() => createReadStream(scans));
  return fail('bad-scans', `${scans} is not a file of scans and answers: text, one a line.`, { path: scans });
}

/** Who copies codes into a file has no card in hand: in production somebody must answer for that. */
export async function noteSource(
  { parts: { journal, mode } }: Pick<BenchStation, 'parts'>,
  scans: string,
  done: ScannedFor,
): Promise<void> {
  const detail = `${done} without a scanner`;
  await journal.append([
    { kind: 'settings-changed', what: 'scan-source', to: scans === '-' ? 'standard input' : 'a file' },
    ...(mode === 'production' && scans !== '-'
      ? [{ kind: 'incident', reason: 'scans-from-file', serial: null, detail } as const]
      : []),
  ]);
}
