/**
 * The power cut at every single change a Bench makes to its disk, from its first start to the proof; then it is started
 * again and goes on. The laser takes every job the moment it can see it: no card is etched twice.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import type * as Fs from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, vi } from 'vitest';
import type { ChainRecord } from '../../../../core/journal/chain.ts';
import { must } from '../../../../core/base/result.ts';
import { nameScan } from '../../../../core/stations/bench/card-code.ts';
import { startBench, type BenchStation } from '../../../../electron/roles/bench/station.ts';
import { acknowledge } from '../../../../electron/station/incidents.ts';
import { batchFiles, openParts } from '../../../fakes/bench-station.ts';
import { BATCH, makeCards, type TestCard } from '../../../fakes/cards.ts';
import { newDirectory } from '../../../fakes/origin.ts';
import { cutEverywhere, type Witness } from '../../../fakes/power-cuts.ts';
import { filesBelow } from '../../../fakes/press-station.ts';

vi.mock('node:fs/promises', async (original) => (await import('../../../fakes/power.ts')).power.over(await original()));
vi.mock('node:fs', async (original) => {
  const { power } = await import('../../../fakes/power.ts');
  const real = await original<typeof Fs>();
  return { ...real, promises: power.over(real.promises) };
});

const PEOPLE = ['Ann', 'Bob'] as const;
const cards = await makeCards(2);
const made: string[] = [];
afterAll(() => made.forEach((directory) => rmSync(directory, { recursive: true, force: true })));

/** What no power cut undoes: the files that were brought, and what the laser has burnt. */
interface World {
  readonly home: string;
  readonly files: Awaited<ReturnType<typeof batchFiles>>;
  readonly etched: string[];
  /** Takes what stands in the outbox. */
  look(): void;
}

async function newWorld(): Promise<World> {
  const root = await newDirectory();
  made.push(root);
  for (const name of ['home', 'brought', 'out']) mkdirSync(join(root, name));
  const home = join(root, 'home');
  const etched: string[] = [];
  const taken = new Set<string>();
  const look = (): void => {
    const outbox = join(home, 'etch');
    if (!existsSync(outbox)) return;
    for (const name of readdirSync(outbox).filter((one) => one.endsWith('.svg') && !one.startsWith('.'))) {
      const { ino, birthtimeMs } = statSync(join(outbox, name));
      const job = `${name} ${ino} ${birthtimeMs}`;
      if (!taken.has(job)) etched.push(name.slice(0, -4));
      taken.add(job);
    }
  };
  return { home, files: await batchFiles(join(root, 'brought'), cards), etched, look };
}

/** One step of a card on its way, whatever it is that comes next. */
async function step(station: BenchStation, { serial, address, passphrase }: TestCard, world: World): Promise<void> {
  const { bench, etching } = station;
  const scan = (text: string) => bench.scan(nameScan(text));
  const { state } = station.parts.index.unit(serial) ?? {};
  if (state === 'in-doubt') {
    must(await etching.resolve(serial, world.etched.includes(serial) ? 'marked' : 'scrapped', PEOPLE));
    return;
  }
  await scan(serial);
  const now = bench.view().step;
  if (now.at === 'address') await scan(address);
  if (now.at === 'marking') must(await bench.marked(serial, true));
  if (now.at === 'read-back') {
    const symbols = passphrase.replaceAll('-', '');
    must(await bench.readBack(serial, now.positions.map((position) => symbols[position - 1]).join('')));
  }
  if (now.at === 'inspecting') must(await bench.inspected(serial, true, 'Ann'));
  world.look();
}

const OVER: readonly (string | undefined)[] = ['finished', 'scrapped'];

/** Everything there is to do, from wherever it was left. */
async function work(world: World, witness: Witness): Promise<void> {
  const parts = await openParts(world.home);
  witness.holds(() => parts.index.close());
  witness.follow([...parts.journal.records(0)].flat(), parts.journal.follow);
  const station = await startBench(parts, null);
  const known = parts.index.batches().length > 0;
  must(known ? await station.select(BATCH) : await station.open(world.files));
  const view = () => station.ending.view();
  if (view()?.closed === null) {
    for (const card of cards) {
      for (let tries = 0; !OVER.includes(parts.index.unit(card.serial)?.state); tries++) {
        if (tries > 20) throw new Error(`${card.serial} does not come to an end`);
        await step(station, card, world);
      }
    }
    for (const { incident } of parts.index.incidents({ open: true })) {
      must(await acknowledge(parts.index, parts.journal, incident, PEOPLE[0]));
    }
    must(await station.ending.close(PEOPLE, 0));
  }
  if (view()?.proof === null && (view()?.states.finished ?? 0) > 0) {
    must(await station.ending.proof(join(world.home, '..', 'out')));
  }
  await station.close();
}

function expectAll(world: World, records: readonly ChainRecord[]): void {
  const events = records.map(({ event }) => event);
  expect(new Set(world.etched).size).toBe(world.etched.length);
  const intended = events.flatMap((event) => (event.kind === 'etch-intended' ? event.serials : []));
  expect(new Set(intended).size).toBe(intended.length);
  // What was burnt was intended; what is finished was burnt.
  for (const serial of world.etched) expect(intended).toContain(serial);
  const finished = events.flatMap((event) => (event.kind === 'unit-finished' ? [event.serial] : []));
  for (const serial of finished) expect(world.etched).toContain(serial);
  expect(events.filter(({ kind }) => kind === 'batch-closed')).toHaveLength(1);
  const after = filesBelow(world.home);
  expect(after.filter(({ path }) => path.includes('/vault/')).map(({ path }) => path)).toEqual([]);
  const clear = after.filter(({ text }) => cards.some(({ passphrase }) => text.includes(passphrase)));
  expect(clear.map(({ path }) => path)).toEqual([]);
}

cutEverywhere(
  {
    begin: newWorld,
    home: ({ home }) => home,
    work,
    darkness: ({ look }) => look(),
    expectEnd: expectAll,
  },
  100,
  600_000,
);
