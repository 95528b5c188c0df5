/** The outbox's moves on disk, each of which either happened whole or throws the system's error. */
import { createHmac } from 'node:crypto';
import { constants, type promises } from 'node:fs';
import { sameBytes, wipe } from '../../core/base/secret.ts';
import { codeOf, OutboxError } from './trouble.ts';

/** What the outbox needs of the file system: `node:fs/promises` has it, tests bend it. */
export type OutboxFs = Pick<typeof promises, 'open' | 'link' | 'rename' | 'unlink' | 'lstat' | 'readdir'>;

const { O_CREAT, O_DIRECTORY, O_EXCL, O_NOFOLLOW, O_RDONLY, O_RDWR, O_WRONLY } = constants;

/** Only ever a new file, only for us, never through a link. */
const NEW_FILE = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW;

/** Makes names and removals last. Throws unless `directory` itself is a folder, not a link to one. */
export async function syncDirectory(fs: OutboxFs, directory: string): Promise<void> {
  const handle = await fs.open(directory, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

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

export async function writePart(fs: OutboxFs, path: string, bytes: Uint8Array): Promise<void> {
  const handle = await fs.open(path, NEW_FILE, 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Reads a file back into a buffer of ours (wiped) and answers its HMAC-SHA256; throws if one bit differs. */
export async function proveFile(fs: OutboxFs, path: string, written: Uint8Array, key: Uint8Array): Promise<string> {
  // One byte more than written, so that a longer file is noticed.
  const found = new Uint8Array(written.length + 1);
  const handle = await fs.open(path, O_RDONLY | O_NOFOLLOW);
  try {
    let length = 0;
    for (let more = 1; more > 0 && length < found.length; length += more)
      more = (await handle.read(found, length, found.length - length, length)).bytesRead;
    const content = found.subarray(0, length);
    if (!sameBytes(content, written)) throw new OutboxError('READ_BACK');
    return createHmac('sha256', key).update(content).digest('hex');
  } finally {
    wipe(found);
    await handle.close();
  }
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

const ZEROS = new Uint8Array(65_536);

/**
 * Overwrites a file and takes its name away; nothing to do if it is gone already.
 *
 * Overwriting reaches the old sectors on a plain disk and in memory. Flash and copy-on-write file systems write
 * elsewhere and keep the old data until they please: keep the outbox in memory (tmpfs), or on a medium that is
 * destroyed like a card.
 */
export async function shred(fs: OutboxFs, path: string): Promise<void> {
  const handle = await fs.open(path, O_RDWR | O_NOFOLLOW).catch((cause: unknown) => {
    if (codeOf(cause) === 'ENOENT') return null;
    throw cause;
  });
  if (handle === null) return;
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new OutboxError('NOT_A_FILE');
    for (let at = 0; at < stat.size;)
      at += (await handle.write(ZEROS, 0, Math.min(ZEROS.length, stat.size - at), at)).bytesWritten;
    await handle.sync();
  } finally {
    await handle.close();
  }
  await fs.unlink(path);
}
