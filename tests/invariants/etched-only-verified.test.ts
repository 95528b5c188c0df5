/**
 * Invariant 3: a unit is etched only if, at that moment, its passphrase bytes and its confirmation code give the
 * address scanned from its card, and its serial was scanned just now. On a real directory, with a real vault.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { must } from '../../core/base/result.ts';
import { nameScan } from '../../core/stations/bench/card-code.ts';
import { startBench, type BenchStation } from '../../electron/roles/bench/station.ts';
import { batchFiles, openParts, scratch } from '../fakes/bench-station.ts';
import { BATCH, makeCards, passphraseOf, type TestCard } from '../fakes/cards.ts';

const cards = await makeCards(4);
const [one, two, three, stranger] = cards as readonly [TestCard, TestCard, TestCard, TestCard];
const batch = [one, two, three];

let home: string;
let bench: BenchStation;
beforeEach(async () => {
  home = await scratch();
  bench = await startBench(await openParts(home), null);
});
afterEach(() => bench.close());

const openWith = async (units: readonly TestCard[]) => must(await bench.open(await batchFiles(await scratch(), units)));

async function scan(...texts: readonly string[]): Promise<void> {
  for (const text of texts) await bench.bench.scan(nameScan(text));
}

async function restart(): Promise<void> {
  await bench.close();
  bench = await startBench(await openParts(home), null);
  must(await bench.select(BATCH));
}

const jobs = () => readdir(join(home, 'etch'));
const intended = () =>
  [...bench.parts.journal.records(0)].flat().filter(({ event }) => event.kind === 'etch-intended').length;

async function expectNothingEtched(): Promise<void> {
  expect(await jobs()).toEqual([]);
  expect(intended()).toBe(0);
}

test('the right card, for comparison: one job, of its own passphrase', async () => {
  await openWith(batch);
  await scan(one.serial, one.address);
  expect(await jobs()).toEqual([`${one.serial}.svg`]);
  expect(intended()).toBe(1);
});

test.each<[string, readonly string[]]>([
  ['the sticker first and then its serial', [one.address, one.serial]],
  ["the sticker's link alone", [`bitcoin:${one.address}?label=${one.serial}`]],
])('with %s scanned a card is verified and etched, once', async (_, texts) => {
  await openWith(batch);
  await scan(...texts);
  expect(await jobs()).toEqual([`${one.serial}.svg`]);
  expect(intended()).toBe(1);
});

test.each<[string, readonly string[]]>([
  ["a link of its serial and another card's address", [`bitcoin:${two.address}?label=${one.serial}`]],
  ['no serial at all', [one.address]],
  ['no sticker', [one.serial]],
  ['another card in between', [one.serial, two.serial, one.address]],
  ["another card's sticker", [one.serial, two.address]],
  ['the sticker of no card of the batch', [one.serial, stranger.address]],
  ['the sticker first, and then the serial of another card', [two.address, one.serial]],
  ['the sticker first, and something else before its serial', [one.address, 'CARD-9999', one.serial]],
  ['the address of another coin of the same key as nobody scans it', [one.serial, `${one.address} `]],
])('with %s scanned', async (_, texts) => {
  await openWith(batch);
  await scan(...texts);
  await expectNothingEtched();
});

test('by asking for the job directly, with its own passphrase, without a scan', async () => {
  await openWith(batch);
  must(await bench.check.start());
  await bench.check.settled();
  using secret = passphraseOf(one);
  expect(await bench.etching.send([{ serial: one.serial, passphrase: secret }])).toMatchObject({
    ok: false,
    error: { kind: 'not-now' },
  });
  await expectNothingEtched();
});

test('after a restart between serial and sticker: the serial has to be scanned again', async () => {
  await openWith(batch);
  await scan(one.serial);
  await restart();
  await scan(one.address);
  await expectNothingEtched();
  await scan(one.serial, one.address);
  expect(await jobs()).toEqual([`${one.serial}.svg`]);
});

test.each<[string, readonly TestCard[]]>([
  [
    'two passphrases swapped by Origin',
    [{ ...one, passphrase: two.passphrase }, { ...two, passphrase: one.passphrase }, three],
  ],
  ['a passphrase of no card', [{ ...one, passphrase: stranger.passphrase }, two, three]],
])('with %s', async (_, units) => {
  await openWith(units);
  await scan(one.serial, one.address);
  await expectNothingEtched();
  expect(bench.bench.view().verdict).toMatchObject({ outcome: 'FAIL', reason: { kind: 'passphrase-mismatch' } });
});

test('with one symbol of the passphrase another, as a worn stamp or a bad bit would have it', async () => {
  const passphrase = one.passphrase.replace(/^./, (symbol) => (symbol === '7' ? '8' : '7'));
  await openWith([{ ...one, passphrase }, two, three]);
  await scan(one.serial, one.address);
  await expectNothingEtched();
});

/** What is sealed, as it lies on the disk. */
async function sealedFile(): Promise<{ readonly path: string; readonly text: string }> {
  const name = (await readdir(join(home, 'vault'))).find((file) => file.endsWith('.sealed')) ?? '';
  const path = join(home, 'vault', name);
  return { path, text: await readFile(path, 'latin1') };
}

test.each<[string, (text: string) => string]>([
  [
    'two sealed passphrases swapped',
    (text) => text.replaceAll(one.serial, 'x').replaceAll(two.serial, one.serial).replaceAll('x', two.serial),
  ],
  [
    'a flipped bit in the sealed file',
    (text) => text.replace(/[0-9a-f]{40}/, (hex) => hex.replace(/^./, (c) => (c === '0' ? '1' : '0'))),
  ],
  ['the sealed file cut short', (text) => text.slice(0, text.length >> 1)],
])('with %s between two shifts', async (_, change) => {
  await openWith(batch);
  const { path, text } = await sealedFile();
  await bench.close();
  const changed = change(text);
  expect(changed).not.toBe(text);
  await writeFile(path, changed, 'latin1');
  bench = await startBench(await openParts(home), null);
  const selected = await bench.select(BATCH);
  if (selected.ok) await scan(one.serial, one.address);
  await expectNothingEtched();
});

test("with the vault of another batch in this one's place", async () => {
  await openWith(batch);
  const { path } = await sealedFile();
  must(await bench.open(await batchFiles(await scratch(), [stranger], { batch: 'BATCH-2' })));
  const names = await readdir(join(home, 'vault'));
  const other = names.filter((name) => name.startsWith('BATCH-2'));
  await bench.close();
  for (const name of other) {
    await writeFile(
      path.replace(`${BATCH}.sealed`, name.replace('BATCH-2', BATCH)),
      await readFile(join(home, 'vault', name)),
    );
  }
  bench = await startBench(await openParts(home), null);
  const selected = await bench.select(BATCH);
  if (selected.ok) await scan(one.serial, one.address);
  await expectNothingEtched();
});
