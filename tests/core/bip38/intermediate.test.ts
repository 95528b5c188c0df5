import { describe, expect, it } from 'vitest';
import { intermediateCodeOf, makeIntermediateCode, makeOwner } from '../../../core/bip38/intermediate.ts';
import { readIntermediateCode } from '../../../core/bip38/layout.ts';
import { lotOf } from '../../../core/bip38/lot.ts';
import { realDerivation } from '../../fakes/derivation.ts';
import { piecesRandom } from '../../fakes/pieces.ts';
import { bytes, hex, multipliedVectors, secretPhrase } from './vectors.ts';

const numbersOf = ({ lot, sequence }: { lot?: number; sequence?: number }) =>
  lot === undefined || sequence === undefined ? null : { lot, sequence };

describe('makeIntermediateCode', () => {
  it.each(multipliedVectors)('makes the official code $id from its owner salt', async (vector) => {
    const random = piecesRandom(bytes(vector.ownersalt ?? ''));
    const code = await makeIntermediateCode(
      secretPhrase(vector.passphrase),
      numbersOf(vector),
      random,
      realDerivation(),
    );
    expect(code).toBe(vector.code);
    const { entropy, passpoint } = readIntermediateCode(code);
    expect({ entropy: hex(entropy.bytes), passpoint: hex(passpoint), ...lotOf(entropy) }).toEqual({
      entropy: vector.ownerentropy,
      passpoint: vector.passpoint,
      lot: vector.lot ?? null,
      sequence: vector.sequence ?? null,
    });
  });

  it.each([
    { numbers: { lot: 0, sequence: 0 }, tail: '00000000' },
    { numbers: { lot: 0xfffff, sequence: 0xfff }, tail: 'ffffffff' },
    { numbers: { lot: 1, sequence: 0 }, tail: '00001000' },
  ])('packs $numbers into four bytes and salts scrypt with the other four', async ({ numbers, tail }) => {
    const derivation = scriptedDerivation();
    const random = piecesRandom(bytes('00000007'));
    const owner = await makeOwner(secretPhrase('x'), numbers, random, derivation);
    expect(hex(owner.entropy.bytes)).toBe(`00000007${tail}`);
    expect(lotOf(readIntermediateCode(intermediateCodeOf(owner)).entropy)).toEqual(numbers);
    expect(derivation.salts).toEqual(['00000007']);
  });

  it('takes another salt when passfactor is no scalar', async () => {
    const derivation = scriptedDerivation(new Uint8Array(32), new Uint8Array(32).fill(0xff));
    const random = piecesRandom(bytes('01'.repeat(8)), bytes('02'.repeat(8)), bytes('03'.repeat(8)));
    const owner = await makeOwner(secretPhrase('x'), null, random, derivation);
    expect(hex(owner.entropy.bytes)).toBe('03'.repeat(8));
    expect(derivation.salts).toEqual(['01'.repeat(8), '02'.repeat(8), '03'.repeat(8)]);
  });
});

/** Answers prepared bytes first, then the number 1, and remembers its salts. */
function scriptedDerivation(...answers: Uint8Array[]) {
  const salts: string[] = [];
  const one = Uint8Array.from({ length: 32 }, (_, at) => (at === 31 ? 1 : 0));
  return {
    salts,
    derive: ({ salt }: { salt: Uint8Array }) => {
      salts.push(hex(salt));
      return Promise.resolve((answers.shift() ?? one).slice());
    },
  };
}
