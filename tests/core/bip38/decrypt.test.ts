import { describe, expect, it } from 'vitest';
import { decrypt } from '../../../core/bip38/decrypt.ts';
import { parseEncryptedKey } from '../../../core/bip38/layout.ts';
import { must } from '../../../core/base/result.ts';
import { realDerivation } from '../../fakes/derivation.ts';
import { hex, secretPhrase, vectors } from './vectors.ts';

describe('decrypt', () => {
  it.each(vectors)('opens the official EPK $id', async (vector) => {
    const key = must(parseEncryptedKey(vector.encrypted));
    const opened = must(await decrypt(key, secretPhrase(vector.passphrase), realDerivation()));
    expect({
      privateKey: opened.privateKey.use(hex),
      publicKey: hex(opened.publicKey),
      address: opened.address,
      compressed: opened.compressed,
      lot: opened.lot,
      sequence: opened.sequence,
    }).toEqual({
      privateKey: vector.derived.private_key,
      publicKey: vector.derived.public_key,
      address: vector.derived.address,
      compressed: vector.id.startsWith('comp'),
      lot: vector.lot ?? null,
      sequence: vector.sequence ?? null,
    });
  });

  it.each(vectors.filter(({ test }) => test === 1))('never opens $id with a wrong passphrase', async (vector) => {
    const key = must(parseEncryptedKey(vector.encrypted));
    const answer = await decrypt(key, secretPhrase(`${vector.passphrase}\n`), realDerivation());
    expect(answer).toMatchObject({ ok: false, error: { kind: 'wrong-passphrase' } });
    expect(JSON.stringify(answer)).not.toContain(vector.passphrase);
  });
});
