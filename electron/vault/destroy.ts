import { constants } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import type { Random } from '../../core/ports.ts';
import { syncDirectory } from '../journal/disk.ts';

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

/** The platform's generator gives at most 65,536 bytes at once. */
const PIECE = 64 << 10;
