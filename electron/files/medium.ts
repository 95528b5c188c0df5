/** Writing to a medium that may be full, dying or gone: a file is there whole, and read back, or it is not there. */
import { createHash, type Hash } from 'node:crypto';
import { constants, type promises } from 'node:fs';
import { join } from 'node:path';
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

const { O_NOFOLLOW = 0, O_NONBLOCK = 0, O_RDONLY } = constants;

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

/** SHA-256 of a file that must have `size` bytes; `null` if it has not. */
async function hashOf(fs: MediumFs, path: string, size: number): Promise<string | null> {
  const handle = await fs.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const stat = await handle.stat();
    if (!stat.isFile() || stat.size !== size) return null;
    const hash: Hash = createHash('sha256');
    const buffer = Buffer.alloc(64 << 10);
    for (let at = 0; at < size;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
      if (bytesRead === 0) return null;
      hash.update(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
    return hash.digest('hex');
  } finally {
    await handle.close();
  }
}
