/**
 * seedb, the maker's 24 random bytes, and factorb, the scalar they stand for (BIP38, "Encryption when EC multiply
 * mode is used", steps 1, 2, 6 and 7 of the printer; "Decryption", steps 5 to 8).
 */
import { concat, sha256d } from '../base/digest.ts';
import { isScalar } from '../base/secp256k1.ts';
import { wipe } from '../base/secret.ts';
import type { MultipliedKeyFields } from './layout.ts';
import type { Seal } from './seal.ts';
import { openBlock, sealBlock } from './seal.ts';

export const SEED_LENGTH = 24;

/** SHA-256d of seedb; `null` where it is 0 or >= n, once in 2^128. The caller wipes it. */
export function factorOf(seedb: Uint8Array): Uint8Array | null {
  const factor = sha256d(seedb);
  return isScalar(factor) ? factor : null;
}

export type SealedSeed = Pick<MultipliedKeyFields, 'part1' | 'part2'>;

/** The second block seals the tail of the first: 24 bytes need no more than 24. */
export function sealSeed(seal: Seal, seedb: Uint8Array): SealedSeed {
  if (seedb.length !== SEED_LENGTH) throw new RangeError(`"seedb" expected ${SEED_LENGTH} bytes, got ${seedb.length}`);
  const first = sealBlock(seal, seedb.subarray(0, 16), 'first');
  const block = concat(first.subarray(8, 16), seedb.subarray(16, 24));
  const part2 = sealBlock(seal, block, 'second');
  const part1 = first.slice(0, 8);
  wipe(block, first);
  return { part1, part2 };
}

/** The inverse of {@link sealSeed}. Any 24 bytes may come out: only the address tells whether they are right. */
export function openSeed(seal: Seal, { part1, part2 }: SealedSeed): Uint8Array {
  const block = openBlock(seal, part2, 'second');
  const first = openBlock(seal, concat(part1, block.subarray(0, 8)), 'first');
  const seedb = concat(first, block.subarray(8, 16));
  wipe(block, first);
  return seedb;
}
