import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import { saveReport } from '../../../../electron/roles/bench/report.ts';
import { startBench } from '../../../../electron/roles/bench/station.ts';
import { batchFiles, openParts, scratch } from '../../../fakes/bench-station.ts';
import { makeCards } from '../../../fakes/cards.ts';

const cards = await makeCards(2);

test('the report is written whole, or it says why not', async () => {
  const directory = await scratch();
  const station = await startBench(await openParts(directory), null);
  expect(await saveReport(station)).toMatchObject({ ok: false, error: { kind: 'no-batch' } });
  must(await station.open(await batchFiles(directory, cards)));

  const { path } = must(await saveReport(station));
  const page = await readFile(path, 'utf8');
  for (const { serial, address } of cards) expect(page).toContain(`<td>${serial}</td><td>${address}</td>`);
  expect(page).toContain(station.parts.journal.head.hash);
  expect(await readdir(join(directory, 'reports'))).toHaveLength(1);

  await writeFile(join(directory, 'no-folder'), '');
  const parts = { ...station.parts, directory: join(directory, 'no-folder') };
  expect(await saveReport({ ...station, parts })).toMatchObject({ ok: false, error: { kind: 'report-failed' } });
  await station.close();
});
