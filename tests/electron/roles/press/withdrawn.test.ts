/** What Press has withdrawn: said in the return, counted in the batch, and in the order in which the orders came. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import { courierDelivery } from '../../../../electron/station/delivery.ts';
import { readTransfer } from '../../../../electron/courier/transfer-files.ts';
import { newTrio, takeIn } from '../../../fakes/commissioned.ts';
import { newSite, openSite, orderFile } from '../../../fakes/press-station.ts';

const PEOPLE: readonly [string, string] = ['Ann', 'Bob'];

test('a batch of nothing else is returned and destroyed; none is returned before those that came first', async () => {
  const site = newSite();
  const [first, second] = [await orderFile(site, 2, 'BATCH-7', 1), await orderFile(site, 1, 'BATCH-8', 11)];
  const { station } = await openSite(site);
  for (const { path } of [first, second]) must(await station.take(path, ['BTC']));
  const medium = { directory: site.medium, together: true };

  async function withdraw(batch: string): Promise<void> {
    const { press, close } = must(await station.open(batch, null));
    for (const { serial } of [...station.book.units(batch)]) must(await press.withdraw(serial, 'no stock', 'Ann'));
    await close();
  }
  await withdraw('BATCH-8');
  const early = await station.giveReturn('BATCH-8', 0, site.outside);
  expect(early).toMatchObject({ ok: false, error: { kind: 'out-of-turn', facts: { batch: 'BATCH-7' } } });
  expect(station.book.returns()).toEqual([]);

  await withdraw('BATCH-7');
  expect(await station.destroy('BATCH-7', medium, PEOPLE, 'told by voice', null)).toMatchObject({
    error: { kind: 'not-returned' },
  });
  const { file, count } = must(await station.giveReturn('BATCH-7', 0, site.outside));
  expect(count).toBe(0);
  const { manifest, units } = must(await readTransfer({ kind: 'return', path: file }));
  expect(manifest.count).toBe(2);
  expect(units).toEqual([
    { serial: 'CARD-0001', withdrawn: true },
    { serial: 'CARD-0002', withdrawn: true },
  ]);
  expect(readFileSync(file, 'latin1')).not.toContain('no stock');
  must(await station.giveReturn('BATCH-8', 0, site.outside));
  must(await station.destroy('BATCH-7', medium, PEOPLE, 'told by voice', null));
  expect(station.book.batch('BATCH-7')?.closed).toMatchObject({ printed: 0, proven: 0, withdrawn: 2 });
  await station.close();
});

test('a return whose medium was lost is written again as the very same transfer, where it is signed', async () => {
  const trio = await newTrio();
  const site = newSite();
  const { path } = await orderFile(site, 1);
  const delivery = courierDelivery(trio.press.courier, trio.press.book);
  const { station } = await openSite(site, { delivery });
  must(await station.take(path, ['BTC']));
  const { press, close } = must(await station.open('BATCH-7', null));
  must(await press.withdraw('CARD-0001', 'no stock', 'Ann'));
  await close();
  const [lost, found] = [await trio.medium(), await trio.medium()];
  const first = must(await station.giveReturn('BATCH-7', 0, lost));
  const second = must(await station.giveReturn('BATCH-7', 0, found));
  expect(readFileSync(second.file, 'latin1')).toBe(readFileSync(first.file, 'latin1'));
  expect(station.book.returns()).toHaveLength(1);
  expect(await takeIn(trio.bench, 'return', second.file)).toBe('taken');
  expect(await takeIn(trio.bench, 'return', first.file)).toBe('replayed');
  await station.close();
  await trio.close();
});
