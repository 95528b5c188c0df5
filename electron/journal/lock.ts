/**
 * One writer per journal, without native code and without stale locks.
 *
 * Lock files are numbered, `journal.lock.1`, `.2` and so on, each made whole in one step (a link) and naming the process that
 * made it. The highest number holds. Whoever finds its maker dead takes the next number, which only one can; so there
 * is no moment at which two both tidy up and both win. A holder that leaves empties its file and keeps the number taken,
 * for the same reason.
 */
import { readdir, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { createWhole } from '../files/whole.ts';
import { readPlain } from '../files/plain.ts';

const fail = failIn('journal');

export interface Lock {
  release(): Promise<void>;
}

/** Takes the lock `<name>.<number>` in `directory`, or says which process has it. */
export async function takeLock(directory: string, name: string): Promise<Result<Lock, 'journal-locked'>> {
  for (;;) {
    const numbers = await lockNumbers(directory, name);
    const highest = numbers[0] ?? 0;
    const holder = highest === 0 ? FREE : await contentOf(join(directory, `${name}.${highest}`));
    // Gone between the listing and the reading: someone moved on.
    if (holder === null) continue;
    if (await isAlive(holder)) return locked(directory, holder);

    const mine = highest + 1;
    const path = join(directory, `${name}.${mine}`);
    if (!(await createWhole(directory, path, Buffer.from(await processName(process.pid))))) continue;
    const now = await lockNumbers(directory, name);
    if (now[0] !== mine) {
      await rm(path, { force: true });
      continue;
    }
    for (const older of now.slice(1)) await rm(join(directory, `${name}.${older}`), { force: true });
    return ok({ release: () => truncate(path) });
  }
}

/** Of the journal of a station. */
export const JOURNAL_LOCK = 'journal.lock';

/** Whether a process that runs has the lock. */
export async function isTaken(directory: string, name: string): Promise<boolean> {
  const [highest] = await lockNumbers(directory, name);
  const holder = highest === undefined ? null : await contentOf(join(directory, `${name}.${highest}`));
  return holder !== null && (await isAlive(holder));
}

/** What a free lock holds. Emptying a file is the one change for which a full disk always has room. */
const FREE = '';

function locked(directory: string, holder: string) {
  const pid = Number(holder.split(' ')[0]);
  return fail(
    'journal-locked',
    `The journal in ${directory} is in use by another Twofold (process ${pid}). Close that one first.`,
    { directory, pid },
  );
}

/** Descending. */
async function lockNumbers(directory: string, name: string): Promise<number[]> {
  const numbers = (await readdir(directory))
    .filter((file) => file.startsWith(`${name}.`))
    .map((file) => file.slice(name.length + 1))
    .filter((number) => /^[1-9]\d{0,14}$/.test(number))
    .map(Number);
  return numbers.sort((a, b) => b - a);
}

async function contentOf(path: string): Promise<string | null> {
  return readPlain(path).then(
    (bytes) => bytes.toString('utf8'),
    () => null,
  );
}

/** Whether the process that wrote this lock still runs: the same one, not a later one under its number. */
async function isAlive(holder: string): Promise<boolean> {
  const pid = Number(holder.split(' ')[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  return holder === (await processName(pid));
}

/** Process number, and where the system tells (Linux), its start in ticks and the boot those count from. */
async function processName(pid: number): Promise<string> {
  const [stat, boot] = await Promise.all([
    contentOf(`/proc/${pid}/stat`),
    contentOf('/proc/sys/kernel/random/boot_id'),
  ]);
  if (boot === null) return isSignalled(pid) ? `${pid}\n` : `${pid} gone\n`;
  // proc(5): the command in parentheses may hold anything; after it come the state and, 19 fields on, the start.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  if (stat === null || fields[0] === 'Z' || fields[0] === 'X') return `${pid} gone\n`;
  return `${pid} ${fields[19]} ${boot.trim()}\n`;
}

function isSignalled(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}
