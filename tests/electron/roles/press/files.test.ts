/** Where the key of a batch lies, and what is said of it where that is the disk of what it protects. */
import { chmodSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import { newSite, openSite, orderFile } from '../../../fakes/press-station.ts';

test.each([
  ['training', []],
  ['production', ['same-disk']],
] as const)('a key beside its data is said once, in %s by the incidents %j', async (mode, reasons) => {
  const site = newSite();
  onTestFinished(() => rmSync(dirname(site.station), { recursive: true, force: true }));
  const { path } = await orderFile(site, 1);
  const opened = await openSite(site, { mode });
  must(await opened.station.take(path, ['BTC']));
  const medium = { directory: site.medium, together: true };
  for (let times = 0; times < 2; times++) {
    must(await opened.station.make('BATCH-7', medium, () => undefined, new AbortController().signal));
  }
  const said = opened.records().flatMap(({ event }) => (event.kind === 'incident' ? [event.reason] : []));
  expect(said).toEqual(reasons);
  await opened.station.close();
});

test.each(['training', 'production'] as const)(
  'a key that others could read is an incident in %s, once',
  async (mode) => {
    const site = newSite();
    onTestFinished(() => rmSync(dirname(site.station), { recursive: true, force: true }));
    const { path } = await orderFile(site, 1);
    const opened = await openSite(site, { mode });
    must(await opened.station.take(path, ['BTC']));
    const medium = { directory: site.medium, together: true };
    const make = () => opened.station.make('BATCH-7', medium, () => undefined, new AbortController().signal);
    const said = () =>
      opened
        .records()
        .flatMap(({ event }) => (event.kind === 'incident' && event.reason !== 'same-disk' ? [event.reason] : []));
    must(await make());
    const key = join(site.medium, 'BATCH-7.key');
    expect([said(), statSync(key).mode & 0o777]).toEqual([[], 0o600]);
    chmodSync(key, 0o644);
    for (let times = 0; times < 2; times++) must(await make());
    expect([said(), statSync(key).mode & 0o777]).toEqual([['key-exposed'], 0o600]);
    await opened.station.close();
  },
);
