import { expect } from 'vitest';
import { confirm } from '../../../core/bip38/confirm.ts';
import { decrypt } from '../../../core/bip38/decrypt.ts';
import { generate } from '../../../core/bip38/generate.ts';
import { makeIntermediateCode } from '../../../core/bip38/intermediate.ts';
import { parseConfirmationCode, parseEncryptedKey, parseIntermediateCode } from '../../../core/bip38/layout.ts';
import { prove } from '../../../core/bip38/prove.ts';
import type { KeyDerivation } from '../../../core/base/ports.ts';
import { must } from '../../../core/base/result.ts';
import { piecesRandom } from '../../fakes/pieces.ts';
import type { Cost, OwnerInput } from './oracle.ts';
import { encode, multiply, owner } from './oracle.ts';
import { hex, secretPhrase } from './vectors.ts';

export interface Round extends OwnerInput {
  readonly seedb: Buffer;
  readonly compressed: boolean;
}

/**
 * Takes one card all the way - intermediate code, EPK, confirmation code, proof, confirmation, decryption - and holds
 * every string and number against the oracle. Each step of core starts from the oracle's strings, not from core's.
 */
export async function expectOracleAgrees(round: Round, derivation: KeyDerivation, cost: Cost): Promise<void> {
  const { salt, numbers, seedb, compressed } = round;
  const theirs = owner(round, cost);
  const expected = encode(theirs, seedb, compressed);
  const { privateKey, publicKey } = multiply(theirs, seedb, compressed);
  const common = {
    address: expected.address,
    publicKey: hex(publicKey),
    compressed,
    lot: numbers?.lot ?? null,
    sequence: numbers?.sequence ?? null,
  };

  const passphrase = secretPhrase(round.passphrase);
  expect(await makeIntermediateCode(passphrase, numbers, piecesRandom(salt), derivation)).toBe(theirs.code);

  const code = must(parseIntermediateCode(theirs.code));
  const made = await generate(code, compressed, piecesRandom(seedb), derivation);
  expect({ ...made, publicKey: hex(made.publicKey) }).toEqual({ ...expected, ...common });

  const key = must(parseEncryptedKey(expected.key));
  const confirmation = must(parseConfirmationCode(expected.confirmation));
  const proven = must(await prove(key, code, confirmation, derivation));
  expect({ ...proven, publicKey: hex(proven.publicKey) }).toEqual(common);

  const confirmed = must(await confirm(confirmation, passphrase, derivation));
  expect({ ...confirmed, publicKey: hex(confirmed.publicKey) }).toEqual(common);

  const opened = must(await decrypt(key, passphrase, derivation));
  expect({ ...opened, publicKey: hex(opened.publicKey), privateKey: opened.privateKey.use(hex) }).toEqual({
    ...common,
    hashedOther: null,
    privateKey: hex(privateKey),
  });

  const wrong = secretPhrase(`${round.passphrase}x`);
  const answers = [await confirm(confirmation, wrong, derivation), await decrypt(key, wrong, derivation)];
  expect(answers.map((answer) => (answer.ok ? 'opened' : answer.error.kind))).toEqual([
    'wrong-passphrase',
    'wrong-passphrase',
  ]);
}
