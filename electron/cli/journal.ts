/** `twofold journal verify FILE`: needs nothing but the file. */
import { verifyJournal } from '../journal/verify.ts';
import { misused, type Command } from './usage.ts';

export const runJournal: Command = async (args) => {
  const [verb, path, ...rest] = args;
  if (verb !== 'verify' || path === undefined || rest.length > 0) return misused('journal wants: verify FILE');
  const { records, head, checkpoints, firstBad, tail } = await verifyJournal(path);
  process.stdout.write(`records      ${records}\nhead         ${head}\ncheckpoints  ${checkpoints}\n`);
  if (firstBad !== null)
    process.stdout.write(`first bad    record ${firstBad.seq}, byte ${firstBad.offset}: ${firstBad.why}\n`);
  else if (tail > 0) process.stdout.write(`torn tail    ${tail} bytes after the last whole record\n`);
  return firstBad === null && tail === 0 ? 0 : 1;
};
