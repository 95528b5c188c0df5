/** Invariants 1 and 7 while keys are made: whenever the power goes, nothing is lost and no code is used twice. */
import { describe, expect, test } from 'vitest';
import { generateFrom } from '../../../../core/bip38/generate.ts';
import type { Random } from '../../../../core/base/ports.ts';
import { must } from '../../../../core/base/result.ts';
import type { PaceView } from '../../../../core/work/pace.ts';
import { createQueue } from '../../../../core/work/queue.ts';
import { makeKeys } from '../../../../core/stations/press/keying.ts';
import {
  derivation,
  knownOrder,
  memoryJournal,
  memorySeeds,
  plainMaker,
  PowerCut,
  takeInto,
  type MemoryJournal,
  type MemorySeeds,
} from '../../../fakes/press.ts';
import { platformRandom } from '../../../fakes/streams.ts';

const known = await knownOrder(5);
const never = { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined };

const make = async (journal: MemoryJournal, seeds: MemorySeeds, random: Random = platformRandom, signal = never) => {
  const views: PaceView[] = [];
  const batch = journal.book.batch('BATCH-7');
  if (batch === null) throw new Error('no batch');
  const done = await makeKeys(
    batch,
    {
      journal,
      book: journal.book,
      codes: known.codes,
      seeds,
      maker: plainMaker,
      random,
      ticks: () => performance.now(),
      progress: (view) => views.push(view),
      inLine: createQueue(),
    },
    signal,
  );
  return { done, views };
};

const ordered = async () => {
  const journal = memoryJournal();
  await takeInto(journal, known.order);
  return journal;
};

test('every unit gets a key; what is on record follows from code and seed', async () => {
  const journal = await ordered();
  const seeds = memorySeeds();
  const { done, views } = await make(journal, seeds);
  expect(must(done)).toBe(5);
  expect(journal.book.counts('BATCH-7')).toMatchObject({ keyed: 5 });
  expect(views.at(-1)).toMatchObject({ done: 5, total: 5 });
  for (const unit of journal.book.units('BATCH-7')) {
    const seed = must(seeds.seed(unit.serial));
    const made = await seed.use((bytes) => generateFrom(known.codes.code(unit.serial), true, bytes, derivation));
    expect(unit.keyed).toMatchObject({ confirmation: made.confirmation, address: made.address });
  }
});

test('the intent is on record before a seed is drawn, the seed sealed before anything is made of it', async () => {
  const journal = await ordered();
  const seeds = memorySeeds();
  const steps: string[] = [];
  const watched = {
    ...seeds,
    put: async (fresh: Parameters<MemorySeeds['put']>[0]) => {
      steps.push(`put after ${journal.events.filter(({ kind }) => kind === 'keying-intended').length} intents`);
      return seeds.put(fresh);
    },
    seed: (serial: string) => {
      steps.push(`made from the sealed ${seeds.has(serial)}`);
      return seeds.seed(serial);
    },
  };
  await make(journal, watched);
  expect(steps).toEqual(['put after 1 intents', ...new Array<string>(5).fill('made from the sealed true')]);
});

describe('a power cut', () => {
  const cuts = [
    ...[0, 1].flatMap((after) => (['before', 'after'] as const).map((when) => ({ what: 'journal', after, when }))),
    ...[0, 1, 2, 4].map((after) => ({ what: 'seeds', after, when: 'before' as const })),
  ];
  test.each(cuts)('in the $what, $when group or seed $after, loses nothing and makes nothing twice', async (cut) => {
    const journal = await ordered();
    const seeds = memorySeeds();
    if (cut.what === 'journal') journal.cut(cut.after, cut.when);
    else seeds.cut(cut.after);
    await expect(make(journal, seeds)).rejects.toThrow(PowerCut);
    const survivors = new Map(seeds.all);

    const restarted = memoryJournal(journal.events);
    seeds.cut(Number.POSITIVE_INFINITY);
    const { done } = await make(restarted, seeds);
    expect(done.ok).toBe(true);
    expect(restarted.book.counts('BATCH-7')).toMatchObject({ keyed: 5 });
    const keyed = restarted.events.flatMap((event) => (event.kind === 'unit-keyed' ? [event.serial] : []));
    expect(keyed.sort()).toEqual(known.order.units.map(({ serial }) => serial));
    expect(seeds.puts.count).toBe(5);
    for (const [serial, seed] of survivors) expect(seeds.all.get(serial)).toBe(seed);
    expect(must((await make(restarted, seeds)).done)).toBe(0);
  });
});

test('asked to stop, it stops between groups and goes on later', async () => {
  const journal = await ordered();
  const { done } = await make(journal, memorySeeds(), platformRandom, { ...never, aborted: true });
  expect(must(done)).toBe(0);
  expect(journal.book.counts('BATCH-7')).toMatchObject({ ordered: 5 });
});

test.each<readonly [string, () => Random]>([
  ['gives zeros', () => ({ bytes: (length) => new Uint8Array(length) })],
  ['repeats itself', () => ({ bytes: (length) => Uint8Array.from({ length }, (_, i) => i + 1) })],
])('a generator that %s stops the work before anything is sealed', async (_, random) => {
  const journal = await ordered();
  const seeds = memorySeeds();
  const { done } = await make(journal, seeds, random());
  expect(done).toMatchObject({ ok: false, error: { kind: 'random-failed' } });
  expect(seeds.all.size).toBe(0);
  expect(journal.book.counts('BATCH-7')).toMatchObject({ keyed: 0 });
});

test('no seed, code or EPK is ever on record', async () => {
  const journal = await ordered();
  const seeds = memorySeeds();
  await make(journal, seeds);
  const text = JSON.stringify(journal.events);
  for (const [serial, seed] of seeds.all) {
    expect(text).not.toContain(seed);
    expect(text).not.toContain(known.codes.code(serial));
  }
  expect(text).not.toMatch(/\b6P[1-9A-HJ-NP-Za-km-z]{20}/);
});
