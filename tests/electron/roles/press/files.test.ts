/** Where the key of a batch lies, and what is said of it where that is the disk of what it protects. */
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
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
