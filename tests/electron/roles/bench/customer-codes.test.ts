/** A Bench at work on a batch whose customers keep the passphrases: from the two files to the job on disk. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import { nameScan } from '../../../../core/stations/bench/card-code.ts';
import type { Serial } from '../../../../core/card/serial.ts';
import type { BatchFiles } from '../../../../electron/roles/served.ts';
import { startBench } from '../../../../electron/roles/bench/station.ts';
import { batchFiles, openParts, scratch } from '../../../fakes/bench-station.ts';
import { BATCH, makeCards, type TestCard } from '../../../fakes/cards.ts';
import { textOf } from '../../../fakes/transfers.ts';

const cards = await makeCards(3);
const [one, two, three] = cards as readonly [TestCard, TestCard, TestCard];

/** As Origin writes it in training. */
async function suppliedFiles(directory: string, units: readonly TestCard[]): Promise<BatchFiles> {
  const { returned } = await batchFiles(directory, units);
  const vault = join(directory, `supplied-0001-${BATCH}-from-Origin_A.jsonl`);
  const codes = units.map(({ serial, code }) => ({ serial: serial as Serial, code }));
  await writeFile(vault, textOf('supplied', codes, { batch: BATCH }));
  return { vault, returned };
}

test('cards are verified by code, and jobs with the confirmation code go out; also after a restart', async () => {
  const directory = await scratch();
  const files = await suppliedFiles(directory, [one, two]);
  const station = await startBench(await openParts(directory), null);
  must(await station.open(files));
  await station.check.start();
  await station.check.settled();
  expect(station.check.view).toMatchObject({ done: 2, total: 2, failed: 0 });
  for (const text of [one.serial, one.address]) await station.bench.scan(nameScan(text));
  expect(station.bench.view().verdict).toMatchObject({ outcome: 'PASS', serial: one.serial, job: 'sent' });
  await station.close();

  const again = await startBench(await openParts(directory), null);
  must(await again.select(BATCH));
  for (const text of [two.serial, two.address]) await again.bench.scan(nameScan(text));
  expect(again.bench.view().verdict).toMatchObject({ outcome: 'PASS', serial: two.serial, job: 'sent' });
  expect(again.desk.layout()).toMatchObject({ name: 'card-86x54-code', etched: 'confirmation code' });
  await again.close();

  const jobs = (await readdir(join(directory, 'etch'), { recursive: true })).filter((name) => name.endsWith('.svg'));
  expect(jobs.sort()).toEqual([one, two].map(({ serial }) => expect.stringContaining(serial) as string));
  for (const job of jobs) {
    const text = await readFile(join(directory, 'etch', job), 'utf8');
    expect(text).toContain('<g id="confirmation-code">');
    expect(text).not.toContain('<g id="passphrase">');
  }
});

test("a customer's code that is not the one Press has used puts the card into quarantine before it is touched", async () => {
  const directory = await scratch();
  const files = await suppliedFiles(directory, [one, { ...two, code: three.code }]);
  const station = await startBench(await openParts(directory), null);
  must(await station.open(files));
  await station.check.start();
  await station.check.settled();
  expect(station.check.view).toMatchObject({ done: 2, failed: 1 });
  expect(station.parts.index.unit(two.serial)).toMatchObject({ state: 'condemned', reason: 'code-mismatch' });
  await station.close();
});
