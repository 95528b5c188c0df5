/** What it takes for a file to be there after a power cut. */
import { randomBytes } from 'node:crypto';
import { link, open, rm } from 'node:fs/promises';
import { constants } from 'node:fs';

/** A new name is on disk only when its directory is. Windows has no such call, and needs none. */
export async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, constants.O_RDONLY);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/**
 * Creates `path` (mode 0600) with all of `bytes` or not at all, also across a power cut.
 *
 * @returns false, with nothing changed, if there is a file of that name already.
 */
export async function createWhole(directory: string, path: string, bytes: Uint8Array): Promise<boolean> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    // Unlike a rename, a link never replaces what is there.
    await link(temporary, path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  } finally {
    await rm(temporary, { force: true });
  }
  await syncDirectory(directory);
  return true;
}
