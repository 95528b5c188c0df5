/**
 * A keyed order of numbers: every number of a given length goes to another one of that length, each exactly once. It
 * lets serials be handed out one after the other and still tell nobody how many there are.
 *
 * FF1 of NIST SP 800-38G on decimal digits. The domain needs no walking: all numbers of n digits are 10^n numbers.
 */
import { FF1 } from '@noble/ciphers/ff1.js';
import { asciiBytes } from '../base/digest.ts';
import type { Secret } from '../base/secret.ts';

/** The least domain that SP 800-38G Rev. 1 (draft 2) allows for FF1 is a million. */
export const LEAST_PERMUTED_DIGITS = 6;

export interface Permutation {
  /** @throws RangeError for what is no number of this many digits. */
  forward(number: number): number;
  backward(number: number): number;
}

/**
 * @param key 32 bytes; lent for each call, so it must outlive the permutation.
 * @param tweak names the order: another one, another order under the same key.
 */
export function createPermutation(key: Secret, digits: number, tweak: string): Permutation {
  if (!Number.isInteger(digits) || digits < LEAST_PERMUTED_DIGITS || digits > 15) {
    throw new RangeError(`"digits" expected ${LEAST_PERMUTED_DIGITS} to 15, got ${digits}`);
  }
  const label = asciiBytes(tweak);
  const turn = (direction: 'encrypt' | 'decrypt', number: number): number => {
    if (!Number.isInteger(number) || number < 0 || number >= 10 ** digits) {
      throw new RangeError(`"number" expected 0 to 10^${digits} - 1`);
    }
    const numerals = [...String(number).padStart(digits, '0')].map(Number);
    return Number(key.use((bytes) => FF1(10, bytes, label)[direction](numerals)).join(''));
  };
  return { forward: (number) => turn('encrypt', number), backward: (number) => turn('decrypt', number) };
}
