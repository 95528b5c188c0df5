/** `twofold journal verify FILE`: needs nothing but the file. */
import { verifyJournal } from '../journal/verify.ts';
import { misused, type CommandLine } from './usage.ts';

export const runJournal: CommandLine = async (args) => {
  const [verb, path, ...rest] = args;
  if (verb !== 'verify' || path === undefined || rest.length > 0) return misused('journal wants: verify FILE');
  const verified = await verifyJournal(path);
  if (!verified.ok) {
    process.stderr.write(`twofold: ${verified.error.message}\n`);
    return 1;
  }
  const { records, head, station, mode, publicKey, checkpoints, unsigned, firstBad, tail } = verified.value;
  const lines: readonly (readonly [string, string | number | null])[] = [
    ['records', records],
    ['head', head],
    ['station', station],
    ['mode', mode],
    ['key', publicKey],
    ['checkpoints', checkpoints],
    ['unsigned', `${unsigned} records behind the last checkpoint, which only the station itself can vouch for`],
    ['first bad', firstBad === null ? 'none' : `record ${firstBad.seq}, byte ${firstBad.offset}: ${firstBad.why}`],
    ...(tail > 0 ? [['torn tail', `${tail} bytes after the last whole record`] as const] : []),
  ];
  for (const [name, value] of lines) process.stdout.write(`${name.padEnd(12)} ${value ?? 'unknown'}\n`);
  return firstBad === null && tail === 0 ? 0 : 1;
};
