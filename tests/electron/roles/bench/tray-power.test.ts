/**
 * The power cut at every single change that a tray makes to the disk, from the first card in it to the last one read.
 * The laser takes a job the moment it can see it: no card is etched twice, and none is read that was not etched.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import type * as Fs from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, vi } from 'vitest';
import type { ChainRecord } from '../../../../core/journal/chain.ts';
import { must } from '../../../../core/base/result.ts';
import { nameScan } from '../../../../core/stations/bench/card-code.ts';
import { startBench, type BenchStation } from '../../../../electron/roles/bench/station.ts';
import { batchFiles, openParts } from '../../../fakes/bench-station.ts';
import { BATCH, makeCards, type TestCard } from '../../../fakes/cards.ts';
import { newDirectory } from '../../../fakes/origin.ts';
import { cutEverywhere, type Witness } from '../../../fakes/power-cuts.ts';
import { filesBelow } from '../../../fakes/press-station.ts';
import { TRAY } from '../../../fakes/tray.ts';

vi.mock('node:fs/promises', async (original) => (await import('../../../fakes/power.ts')).power.over(await original()));
vi.mock('node:fs', async (original) => {
  const { power } = await import('../../../fakes/power.ts');
  const real = await original<typeof Fs>();
  return { ...real, promises: power.over(real.promises) };
});

const PEOPLE = ['Ann', 'Bob'] as const;
const cards = await makeCards(3);
const made: string[] = [];
afterAll(() => made.forEach((directory) => rmSync(directory, { recursive: true, force: true })));

/** What no power cut undoes: the names of the jobs that the laser has burnt, each as often as it saw it. */
interface World {
  readonly home: string;
  readonly burnt: Set<string>;
  look(): void;
}

const open = (home: string) => openParts(home, { tray: () => TRAY });

async function newWorld(): Promise<World> {
  const root = await newDirectory();
  made.push(root);
  for (const name of ['home', 'brought']) mkdirSync(join(root, name));
  const home = join(root, 'home');
  const station = await startBench(await open(home), null);
  must(await station.open(await batchFiles(join(root, 'brought'), cards)));
  await station.close();
  const burnt = new Set<string>();
  const look = (): void => {
    const outbox = join(home, 'etch');
    if (!existsSync(outbox)) return;
    for (const name of readdirSync(outbox).filter((one) => /^[^.].*\.svg$/.test(one))) burnt.add(name.slice(0, -4));
  };
  return { home, burnt, look };
}

/** The next step of a card that lay in a tray. */
async function step({ bench, etching, parts }: BenchStation, card: TestCard, world: World): Promise<void> {
  const { serial, passphrase } = card;
  const { state, job } = parts.index.unit(serial) ?? {};
  if (state === 'in-doubt') {
    const as = world.burnt.has(job ?? '') ? 'marked' : 'scrapped';
    return void must(await etching.resolve(serial, as, PEOPLE));
  }
  await bench.scan(nameScan(serial));
  if (bench.view().step.at === 'marking') must(await bench.marked(serial, true));
  const now = bench.view().step;
  if (now.at !== 'read-back') return;
  const symbols = passphrase.replaceAll('-', '');
  must(await bench.readBack(serial, now.positions.map((position) => symbols[position - 1]).join('')));
}

const OVER: readonly (string | undefined)[] = ['read-back', 'scrapped'];

async function work(world: World, witness: Witness): Promise<void> {
  const parts = await open(world.home);
  witness.holds(() => parts.index.close());
  witness.follow([...parts.journal.records(0)].flat(), parts.journal.follow);
  const station = await startBench(parts, null);
  must(await station.select(BATCH));
  const { bench } = station;
  const stateOf = ({ serial }: TestCard) => parts.index.unit(serial)?.state;
  for (const { serial, address } of cards.filter((card) => ['received', 'verified'].includes(stateOf(card) ?? ''))) {
    await bench.scan(nameScan(serial));
    await bench.scan(nameScan(address));
  }
  if (bench.laid > 0) must(await bench.fill('send', null));
  world.look();
  for (const card of cards)
    for (let tries = 0; !OVER.includes(stateOf(card)); tries++) {
      if (tries > 10) throw new Error(`${card.serial} does not come to an end`);
      await step(station, card, world);
    }
  await station.close();
}

function expectAll(world: World, records: readonly ChainRecord[]): void {
  const intents = records.flatMap(({ event }) => (event.kind === 'etch-intended' ? [event] : []));
  const serials = intents.flatMap((event) => event.serials);
  expect(new Set(serials).size).toBe(serials.length);
  for (const intent of intents) expect(intent.pockets).toHaveLength(intent.serials.length);
  // What was burnt was intended, and what was read was burnt.
  for (const job of world.burnt) expect(intents.map((intent) => intent.job)).toContain(job);
  for (const { event } of records) if (event.kind === 'etch-read-back') expect([...world.burnt]).toContain(event.job);
  const clear = filesBelow(world.home).filter(({ text }) => cards.some(({ passphrase }) => text.includes(passphrase)));
  expect(clear.map(({ path }) => path)).toEqual([]);
  expect(readdirSync(join(world.home, 'etch'))).toEqual([]);
}

cutEverywhere(
  { begin: newWorld, home: ({ home }) => home, work, darkness: ({ look }) => look(), expectEnd: expectAll },
  30,
  600_000,
);
