/** Writing to a medium that may be full, dying or gone: a file is there whole, and read back, or it is not there. */
import { createHash, type Hash } from 'node:crypto';
import { constants, type promises } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from './fault.ts';
import { syncDirectory, writeNew } from './whole.ts';

/** What is needed of the file system: `node:fs/promises` has it, tests bend it. */
export type MediumFs = Pick<typeof promises, 'open' | 'rename' | 'unlink'>;

/** A file under a name of passing, whole and on the medium. */
export interface PartialFile {
  /** Gives it its own name, in place of an earlier try of the same transfer. */
  publish(): Promise<void>;
  /** Whether what now stands under its name is what was written, byte for byte. */
  holds(): Promise<boolean>;
  /** Removes what is left of it under its passing name. */
  discard(): Promise<void>;
}

const { O_DIRECT = 0, O_NOFOLLOW = 0, O_NONBLOCK = 0, O_RDONLY } = constants;

/** Writes a part. Whatever goes wrong is thrown, and nothing of it is left if the medium still answers. */
export async function writePart(
  fs: MediumFs,
  directory: string,
  name: string,
  pieces: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<PartialFile> {
  const path = join(directory, name);
  const passing = join(directory, `.${name}.part`);
  const discard = (): Promise<void> => fs.unlink(passing).catch(() => undefined);
  await discard();
  const hash = createHash('sha256');
  let size = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces instanceof Uint8Array ? [pieces] : pieces) {
      hash.update(piece);
      size += piece.length;
      yield piece;
    }
  }
  try {
    await writeNew(passing, counted(), fs);
  } catch (cause) {
    await discard();
    throw cause;
  }
  const written = hash.digest('hex');
  return {
    async publish() {
      await fs.rename(passing, path);
      await syncDirectory(directory, fs);
    },
    holds: async () => (await hashOf(fs, path, size)) === written,
    discard,
  };
}

/**
 * SHA-256 of a file that must have `size` bytes; `null` if it has not. Read past the system's cache where system and file
 * system have a way there: what the medium gives, and not what was handed to it a moment ago.
 */
async function hashOf(fs: MediumFs, path: string, size: number): Promise<string | null> {
  try {
    return await hashBy(O_DIRECT, fs, path, size);
  } catch (cause) {
    // How a file system says that it has no such way, on opening or on reading.
    if (codeOf(cause) !== 'EINVAL') throw cause;
    return hashBy(0, fs, path, size);
  }
}

const PIECE = 64 << 10;
/** A device reads into memory that begins at one of these, and where a buffer begins nobody says: it is tried. */
const BLOCK = 4096;
const STEP = 16;

async function hashBy(way: number, fs: MediumFs, path: string, size: number): Promise<string | null> {
  const handle = await fs.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | way);
  try {
    const stat = await handle.stat();
    if (!stat.isFile() || stat.size !== size) return null;
    const hash: Hash = createHash('sha256');
    const buffer = Buffer.alloc(PIECE + BLOCK);
    let from = 0;
    for (let at = 0; at < size;) {
      const bytesRead = await handle.read(buffer, from, PIECE, at).then(
        (read) => read.bytesRead,
        (cause: unknown) => {
          if (codeOf(cause) === 'EINVAL' && at === 0 && from < BLOCK) return null;
          throw cause;
        },
      );
      if (bytesRead === 0) return null;
      if (bytesRead === null) from += STEP;
      else {
        hash.update(buffer.subarray(from, from + bytesRead));
        at += bytesRead;
      }
    }
    return hash.digest('hex');
  } finally {
    await handle.close();
  }
}
