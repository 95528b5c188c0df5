import { createHash, randomBytes } from 'node:crypto';
import type { Random } from '../../core/base/ports.ts';

/** The real thing, for tests that look at properties. */
export const platformRandom: Random = { bytes: (length) => new Uint8Array(randomBytes(length)) };

/** The same bytes on every run: SHA-256 of a counter. Exists in tests alone. */
export function steadyRandom(seed: string): Random {
  let counter = 0;
  return {
    bytes(length) {
      const out = new Uint8Array(length);
      for (let at = 0; at < length; at += 32) {
        const block = createHash('sha256').update(`${seed} ${counter++}`).digest();
        out.set(block.subarray(0, Math.min(32, length - at)), at);
      }
      return out;
    },
  };
}

/** Gives exactly these bytes, in order, and then throws. */
export function byteByByte(bytes: readonly number[]): Random {
  let at = 0;
  return {
    bytes(length) {
      const piece = bytes.slice(at, at + length);
      if (piece.length === 0) throw new Error('the script is at its end');
      at += length;
      return Uint8Array.from(piece);
    },
  };
}
