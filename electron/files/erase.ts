/** Overwriting what must not be read again, and taking its name away. */
import { createHash } from 'node:crypto';
import { constants, promises as disk } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '../../core/base/ports.ts';
import { holdsHash } from './back.ts';
import { NOT_A_FILE, orNothing, ourFault, READ_BACK } from './fault.ts';
import { syncDirectory } from './whole.ts';
import { openPlain } from './plain.ts';

/** What a file is overwritten with, so many bytes at a time. */
export type Pattern = (length: number) => Uint8Array;

export const noise =
  (random: Random): Pattern =>
  (length) =>
    random.bytes(length);

export const zeros: Pattern = (length) => new Uint8Array(length);

/** The platform's generator gives at most 65,536 bytes at once. */
const PIECE = 64 << 10;

const { O_RDWR } = constants;

/**
 * Overwrites a file and removes it. Its directory is the caller's to sync.
 *
 * Overwriting reaches the old sectors on a plain disk and in memory. Flash, journaling and copy-on-write file systems
 * may keep the old bytes somewhere: what makes those worthless is that they are sealed, or that the medium is destroyed
 * like a card.
 *
 * @returns false if there is none. Throws for what is no plain file.
 */
export async function eraseFile(
  path: string,
  pattern: Pattern,
  fs: Pick<typeof disk, 'open' | 'unlink'> = disk,
): Promise<boolean> {
  const file = await openPlain(path, O_RDWR, undefined, fs).catch(orNothing);
  if (file === null) return false;
  try {
    await overwrite(file, pattern);
  } finally {
    await file.close();
  }
  await fs.unlink(path);
  return true;
}

/**
 * Overwrites all that stands in an open file, and waits until it is on disk.
 *
 * @param proven where the file lies, if what was written is then to be read back from there; throws if it differs.
 */
export async function overwrite(
  file: Pick<FileHandle, 'stat' | 'write' | 'sync'>,
  pattern: Pattern,
  proven: string | null = null,
): Promise<void> {
  const stat = await file.stat();
  if (!stat.isFile()) throw ourFault(NOT_A_FILE);
  const { size } = stat;
  const hash = createHash('sha256');
  for (let at = 0; at < size;) {
    const piece = pattern(Math.min(PIECE, size - at));
    const { bytesWritten } = await file.write(piece, 0, piece.length, at);
    hash.update(piece.subarray(0, bytesWritten));
    at += bytesWritten;
  }
  await file.sync();
  if (proven !== null && !(await holdsHash(proven, size, hash.digest('hex')))) throw ourFault(READ_BACK);
}

/**
 * Overwrites a file with random bytes, removes it, and waits until both are on disk. Does nothing where there is none.
 * What is sealed is worthless without its key: that is why a batch's key goes first.
 */
export async function destroyFile(directory: string, path: string, random: Random): Promise<void> {
  if (await eraseFile(path, noise(random))) await syncDirectory(directory);
}

/**
 * Destroys what is left of files that a power cut kept from getting their own name (`createWhole` of whole.ts): no
 * record knows of such a copy. To be asked where nobody is writing.
 *
 * @param of the name a file was to get; of all files in `directory` where there is none.
 */
export async function destroyParts(directory: string, random: Random, of?: string): Promise<void> {
  for (const name of await disk.readdir(directory)) {
    const part = PART.exec(name);
    if (part === null || (of !== undefined && part[1] !== of)) continue;
    await destroyFile(directory, join(directory, name), random);
  }
}

const PART = /^(.*)\.[0-9a-f]{12}\.tmp$/;
