import { describe, expect, it } from 'vitest';
import { generate } from '../../../core/bip38/generate.ts';
import type { EncryptedKey, MultipliedKeyFields } from '../../../core/bip38/layout.ts';
import {
  parseConfirmationCode,
  parseEncryptedKey,
  parseIntermediateCode,
  readConfirmationCode,
  readEncryptedKey,
  writeConfirmationCode,
  writeEncryptedKey,
} from '../../../core/bip38/layout.ts';
import { prove } from '../../../core/bip38/prove.ts';
import { must } from '../../../core/base/result.ts';
import { realDerivation } from '../../fakes/derivation.ts';
import { piecesRandom } from '../../fakes/pieces.ts';
import { bytes, hex, multipliedVectors, plainVectors } from './vectors.ts';

const derivation = realDerivation();
const [first, second] = multipliedVectors.map(({ code, encrypted, confirmation }) => ({
  code: must(parseIntermediateCode(code)),
  key: must(parseEncryptedKey(encrypted)),
  confirmation: must(parseConfirmationCode(confirmation)),
})) as [Unit, Unit];
type Unit = { code: Code; key: EncryptedKey; confirmation: Confirmation };
type Code = Parameters<typeof prove>[1];
type Confirmation = NonNullable<Parameters<typeof prove>[2]>;

describe('prove', () => {
  it.each(multipliedVectors)('proves the official EPK $id without its passphrase', async (vector) => {
    const key = must(parseEncryptedKey(vector.encrypted));
    const code = must(parseIntermediateCode(vector.code));
    const confirmation = must(parseConfirmationCode(vector.confirmation));
    const proven = must(await prove(key, code, confirmation, derivation));
    expect({ ...proven, publicKey: hex(proven.publicKey) }).toEqual({
      address: vector.address,
      publicKey: vector.public_key,
      compressed: false,
      lot: vector.lot ?? null,
      sequence: vector.sequence ?? null,
    });
    expect(must(await prove(key, code, null, derivation))).toEqual(proven);
  });

  it('finds any flipped bit of the sealed seed, which confirmation cannot see', async () => {
    const fields = readEncryptedKey(first.key) as MultipliedKeyFields;
    const flipped = [0, 63, 64, 127, 191].map((bit) => {
      const sealed = Uint8Array.of(...fields.part1, ...fields.part2);
      sealed[bit >> 3] = (sealed[bit >> 3] as number) ^ (1 << (bit & 7));
      return writeEncryptedKey({ ...fields, part1: sealed.slice(0, 8), part2: sealed.slice(8) });
    });
    for (const key of flipped) {
      const answer = await prove(key, first.code, first.confirmation, derivation);
      expect(answer).toMatchObject({ ok: false, error: { kind: 'damaged-key' } });
    }
  });

  it('finds a wrong compression flag or address hash in the EPK', async () => {
    const fields = readEncryptedKey(first.key) as MultipliedKeyFields;
    const keys = [{ compressed: true }, { addressHash: bytes('00000000') }].map((wrong) =>
      writeEncryptedKey({ ...fields, ...wrong }),
    );
    for (const key of keys) {
      const answer = await prove(key, first.code, null, derivation);
      expect(answer).toMatchObject({ ok: false, error: { kind: 'damaged-key' } });
    }
  });

  it('refuses the EPK of another code, and one of no code', async () => {
    const { encrypted = '' } = plainVectors[0] ?? {};
    const answers = [
      await prove(second.key, first.code, null, derivation),
      await prove(must(parseEncryptedKey(encrypted)), first.code, null, derivation),
    ];
    expect(answers.map((answer) => (answer.ok ? 'proven' : answer.error.kind))).toEqual([
      'other-code',
      'not-ec-multiplied',
    ]);
  });

  it('refuses a confirmation code that differs in any field, or stems from another EPK of the same code', async () => {
    const fields = readConfirmationCode(first.confirmation);
    const sealedPoint = fields.sealedPoint.slice();
    sealedPoint[0] = (sealedPoint[0] as number) ^ 1;
    const twin = await generate(first.code, false, piecesRandom(bytes('07'.repeat(24))), derivation);
    const wrong = [
      second.confirmation,
      twin.confirmation,
      writeConfirmationCode({ ...fields, compressed: true }),
      writeConfirmationCode({ ...fields, addressHash: bytes('00000000') }),
      writeConfirmationCode({ ...fields, entropy: { ...fields.entropy, hasLot: true } }),
      writeConfirmationCode({ ...fields, sealedPoint }),
    ];
    for (const confirmation of wrong) {
      const answer = await prove(first.key, first.code, confirmation, derivation);
      expect(answer).toMatchObject({ ok: false, error: { kind: 'mismatch' } });
    }
  });
});
