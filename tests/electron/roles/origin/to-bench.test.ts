/** The round without a Press of its own: what Origin writes is what the other stations take. */
import { mkdirSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generate } from '../../../../core/bip38/generate.ts';
import { addressesOf } from '../../../../core/coins/coins.ts';
import { must } from '../../../../core/base/result.ts';
import type { UncheckedUnits } from '../../../../core/transfer/kinds.ts';
import type { Transfer } from '../../../../core/transfer/transfer.ts';
import { courierDelivery } from '../../../../electron/station/delivery.ts';
import { startBench } from '../../../../electron/roles/bench/station.ts';
import { openParts, scratch } from '../../../fakes/bench-station.ts';
import { introduce, newTrio, takeIn } from '../../../fakes/commissioned.ts';
import { cheapDerivation } from '../../../fakes/derivation.ts';
import { newDirectory, openOrigin, readOut, request } from '../../../fakes/origin.ts';
import { platformRandom } from '../../../fakes/streams.ts';
import { textOf } from '../../../fakes/transfers.ts';

/** What Press does with each code, as far as Bench can see. */
async function pressed(order: Transfer<'order'>): Promise<UncheckedUnits['return'][]> {
  const derivation = cheapDerivation();
  return Promise.all(
    order.units.map(async ({ serial, code }, i) => {
      const { confirmation, publicKey } = await generate(code, true, platformRandom, derivation);
      const { BTC = '', ETH = '' } = must(addressesOf(publicKey));
      const hex = Buffer.from(publicKey).toString('hex');
      return { addresses: { BTC, ETH }, confirmation, publicKey: hex, serial, sticker: `ST-${i}` };
    }),
  );
}

test('every card of a batch opens at Bench, with and without lots, whatever the order of its serials', async () => {
  const directory = await newDirectory();
  const origin = await openOrigin(directory);
  const scheme = { prefix: 'TF-', digits: 7, check: true, order: 'permuted' as const };
  must(await origin.plan(request({ scheme, count: 6 })));
  must(await origin.plan(request({ scheme, count: 6, batch: 'B-2', lots: { lot: 100_000, sequence: 1 } })));
  for (const batch of ['B-1', 'B-2']) {
    must(await origin.make(batch));
    const out = join(directory, batch);
    mkdirSync(out);
    const [, vault] = must(await origin.export(batch, out));
    const units = await pressed(await readOut(out, 'order'));
    const returned = join(out, 'return.jsonl');
    await writeFile(returned, textOf('return', units, { batch, from: 'Training Press', to: 'Training Bench' }));
    const home = await scratch();
    const bench = await startBench(await openParts(home), null);
    must(await bench.open({ vault: vault?.file ?? '', returned }));
    must(await bench.check.start());
    await bench.check.settled();
    expect(bench.check.view).toMatchObject({ done: 6, total: 6, failed: 0 });
    await bench.close();
  }
  await origin.close();
  await rm(directory, { recursive: true });
});

test('a commissioned Origin sends by courier, to the one station of each role', async () => {
  const trio = await newTrio();
  const directory = await newDirectory();
  const medium = await trio.medium();
  const { courier, book } = trio.origin;
  const origin = await openOrigin(directory, { delivery: courierDelivery(courier, book) });
  must(await origin.plan(request({ count: 3 })));
  must(await origin.make('B-1'));
  const sent = must(await origin.export('B-1', medium));
  expect(sent.map(({ to, sequence }) => [to, sequence])).toEqual([
    ['Press B', 1],
    ['Bench A', 1],
  ]);
  expect(await takeIn(trio.press, 'order', sent[0]?.file ?? '')).toBe('taken');
  expect(await takeIn(trio.bench, 'vault', sent[1]?.file ?? '')).toBe('taken');
  // For a medium that was lost: the same transfers under the same numbers.
  const again = must(await origin.export('B-1', medium));
  expect(again.map(({ digest }) => digest)).toEqual(sent.map(({ digest }) => digest));

  await introduce(trio.origin, await trio.add('press', 'Press C'));
  expect(await origin.export('B-1', medium)).toMatchObject({ ok: false, error: { kind: 'unknown-peer' } });
  await origin.close();
  await trio.close();
  await rm(directory, { recursive: true });
});
