/** Files that are there whole after a power cut, or not at all. */
import { randomBytes } from 'node:crypto';
import { constants, promises as disk } from 'node:fs';
import { openPlain } from './plain.ts';

/** What writing needs of the file system: `node:fs/promises` has it, tests bend it. */
export type WritingFs = Pick<typeof disk, 'open'>;

const { O_CREAT, O_DIRECTORY = 0, O_EXCL, O_NOFOLLOW = 0, O_RDONLY, O_TRUNC, O_WRONLY } = constants;

/** Only ever a new file, never through a link. */
export const NEW_FILE = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW;

/** A new name is on disk only when its directory is. Windows has no such call, and needs none. */
export const syncDirectory = (path: string, fs: WritingFs = disk): Promise<void> =>
  sync(path, O_RDONLY | O_DIRECTORY, fs);

/** As {@link syncDirectory}. Throws unless `path` itself is a directory, not a link to one. */
export const syncPlainDirectory = (path: string, fs: WritingFs = disk): Promise<void> =>
  sync(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, fs);

async function sync(path: string, flags: number, fs: WritingFs): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await fs.open(path, flags);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** What stands in a file: all of it at once, or in pieces. */
export type Content = string | Uint8Array | AsyncIterable<Uint8Array>;

/** Writes a file that is not there yet (mode 0600) and waits until its bytes are on disk; its name is not by then. */
export const writeNew = (path: string, content: Content, fs: WritingFs = disk): Promise<void> =>
  write(path, NEW_FILE, content, fs);

async function write(path: string, flags: number, content: Content, fs: WritingFs): Promise<void> {
  const file = await openPlain(path, flags, 0o600, fs);
  try {
    if (typeof content === 'string' || content instanceof Uint8Array) await file.writeFile(content);
    else for await (const piece of content) await file.writeFile(piece);
    await file.sync();
  } finally {
    await file.close();
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
    await writeNew(temporary, bytes);
    // Unlike a rename, a link never replaces what is there.
    await disk.link(temporary, path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  } finally {
    await disk.rm(temporary, { force: true });
  }
  await syncDirectory(directory);
  return true;
}

/** Puts `content` in place of what stands in `path` (mode 0600): old or new after a power cut, never half. */
export async function replaceWhole(directory: string, path: string, content: string | Uint8Array): Promise<void> {
  // One name for all tries: what a power cut left of one is written over by the next.
  const next = `${path}.next`;
  await write(next, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, content, disk);
  await disk.rename(next, path);
  await syncDirectory(directory);
}
