/**
 * The power cut at every single change an Origin makes to its disk, from its first start to its destruction; then it is
 * started again and goes on. Nothing is lost that was said to be done, and nothing is there twice.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type * as Fs from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, vi } from 'vitest';
import type { ChainRecord } from '../../../../core/journal/chain.ts';
import { must } from '../../../../core/base/result.ts';
import { discard } from '../../../../core/transfer/transfer.ts';
import { newDirectory, openOrigin, readOut, request } from '../../../fakes/origin.ts';
import { cutEverywhere, type Witness } from '../../../fakes/power-cuts.ts';
import { filesBelow } from '../../../fakes/press-station.ts';

vi.mock('node:fs/promises', async (original) => (await import('../../../fakes/power.ts')).power.over(await original()));
vi.mock('node:fs', async (original) => {
  const { power } = await import('../../../fakes/power.ts');
  const real = await original<typeof Fs>();
  return { ...real, promises: power.over(real.promises) };
});

const COUNT = 3;
const made: string[] = [];
afterAll(() => made.forEach((directory) => rmSync(directory, { recursive: true, force: true })));

async function newPlace(): Promise<string> {
  const directory = await newDirectory();
  made.push(directory);
  mkdirSync(join(directory, 'out'));
  return directory;
}

/** Everything there is to do, from wherever it was left. Tells what is on record as soon as that is acknowledged. */
async function work(directory: string, witness: Witness): Promise<void> {
  const origin = await openOrigin(directory);
  witness.follow([...origin.journal.records(0)].flat(), origin.journal.follow);
  if (origin.batches().length === 0) must(await origin.plan(request({ count: COUNT })));
  const batch = () => origin.batches()[0];
  if (batch()?.coded !== COUNT) must(await origin.make('B-1'));
  if ((batch()?.exports.length ?? 0) < 2) must(await origin.export('B-1', join(directory, 'out')));
  if (batch()?.secrets !== 'destroyed') must(await origin.destroy('B-1', ['Ann', 'Bob'], 'told by voice'));
  await origin.close();
}

/** What the units' file holds of units that are on record: it must never change again. */
function sealedUnits(directory: string, acknowledged: readonly ChainRecord[]): string {
  const coded = acknowledged.reduce((sum, { event }) => sum + (event.kind === 'units-coded' ? event.count : 0), 0);
  if (coded === 0) return '';
  const lines = readFileSync(join(directory, 'origin', 'B-1.units'), 'latin1').split('\n');
  return lines.slice(0, 1 + coded).join('\n');
}

/** The batch is whole, each secret once, and in clear in the vault alone, which is meant to be in training. */
async function expectAll(directory: string, records: readonly ChainRecord[]): Promise<void> {
  const [order, vault] = [
    await readOut(join(directory, 'out'), 'order'),
    await readOut(join(directory, 'out'), 'vault'),
  ];
  const passphrases = vault.units.map(({ passphrase }) => passphrase.use((bytes) => Buffer.from(bytes).toString()));
  discard(vault);
  const serials = ['TF-000001', 'TF-000002', 'TF-000003'];
  expect(order.units.map(({ serial }) => serial)).toEqual(serials);
  expect(vault.units.map(({ serial }) => serial)).toEqual(serials);
  expect(new Set(passphrases).size).toBe(COUNT);
  expect(new Set(order.units.map(({ code }) => code)).size).toBe(COUNT);
  // What is on record as exported is what lies there.
  const exported = records.flatMap(({ event }) => (event.kind === 'batch-exported' ? [event] : []));
  expect(exported.findLast(({ transfer }) => transfer === 'order')?.digest).toBe(order.digest);
  expect(exported.findLast(({ transfer }) => transfer === 'vault')?.digest).toBe(vault.digest);
  expect(readdirSync(join(directory, 'origin')).filter((name) => name.startsWith('B-1.key'))).toEqual([]);
  const clear = filesBelow(directory).filter(({ text }) => passphrases.some((passphrase) => text.includes(passphrase)));
  expect(clear.map(({ path }) => path).filter((path) => !/\/\.?vault-/.test(path))).toEqual([]);
}

cutEverywhere(
  { begin: newPlace, home: (directory) => directory, work, kept: sealedUnits, expectEnd: expectAll },
  // From the first start on there is something to cut off at each of them.
  50,
  300_000,
);
