import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failIn, must, ok } from '../../../../core/base/result.ts';
import { drawReport } from '../../../../electron/roles/bench/report.ts';
import { savePage } from '../../../../electron/papers/save.ts';
import { startBench } from '../../../../electron/roles/bench/station.ts';
import { en } from '../../../../resources/words/en/en.ts';
import { batchFiles, openParts, scratch } from '../../../fakes/bench-station.ts';
import { makeCards, type TestCard } from '../../../fakes/cards.ts';

const cards = await makeCards(2);
const PDF = Uint8Array.of(37, 80, 68, 70, 45);

test('the report is written whole where a person says, or it says why not', async () => {
  const directory = await scratch();
  const station = await startBench(await openParts(directory), null);
  expect(drawReport(station, en)).toMatchObject({ ok: false, error: { kind: 'no-batch' } });
  must(await station.open(await batchFiles(directory, cards)));

  const [{ serial: typed }] = cards as [TestCard];
  must(await station.typed(typed, ['Ann Lee', 'Li Wei']));
  const drawn = must(drawReport(station, en));
  const stick = await scratch();
  const { path } = must(await savePage(drawn, stick, async () => ok(PDF)));
  expect(new Uint8Array(await readFile(path))).toEqual(PDF);
  const page = await readFile(path.replace(/pdf$/, 'html'), 'utf8');
  for (const { serial, address } of cards) expect(page).toContain(`<td>${serial}</td><td>${address}</td>`);
  expect(page).toContain(`<td>Serials typed by hand</td><td>${typed}</td>`);
  expect(page).toContain(station.parts.journal.head.hash);
  expect(await readdir(stick)).toHaveLength(2);

  const gone = await savePage(drawn, join(stick, 'no-such'), async () => ok(PDF));
  expect(gone).toMatchObject({ ok: false, error: { kind: 'not-saved' } });
  await station.close();
});

test('a page that no PDF came of is not written by halves', async () => {
  const stick = await scratch();
  const refused = failIn('papers')('no-pdf', 'No.');
  expect(await savePage({ name: 'r', page: '<p>' }, stick, async () => refused)).toEqual(refused);
  expect(await readdir(stick)).toEqual([]);
});
