import { sha256 } from '@noble/hashes/sha2.js';
import { describe, expect, it } from 'vitest';
import { generate } from '../../../core/bip38/generate.ts';
import { parseIntermediateCode } from '../../../core/bip38/layout.ts';
import { must } from '../../../core/base/result.ts';
import { realDerivation } from '../../fakes/derivation.ts';
import { piecesRandom } from '../../fakes/pieces.ts';
import { bytes, hex, multipliedVectors } from './vectors.ts';

describe('generate', () => {
  it.each(multipliedVectors)('makes the official EPK and confirmation code $id from its seedb', async (vector) => {
    const code = must(parseIntermediateCode(vector.code));
    const made = await generate(code, false, piecesRandom(bytes(vector.seedb)), realDerivation());
    expect({ ...made, publicKey: hex(made.publicKey) }).toEqual({
      key: vector.encrypted,
      confirmation: vector.confirmation,
      address: vector.address,
      publicKey: vector.public_key,
      compressed: false,
      lot: vector.lot ?? null,
      sequence: vector.sequence ?? null,
    });
  });

  it('asks for 24 bytes and shows none of them', async () => {
    const seedb = sha256(new Uint8Array(1)).slice(0, 24);
    const lent: Uint8Array[] = [];
    const random = {
      bytes: (length: number) => (lent.push(seedb.slice(0, length)), lent.at(-1) as Uint8Array),
    };
    const code = must(parseIntermediateCode(multipliedVectors[0]?.code ?? ''));
    const made = await generate(code, true, random, realDerivation());
    expect(lent.map(hex)).toEqual(['00'.repeat(24)]);
    expect(JSON.stringify(made)).not.toContain(hex(seedb));
    expect([made.key.slice(0, 3), made.confirmation.slice(0, 8)]).toEqual(['6Pn', 'cfrm38VU']);
  });
});
