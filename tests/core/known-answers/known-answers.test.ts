import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { askAll, type KnownAnswer } from '../../../core/known-answers/known-answers.ts';
import { making } from '../../../core/known-answers/making.ts';
import { confirming } from '../../../core/known-answers/opening.ts';
import { owning } from '../../../core/known-answers/owning.ts';
import { primitives } from '../../../core/known-answers/primitives.ts';
import { LOT_1 } from '../../../core/known-answers/vectors.ts';
import type { KeyDerivation } from '../../../core/base/ports.ts';
import { Secret } from '../../../core/base/secret.ts';
import { openSigner, verifySignature } from '../../../electron/keys/ed25519.ts';
import { realDerivation } from '../../fakes/derivation.ts';
import { vectors } from '../bip38/vectors.ts';

const signer = (seed: Uint8Array) => openSigner(new Secret(seed));
const all = primitives({ signer, verify: verifySignature });
let clock = 0;
const ask = (answers: readonly KnownAnswer[]) => askAll(answers, () => clock++);

describe('fault 68: known answers', () => {
  it.each(all)('$of gives the answer of $source', async ({ holds }) => {
    expect(await holds()).toBe(true);
  });

  it('are of the published vector', () => {
    const vector = vectors.find(({ encrypted }) => encrypted === LOT_1.key);
    expect(vector).toMatchObject({
      passphrase: LOT_1.passphrase,
      passphrase_code: LOT_1.intermediate,
      confirmation_code: LOT_1.confirmation,
      address: LOT_1.address,
    });
  });

  it.each([owning, making, confirming])(
    'of BIP38 are given with a scrypt that is right, and with no other',
    async (of) => {
      const right = realDerivation();
      const wrong: KeyDerivation = {
        async derive(job, options) {
          const key = await right.derive(job, options);
          key[0] = (key[0] ?? 0) ^ 1;
          return key;
        },
      };
      const [good, bad] = await ask([of(right), of(wrong)]);
      expect([good?.good, bad?.good]).toEqual([true, false]);
    },
  );

  it('that are not given, or cannot be, are said to be bad with how long it took', async () => {
    const row = (of: string, holds: KnownAnswer['holds']): KnownAnswer => ({ of, source: 'here', holds });
    const digest = (algorithm: string) => () => createHash(algorithm).digest('hex') === '';
    clock = 0;
    expect(await ask([row('other', digest('sha256')), row('none', digest('no such thing'))])).toEqual([
      { of: 'other', source: 'here', good: false, milliseconds: 1 },
      { of: 'none', source: 'here', good: false, milliseconds: 1 },
    ]);
  });

  it('of Ed25519 want a signature refused as well as one taken', async () => {
    const [given] = await ask(primitives({ signer, verify: () => true }).filter(({ of }) => of === 'Ed25519'));
    expect(given?.good).toBe(false);
  });
});
