import { describe, expect, it } from 'vitest';
import { confirm, confirmWith } from '../../../core/bip38/confirm.ts';
import { parseConfirmationCode, readConfirmationCode } from '../../../core/bip38/layout.ts';
import type { Owner } from '../../../core/bip38/owner.ts';
import { deriveOwner } from '../../../core/bip38/owner.ts';
import { must } from '../../../core/base/result.ts';
import { nodeDerivation } from '../../fakes/derivation.ts';
import { hex, multipliedVectors, secretPhrase } from './vectors.ts';

const codeOf = (vector: { confirmation: string }) => must(parseConfirmationCode(vector.confirmation));

describe('confirm', () => {
  it.each(multipliedVectors)('confirms the address of official vector $id', async (vector) => {
    const confirmed = must(await confirm(codeOf(vector), secretPhrase(vector.passphrase), nodeDerivation()));
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
      const answer = await confirm(codeOf(vectorAt(0)), secretPhrase(passphrase), nodeDerivation());
      expect(answer).toMatchObject({ ok: false, error: { kind: 'wrong-passphrase' } });
    },
  );

  it('rejects, with nothing left behind, when it is cancelled', async () => {
    const derivation = nodeDerivation();
    const passphrase = secretPhrase('Satoshi');
    const call = confirm(codeOf(vectorAt(1)), passphrase, derivation, { signal: AbortSignal.abort() });
    await expect(call).rejects.toThrow('cancelled');
    expect(derivation.jobs).toEqual([]);
  });
});

describe('confirmWith', () => {
  it('needs no second heavy scrypt, and refuses the code of another owner', async () => {
    const [first, second] = [vectorAt(0), vectorAt(1)];
    const derivation = nodeDerivation();
    const { entropy } = readConfirmationCode(codeOf(first));
    const owner = (await deriveOwner(secretPhrase(first.passphrase), entropy, derivation)) as Owner;
    const confirmed = must(await confirmWith(owner, codeOf(first), derivation));
    expect(confirmed.address).toBe(first.address);
    expect(derivation.jobs.map(({ N }) => N)).toEqual([16384, 1024]);
    expect(await confirmWith(owner, codeOf(second), derivation)).toMatchObject({
      error: { kind: 'other-code' },
    });
  });
});

function vectorAt(index: number) {
  const vector = multipliedVectors[index];
  if (vector === undefined) throw new Error(`no vector ${index}`);
  return vector;
}
