import { describe, expect, it } from 'vitest';
import { confirm } from '../../../core/bip38/confirm.ts';
import { parseConfirmationCode } from '../../../core/bip38/layout.ts';
import { must } from '../../../core/base/result.ts';
import { realDerivation } from '../../fakes/derivation.ts';
import { hex, multipliedVectors, secretPhrase } from './vectors.ts';

const codeOf = (vector: { confirmation: string }) => must(parseConfirmationCode(vector.confirmation));

describe('confirm', () => {
  it.each(multipliedVectors)('confirms the address of official vector $id', async (vector) => {
    const confirmed = must(await confirm(codeOf(vector), secretPhrase(vector.passphrase), realDerivation()));
    expect({ ...confirmed, publicKey: hex(confirmed.publicKey) }).toEqual({
      address: vector.address,
      publicKey: vector.public_key,
      compressed: false,
      lot: vector.lot ?? null,
      sequence: vector.sequence ?? null,
    });
  });

  it.each(['', 'testingOneTwoThree', 'TestingOneTwoThree ', 'Satoshi'])(
    'says that %j is a wrong passphrase',
    async (passphrase) => {
      const answer = await confirm(codeOf(vectorAt(0)), secretPhrase(passphrase), realDerivation());
      expect(answer).toMatchObject({ ok: false, error: { kind: 'wrong-passphrase' } });
    },
  );

  it('rejects, with nothing left behind, when it is cancelled', async () => {
    const derivation = realDerivation();
    const passphrase = secretPhrase('Satoshi');
    const call = confirm(codeOf(vectorAt(1)), passphrase, derivation, { signal: AbortSignal.abort() });
    await expect(call).rejects.toThrow('cancelled');
    expect(derivation.jobs).toEqual([]);
  });
});

function vectorAt(index: number) {
  const vector = multipliedVectors[index];
  if (vector === undefined) throw new Error(`no vector ${index}`);
  return vector;
}
