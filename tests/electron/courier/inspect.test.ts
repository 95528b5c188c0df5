import { readFile, writeFile } from 'node:fs/promises';
import { blake2b } from '@noble/hashes/blake2.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signingKeyOf } from '../../../core/peers/identity.ts';
import { writeMinisignature } from '../../../core/peers/minisign.ts';
import { must } from '../../../core/base/result.ts';
import { inspectTransfer } from '../../../electron/courier/inspect.ts';
import { newTrio, type Trio } from '../../fakes/commissioned.ts';
import { goodUnits } from '../../fakes/transfers.ts';

let trio: Trio;
beforeAll(async () => {
  trio = await newTrio();
});
afterAll(() => trio.close());

/** An order of Origin's with `change` done to it, signed again by `by`; inspected by who knows Origin and Bench. */
async function inspected(batch: string, change: (text: string) => string, by: 'origin' | 'bench' = 'origin') {
  const { origin, bench } = trio;
  const order = { batch, units: goodUnits(2).order };
  const { file, signature } = must(await origin.courier.send('order', 'Press B', order, await trio.medium()));
  const bytes = Buffer.from(change(await readFile(file, 'latin1')), 'latin1');
  const signer = trio[by];
  const digest = blake2b(bytes, { dkLen: 64 });
  await writeFile(file, bytes);
  await writeFile(signature, writeMinisignature(digest, 'x', signingKeyOf(signer.identity), signer.signer.sign));
  return must(await inspectTransfer(file, [origin.identity, bench.identity], null));
}

test('a good transfer verifies', async () => {
  const { manifest, signer, wrong } = await inspected('BATCH-1', (text) => text);
  expect([manifest?.batch, signer?.name, wrong]).toEqual(['BATCH-1', 'Origin A', null]);
});

test.each([
  ['cut after a line', (text: string) => text.slice(0, text.lastIndexOf('{')), 'origin', 'ends after 1 of the 2 units'],
  ['no transfer', () => 'hello\n', 'origin', 'it is not a transfer between stations'],
  ['one long line', () => 'x'.repeat(5000), 'origin', 'it is not a transfer between stations'],
  [
    "another station's words",
    (text: string) => text,
    'bench',
    'is signed by Bench A, but calls itself the order of Origin A',
  ],
] as const)('well signed, but %s does not', async (name, change, by, said) => {
  const { wrong } = await inspected(`BATCH-${name.length}`, change, by);
  expect(wrong).toContain(said);
});

test('a changed one does not, and its manifest is hearsay', async () => {
  const { origin } = trio;
  const order = { batch: 'BATCH-99', units: goodUnits(2).order };
  const { file } = must(await origin.courier.send('order', 'Press B', order, await trio.medium()));
  await writeFile(file, (await readFile(file, 'latin1')).replace('BATCH-99', 'BATCH-98'), 'latin1');
  const { manifest, signer, wrong } = must(await inspectTransfer(file, [origin.identity], null));
  expect([manifest?.batch, signer]).toEqual(['BATCH-98', null]);
  expect(wrong).toContain('not as it was signed');
});
