import { scrypt as nobleScrypt } from '@noble/hashes/scrypt.js';
import { Point } from '@noble/secp256k1';
import { addressOf } from '../../core/bip38/address.ts';
import { freshSeed, generateFrom } from '../../core/bip38/generate.ts';
import { makeIntermediateCode } from '../../core/bip38/intermediate.ts';
import { readIntermediateCode, writeConfirmationCode, writeEncryptedKey } from '../../core/bip38/layout.ts';
import type { IntermediateCode } from '../../core/bip38/layout.ts';
import { passphraseFromText } from '../../core/bip38/passphrase.ts';
import { sealPoint } from '../../core/bip38/pointb.ts';
import { pointSeal } from '../../core/bip38/seal.ts';
import { factorOf, sealSeed } from '../../core/bip38/seedb.ts';
import type { KeyDerivation, ScryptJob } from '../../core/base/ports.ts';
import { must } from '../../core/base/result.ts';
import { openKernel } from '../../core/scrypt/kernel.ts';
import { openMixer, scryptOn } from '../../core/scrypt/scrypt.ts';
import { pointBytes } from '../../core/base/secp256k1.ts';
import { multiplyPlain } from '../fakes/keys.ts';
import { Secret } from '../../core/base/secret.ts';
import { platformRandom } from '../../electron/keys/platform-random.ts';
import type { KdfWorker } from '../../electron/workers/protocol.ts';
import { createUnitMaker } from '../../electron/workers/unit-maker.ts';
import { compare, processorMilliseconds } from './measure.ts';
import { atMost } from './table.ts';
import type { Table } from './table.ts';

const ROUNDS = 7;
/** Units made in one measurement. */
const UNITS = 40;

/** Making EPKs from an intermediate code, as Press does. */
export async function units(spawn: () => KdfWorker): Promise<Table[]> {
  const code = await someCode();
  return [await inOneThread(code), await onWorker(code, spawn)];
}

const someCode = async (): Promise<IntermediateCode> =>
  makeIntermediateCode(must(passphraseFromText('bench')), null, platformRandom, inThread());

function inThread(): KeyDerivation {
  const { derive } = scryptOn(openMixer(openKernel()));
  return { derive: async (job) => derive(job) };
}

async function inOneThread(code: IntermediateCode): Promise<Table> {
  const derivation = inThread();
  const times = await compare(
    {
      plain: () => repeat(() => plainly(code)),
      ours: () => repeat(() => generateFrom(code, true, freshSeed(platformRandom), derivation)),
    },
    ROUNDS,
    processorMilliseconds,
  );
  const [plain, ours] = [times.plain / UNITS, times.ours / UNITS];
  return {
    title: 'EPK and confirmation code in one thread, processor time (ratio: how many times faster)',
    rows: [
      { what: 'plain @noble', value: plain, unit: 'ms' },
      { what: 'ours', value: ours, unit: 'ms', ratio: plain / ours },
    ],
  };
}

async function repeat(work: () => Promise<unknown>): Promise<void> {
  for (let i = 0; i < UNITS; i++) await work();
}

/** As generate.ts does it, but with @noble alone: both multiplications and scrypt as they come. */
async function plainly(code: IntermediateCode): Promise<string> {
  const seedb = freshSeed(platformRandom);
  const { entropy, passpoint } = readIntermediateCode(code);
  const factorb = factorOf(seedb);
  if (factorb === null) throw new Error('a fresh seed gives a scalar');
  const { hash: addressHash } = addressOf(multiplyPlain(Point.fromBytes(passpoint), factorb), true);
  const pointb = pointBytes(multiplyPlain(Point.BASE, factorb), true);
  const seal = await pointSeal(passpoint, addressHash, entropy, nobleDerivation);
  const fields = { compressed: true, addressHash, entropy } as const;
  const key = writeEncryptedKey({ ...fields, ecMultiplied: true, ...sealSeed(seal, seedb) });
  return key + writeConfirmationCode({ ...fields, sealedPoint: sealPoint(seal, pointb) });
}

const nobleDerivation: KeyDerivation = {
  derive: async ({ password, salt, ...cost }: ScryptJob) => nobleScrypt(password, salt, cost),
};

/** As Press makes a batch: curve and scrypt on its own worker, seeds and answers over its channel. */
async function onWorker(code: IntermediateCode, spawn: () => KdfWorker): Promise<Table> {
  const maker = createUnitMaker({ spawn, size: 1 });
  await maker.ready;
  const batch = (): Promise<unknown> =>
    Promise.all(Array.from({ length: UNITS }, () => maker.make(code, new Secret(freshSeed(platformRandom)), 'BTC')));
  const times = await compare({ batch }, ROUNDS, processorMilliseconds);
  await maker.close();
  const each = times.batch / UNITS;
  return {
    title: 'the same as a batch of Press on one worker, both threads counted',
    rows: [
      { what: 'a unit', value: each, unit: 'ms', target: atMost(2) },
      { what: 'units a second and core', value: 1000 / each, unit: '/s' },
    ],
  };
}
