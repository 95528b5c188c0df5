/** Reading back what was just written: from where it lies, and not from what the system still has of it in memory. */
import { createHash } from 'node:crypto';
import { constants, promises as disk } from 'node:fs';
import { sameBytes, wipe } from '../../core/base/secret.ts';
import { codeOf } from './fault.ts';
import { openPlain } from './plain.ts';

/** What reading back needs of the file system: `node:fs/promises` has it, tests bend it. */
type ReadingFs = Pick<typeof disk, 'open'>;

/** Is lent each piece of a file, in order, and where it stands. One that stands at 0 begins the file, perhaps anew. */
type Piecewise = (piece: Uint8Array, at: number) => void;

const { O_DIRECT = 0, O_RDONLY } = constants;

/** Whether a file is these bytes and no others. Throws for what is no plain file. */
export async function holdsBytes(path: string, written: Uint8Array, fs: ReadingFs = disk): Promise<boolean> {
  let same = true;
  const whole = await readBack(fs, path, written.length, (piece, at) => {
    const here = sameBytes(piece, written.subarray(at, at + piece.length));
    same = here && (at === 0 || same);
  });
  return whole && same;
}

/** Whether a file has so many bytes and this SHA-256, in hexadecimal. Throws for what is no plain file. */
export async function holdsHash(path: string, size: number, sha256: string, fs: ReadingFs = disk): Promise<boolean> {
  let hash = createHash('sha256');
  const whole = await readBack(fs, path, size, (piece, at) => {
    if (at === 0) hash = createHash('sha256');
    hash.update(piece);
  });
  return whole && hash.digest('hex') === sha256;
}

/**
 * Reads a file past the system's cache, where system and file system have a way there; what was read is wiped.
 *
 * @returns whether it has `size` bytes and all of them were given
 */
async function readBack(fs: ReadingFs, path: string, size: number, take: Piecewise): Promise<boolean> {
  try {
    return await readBy(O_DIRECT, fs, path, size, take);
  } catch (cause) {
    // How a file system says that it has no such way, on opening or on reading.
    if (codeOf(cause) !== 'EINVAL') throw cause;
    return readBy(0, fs, path, size, take);
  }
}

const PIECE = 64 << 10;
/** A device reads into memory that begins at one of these, and where a buffer begins nobody says: it is tried. */
const BLOCK = 4096;
const STEP = 16;

async function readBy(way: number, fs: ReadingFs, path: string, size: number, take: Piecewise): Promise<boolean> {
  const file = await openPlain(path, O_RDONLY | way, undefined, fs);
  const buffer = Buffer.alloc(PIECE + BLOCK);
  try {
    if ((await file.stat()).size !== size) return false;
    let from = 0;
    for (let at = 0; at < size;) {
      const bytesRead = await file.read(buffer, from, PIECE, at).then(
        (read) => read.bytesRead,
        (cause: unknown) => {
          if (codeOf(cause) === 'EINVAL' && at === 0 && from < BLOCK) return null;
          throw cause;
        },
      );
      if (bytesRead === 0) return false;
      if (bytesRead === null) from += STEP;
      else {
        take(buffer.subarray(from, from + bytesRead), at);
        at += bytesRead;
      }
    }
    return true;
  } finally {
    wipe(buffer);
    await file.close();
  }
}
