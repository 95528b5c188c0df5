import { constants } from 'node:fs';
import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '../../core/base/ports.ts';
import { syncDirectory } from './whole.ts';

/**
 * Overwrites a file with random bytes, removes it, and waits until both are on disk. Does nothing where there is none.
 *
 * Flash and journaling file systems may keep the old bytes somewhere: what makes them worthless is that they are
 * sealed. That is why a batch's key goes first.
 */
export async function destroyFile(directory: string, path: string, random: Random): Promise<void> {
  const handle = await open(path, constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0)).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw cause;
  });
  if (handle === null) return;
  try {
    const { size } = await handle.stat();
    for (let at = 0; at < size; at += PIECE) {
      const noise = random.bytes(Math.min(PIECE, size - at));
      await handle.write(noise, 0, noise.length, at);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rm(path);
  await syncDirectory(directory);
}

/**
 * Destroys what is left of files that a power cut kept from getting their own name (`createWhole` of journal/disk.ts):
 * no record knows of such a copy. To be asked where nobody is writing.
 *
 * @param of the name a file was to get; of all files in `directory` where there is none.
 */
export async function destroyParts(directory: string, random: Random, of?: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const part = PART.exec(name);
    if (part === null || (of !== undefined && part[1] !== of)) continue;
    await destroyFile(directory, join(directory, name), random);
  }
}

const PART = /^(.*)\.[0-9a-f]{12}\.tmp$/;

/** The platform's generator gives at most 65,536 bytes at once. */
const PIECE = 64 << 10;
