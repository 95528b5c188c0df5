/**
 * A backup: who a station is, whom it trusts and all it has done, as a folder of plain files with their sums. Nothing in
 * it opens a card: passphrases, seeds and keys of batches are made again or given up, and what was destroyed stays so.
 */
import { createHash } from 'node:crypto';
import { promises } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { failIn, ok, type Failed, type Result } from '../../core/base/result.ts';
import { fileWord } from '../../core/peers/identity.ts';
import { holdsHash } from '../files/back.ts';
import { orNothing, diskFaultOf } from '../files/fault.ts';
import { openPlain, readPlain } from '../files/plain.ts';
import { freeBytes } from '../files/room.ts';
import { syncDirectory, writeNew } from '../files/whole.ts';
import { STATION_FILE } from './commission.ts';
import { SETTINGS_FILE } from './settings.ts';

const fail = failIn('backup');

export const JOURNAL_FILE = 'journal.jsonl';
/** As `sha256sum -c` reads it. */
export const SUMS_FILE = 'SHA256SUMS';
/** In the order they are written; the station's own file last, for a folder without it is no station. */
export const BACKED_UP = [JOURNAL_FILE, SETTINGS_FILE, STATION_FILE] as const;

export interface Backup {
  /** The folder that was made. */
  readonly folder: string;
  readonly bytes: number;
}

export interface BackupOptions {
  readonly directory: string;
  readonly station: string;
  /** ISO 8601, for the folder's name. */
  readonly at: string;
  /** An existing folder, on another disk if it is to be of use. */
  readonly to: string;
  readonly onProgress?: (done: number, total: number) => void;
  /** Reads what was written back from its medium. */
  readonly fs?: Pick<typeof promises, 'open'>;
}

export type BackupFailure = 'disk' | 'no-room' | 'read-back';

/**
 * Copies a station into a new folder and reads it back. The journal may be written to meanwhile: its last whole line at
 * the beginning is where the copy ends.
 */
export async function copyStation({
  directory,
  station,
  at,
  to,
  onProgress = () => {},
  fs = promises,
}: BackupOptions): Promise<Result<Backup, BackupFailure>> {
  const folder = join(to, `twofold-${fileWord(station)}-${at.slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}`);
  try {
    const sizes = await sizesIn(directory);
    const total = sizes.reduce((sum, [, size]) => sum + size, 0);
    const free = await freeBytes(to);
    if (free < total) return noRoom(to, total, free);
    await mkdir(folder, { mode: 0o700 });
    const sums: string[] = [];
    let done = 0;
    const told = (bytes: number): void => {
      done += bytes;
      // Written once, and read once.
      onProgress(done, 2 * total);
    };
    for (const [name, size] of sizes)
      sums.push(`${await copy(join(directory, name), join(folder, name), size, told)}  ${name}\n`);
    await writeNew(join(folder, SUMS_FILE), sums.join(''));
    await syncDirectory(folder);
    await syncDirectory(to);
    for (const [at, [name, size]] of sizes.entries()) {
      const whole = await holdsHash(join(folder, name), size, sums[at]?.slice(0, 64) ?? '', fs);
      if (!whole) return changed(join(folder, name));
      told(size);
    }
    return ok({ folder, bytes: total });
  } catch (cause) {
    return disk(basename(folder), cause);
  }
}

/** What there is of it now, and how much; of the journal only whole lines. */
async function sizesIn(directory: string): Promise<readonly (readonly [name: string, size: number])[]> {
  const sizes: (readonly [string, number])[] = [];
  for (const name of BACKED_UP) {
    const found = await stat(join(directory, name)).catch(orNothing);
    if (found !== null) sizes.push([name, found.size]);
  }
  return sizes;
}

/** Copies the first `size` bytes; gives their SHA-256 in hex. */
export async function copy(from: string, to: string, size: number, told: (bytes: number) => void): Promise<string> {
  const hash = createHash('sha256');
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for await (const piece of piecesOf(from, size)) {
      hash.update(piece);
      told(piece.length);
      yield piece;
    }
  }
  await writeNew(to, pieces());
  return hash.digest('hex');
}

export async function digestOf(path: string, size: number, told: (bytes: number) => void = () => {}): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of piecesOf(path, size)) {
    hash.update(piece);
    told(piece.length);
  }
  return hash.digest('hex');
}

async function* piecesOf(path: string, size: number): AsyncGenerator<Uint8Array> {
  if (size === 0) return;
  const file = await openPlain(path);
  // The stream closes the file, also where its reader stops early.
  for await (const piece of file.createReadStream({ end: size - 1 })) yield piece as Uint8Array;
}

const noRoom = (to: string, needed: number, free: number) =>
  fail(
    'no-room',
    `A backup needs ${inMegabytes(needed)} and ${to} has ${inMegabytes(free)} left. Use another medium.`,
    {
      to,
      needed: inMegabytes(needed),
      free: inMegabytes(free),
    },
  );

/** Up to a whole tenth, so that too little never reads as enough. */
const inMegabytes = (bytes: number): string => `${(Math.ceil(bytes / 1e5) / 10).toFixed(1)} MB`;

export const changed = (path: string): Failed<'read-back'> =>
  fail(
    'read-back',
    `${path} does not read back as it was written. Do not trust this medium; make the backup on another one.`,
    {
      path,
    },
  );

export function disk(path: string, cause: unknown): Failed<'disk'> {
  const { code, what, remedy } = diskFaultOf(cause);
  return fail('disk', `The backup ${path} stopped: ${what}; ${remedy}.`, { path, code });
}

/** The sums of a backup by file name; null where the file is none of ours. */
export async function readSums(folder: string): Promise<ReadonlyMap<string, string> | null> {
  const text = (await readPlain(join(folder, SUMS_FILE)).catch(orNothing))?.toString('latin1');
  const sums = new Map<string, string>();
  for (const line of text?.split('\n').slice(0, -1) ?? []) {
    const [, sum, name] = /^([0-9a-f]{64}) {2}([\w.]+)$/.exec(line) ?? [];
    if (sum === undefined || name === undefined || !BACKED_UP.some((known) => known === name)) return null;
    sums.set(name, sum);
  }
  return sums.has(JOURNAL_FILE) && sums.has(STATION_FILE) ? sums : null;
}
