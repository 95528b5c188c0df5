/** The outbox's moves on disk, each of which either happened whole or throws the system's error. */
import { createHmac } from 'node:crypto';
import type { promises } from 'node:fs';
import { holdsBytes } from '../files/back.ts';
import { codeOf, ourFault, READ_BACK } from '../files/fault.ts';
import { NEW_FILE } from '../files/whole.ts';

/** What the outbox needs of the file system: `node:fs/promises` has it, tests bend it. */
export type OutboxFs = Pick<typeof promises, 'open' | 'link' | 'rename' | 'unlink' | 'lstat' | 'readdir'>;

/** Whether something has this name, be it a link to nowhere. */
export function stands(fs: OutboxFs, path: string): Promise<boolean> {
  return fs.lstat(path).then(
    () => true,
    (cause: unknown) => {
      if (codeOf(cause) === 'ENOENT') return false;
      throw cause;
    },
  );
}

/** Reads a file back, from the medium where it can be, and answers its HMAC-SHA256; throws if one bit differs. */
export async function proveFile(fs: OutboxFs, path: string, written: Uint8Array, key: Uint8Array): Promise<string> {
  if (!(await holdsBytes(path, written, fs))) throw ourFault(READ_BACK);
  return createHmac('sha256', key).update(written).digest('hex');
}

/** How file systems without hard links (FAT on a stick) answer. */
const NO_LINKS: readonly string[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

/**
 * Gives a part its final name, but never over another file. A hard link does that in one step. Where there are none, an
 * empty file of ours takes the name first; whoever loads that too early finds nothing to etch.
 */
export async function publish(fs: OutboxFs, part: string, path: string): Promise<void> {
  try {
    await fs.link(part, path);
  } catch (cause) {
    if (!NO_LINKS.includes(codeOf(cause))) throw cause;
    await (await fs.open(path, NEW_FILE, 0o600)).close();
    await fs.rename(part, path).catch(async (failed: unknown) => {
      await fs.unlink(path);
      throw failed;
    });
    return;
  }
  await fs.unlink(part);
}
