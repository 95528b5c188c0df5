import { describe, expect, it } from 'vitest';
import { encrypt } from '../../../core/bip38/encrypt.ts';
import { must } from '../../../core/base/result.ts';
import { Secret } from '../../../core/base/secret.ts';
import { realDerivation } from '../../fakes/derivation.ts';
import { bytes, hex, plainVectors, secretPhrase } from './vectors.ts';

describe('encrypt', () => {
  it.each(plainVectors)('makes the official EPK $id', async (vector) => {
    const privateKey = new Secret(bytes(vector.derived.private_key));
    const compressed = vector.id.startsWith('comp');
    const made = must(await encrypt(privateKey, compressed, secretPhrase(vector.passphrase), realDerivation()));
    expect({ ...made, publicKey: hex(made.publicKey) }).toEqual({
      key: vector.encrypted,
      address: vector.derived.address,
      publicKey: vector.derived.public_key,
    });
  });

  it.each([
    ['zero', '00'.repeat(32)],
    ['n', 'fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141'],
    ['31 bytes', '11'.repeat(31)],
  ])('refuses %s before any derivation', async (_, key) => {
    const derivation = realDerivation();
    const answer = await encrypt(new Secret(bytes(key)), true, secretPhrase('x'), derivation);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'bad-key' } });
    expect(derivation.jobs).toEqual([]);
  });
});
