import { describe, expect, test } from 'vitest';
import { generate } from '../../../core/bip38/generate.ts';
import { makeIntermediateCode } from '../../../core/bip38/intermediate.ts';
import {
  parseConfirmationCode,
  parseIntermediateCode,
  readConfirmationCode,
  readIntermediateCode,
  writeConfirmationCode,
  writeIntermediateCode,
} from '../../../core/bip38/layout.ts';
import type { LotNumbers } from '../../../core/bip38/lot.ts';
import { passphraseFromText } from '../../../core/bip38/passphrase.ts';
import { sameOwner } from '../../../core/bip38/same-owner.ts';
import { SCRYPT_LIGHT } from '../../../core/bip38/seal.ts';
import { must } from '../../../core/base/result.ts';
import { cheapDerivation } from '../../fakes/derivation.ts';
import { steadyRandom } from '../../fakes/streams.ts';

const derivation = cheapDerivation();

async function made(name: string, lot: LotNumbers | null = null) {
  const random = steadyRandom(name);
  const code = await makeIntermediateCode(must(passphraseFromText(name)), lot, random, derivation);
  const { confirmation } = await generate(code, true, random, derivation);
  return { code, confirmation };
}

describe("a confirmation code and its customer's code", () => {
  test.each([null, { lot: 100_000, sequence: 0 }])('belong together (lot %o), by one light derivation', async (lot) => {
    const { code, confirmation } = await made('mine', lot);
    const jobs: unknown[] = [];
    const watched: typeof derivation = {
      derive(job, options) {
        jobs.push({ N: job.N, r: job.r, p: job.p });
        return derivation.derive(job, options);
      },
    };
    expect(await sameOwner(confirmation, code, watched)).toEqual({ ok: true, value: null });
    expect(jobs).toEqual([SCRYPT_LIGHT]);
  });

  test('of two owners do not', async () => {
    const [mine, yours] = [await made('mine'), await made('yours')];
    expect(await sameOwner(mine.confirmation, yours.code, derivation)).toMatchObject({ error: { kind: 'other-code' } });
  });

  test('of one owner entropy with and without a lot do not', async () => {
    const { code, confirmation } = await made('mine');
    const { entropy, passpoint } = readIntermediateCode(code);
    const lotted = writeIntermediateCode({ entropy: { ...entropy, hasLot: true }, passpoint });
    expect(await sameOwner(confirmation, lotted, derivation)).toMatchObject({ error: { kind: 'other-code' } });
  });

  test('whose passpoint was exchanged do not, where what opens is no point: every second time', async () => {
    const { code } = await made('mine');
    const { entropy } = readIntermediateCode(code);
    const answers: boolean[] = [];
    for (let n = 0; n < 24; n++) {
      const { passpoint } = readIntermediateCode((await made(`other ${n}`)).code);
      const forged = writeIntermediateCode({ entropy, passpoint });
      answers.push((await sameOwner((await made('mine')).confirmation, forged, derivation)).ok);
    }
    // Never all of 24: one chance in 16 million, and the streams are the same on every run.
    expect(answers).toContain(false);
    expect(answers).toContain(true);
  });

  test('one bit of the sealed point changed is found, every second time', async () => {
    const { code, confirmation } = await made('mine');
    const fields = readConfirmationCode(confirmation);
    const answers = new Set<boolean>();
    for (let bit = 0; bit < 24; bit++) {
      const sealedPoint = fields.sealedPoint.slice();
      sealedPoint[1 + bit] = (sealedPoint[1 + bit] as number) ^ 1;
      const altered = must(parseConfirmationCode(writeConfirmationCode({ ...fields, sealedPoint })));
      answers.add((await sameOwner(altered, must(parseIntermediateCode(code)), derivation)).ok);
    }
    expect(answers).toContain(false);
  });
});
