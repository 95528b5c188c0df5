/** Writing to a medium that may be full, dying or gone: a file is there whole, and read back, or it is not there. */
import { createHash } from 'node:crypto';
import type { promises } from 'node:fs';
import { join } from 'node:path';
import { holdsHash } from './back.ts';
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
    holds: () => holdsHash(path, size, written, fs),
    discard,
  };
}
