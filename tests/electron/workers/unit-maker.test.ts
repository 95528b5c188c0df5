import { afterEach, expect, test } from 'vitest';
import { bytesToHex } from '@noble/hashes/utils.js';
import { freshSeed, generateFrom } from '../../../core/bip38/generate.ts';
import type { IntermediateCode } from '../../../core/bip38/layout.ts';
import { addressFor } from '../../../core/coins/coins.ts';
import { Secret } from '../../../core/base/secret.ts';
import { createUnitMaker, type UnitCrew } from '../../../electron/workers/unit-maker.ts';
import { realDerivation } from '../../fakes/derivation.ts';
import { fakeWorker, type FakeWorker } from '../../fakes/kdf-worker.ts';
import { platformRandom } from '../../fakes/streams.ts';
import { orderUnit } from '../../fakes/transfers.ts';

let crew: UnitCrew | undefined;
afterEach(() => crew?.close());

const codes = Array.from({ length: 8 }, (_, i) => orderUnit(i + 1).code as IntermediateCode);

test('many at once, each as the plain way makes it, with another scrypt', async () => {
  crew = createUnitMaker({ spawn: () => fakeWorker(), size: 2 });
  const derivation = realDerivation();
  const seeds = codes.map(() => freshSeed(platformRandom));
  const made = await Promise.all(
    codes.map((code, i) => crew?.make(code, Secret.copyOf(seeds[i] as Uint8Array), 'BTC-segwit')),
  );
  for (const [i, code] of codes.entries()) {
    const plain = await generateFrom(code, true, seeds[i] as Uint8Array, derivation);
    expect(made[i]).toEqual({
      confirmation: plain.confirmation,
      publicKey: bytesToHex(plain.publicKey),
      address: addressFor('BTC-segwit', plain.publicKey),
    });
  }
});

test('a worker that dies takes nothing with it: another makes the same unit of the same seed', async () => {
  let deaths = 0;
  const seen: Uint8Array[] = [];
  const onTask = (task: { kind: string; seed?: Uint8Array }, worker: FakeWorker) => {
    if (task.kind !== 'unit') return;
    if (task.seed !== undefined) seen.push(task.seed.slice());
    if (deaths++ === 0) worker.die();
  };
  crew = createUnitMaker({ spawn: () => fakeWorker({ onTask }), size: 1 });
  const seed = freshSeed(platformRandom);
  const made = await crew.make(codes[0] as IntermediateCode, Secret.copyOf(seed), 'BTC');
  const plain = await generateFrom(codes[0] as IntermediateCode, true, seed, realDerivation());
  expect(made.confirmation).toBe(plain.confirmation);
  expect(seen).toEqual([seed, seed]);
});

test('a unit that ends one worker after another is given up, and so is work after the end', async () => {
  crew = createUnitMaker({ spawn: () => fakeWorker({ onTask: (_, worker) => worker.die() }), size: 1 });
  const one = () => crew?.make(codes[0] as IntermediateCode, new Secret(freshSeed(platformRandom)), 'BTC');
  await expect(one()).rejects.toThrow('one worker after another');
  await crew.close();
  await expect(one()).rejects.toThrow('sent home');
});

test('workers that do not prove themselves make nothing', async () => {
  crew = createUnitMaker({ spawn: () => fakeWorker({ start: { kind: 'refused', message: 'wrong answer' } }), size: 1 });
  await expect(crew.ready).rejects.toThrow('wrong answer');
});
