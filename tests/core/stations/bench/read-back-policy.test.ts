import { describe, expect, test } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import { CARD } from '../../../../core/etch/card.ts';
import { withCode } from '../../../../core/etch/code.ts';
import { setUpOf, whyAsked, type SetUp } from '../../../../core/stations/bench/read-back-policy.ts';
import { standBench, type TestBench } from '../../../fakes/bench.ts';
import { finishedEvents, makeCards, type TestCard } from '../../../fakes/cards.ts';
import { steadyRandom } from '../../../fakes/streams.ts';

const cards = await makeCards(5);
const [one, two, three] = cards as readonly [TestCard, TestCard, TestCard];
const metal = ({ serial }: TestCard): string => `TF2 ${serial}`;
const coded: SetUp = { name: 'card-86x54-coded/1 svg', coded: true, text: false };

describe('who is read symbol by symbol', () => {
  const random = steadyRandom('lot');
  const why = (setUp: SetUp, share: number, before: string | null = setUp.name) =>
    whyAsked(setUp, before, { share }, random);

  test('every card whose metal has no code, and every card of a text format', () => {
    for (let at = 0; at < 50; at++) {
      expect(why({ ...coded, coded: false }, 1)).toBe('uncoded');
      expect(why({ ...coded, text: true }, 1)).toBe('text');
    }
  });

  test('the first after a start and after a change of set-up', () => {
    expect(why(coded, 1, null)).toBe('set-up');
    expect(why(coded, 1, 'card-86x54-coded/1 dxf')).toBe('set-up');
  });

  test('a share of the others, as the lot falls', () => {
    const drawn = (share: number) => Array.from({ length: 4000 }, () => why(coded, share)).filter((w) => w === 'share');
    expect(drawn(0)).toHaveLength(0);
    expect(drawn(100)).toHaveLength(4000);
    const tenth = drawn(10).length;
    expect(tenth).toBeGreaterThan(300);
    expect(tenth).toBeLessThan(500);
    expect(why(coded, 0)).toBe('spared');
  });

  test('a set-up is what stands on record of the card', () => {
    expect(setUpOf(finishedEvents(one))).toEqual({ name: 'card svg', coded: false, text: false });
    expect(setUpOf([])).toEqual({ name: '', coded: false, text: false });
    const intended = { kind: 'etch-intended', serials: [one.serial], job: 'j', format: 'svg' } as const;
    expect(setUpOf([{ ...intended, layout: 'card-86x54-coded/1' }])).toEqual(coded);
  });
});

describe('a card whose code is enough', () => {
  const stand = (share = 0): TestBench => standBench(cards, { layout: withCode(CARD), share });

  /** The first of a set-up: typed. */
  async function first(bench: TestBench): Promise<void> {
    await bench.scan(one.serial, one.address, metal(one));
    expect(bench.view.step).toMatchObject({ at: 'read-back', serial: one.serial });
    must(await bench.bench.readBack(one.serial, bench.read(one)));
  }

  test('is marked and read back by one scan of its metal, and no key', async () => {
    const bench = stand();
    await first(bench);
    await bench.scan(`bitcoin:${two.address}?label=${two.serial}`, metal(two));
    expect(bench.view).toMatchObject({
      step: { at: 'serial' },
      verdict: { of: 'read-back', outcome: 'PASS', serial: two.serial },
    });
    expect(bench.journal.unit(two.serial)?.state).toBe('read-back');
    expect(bench.outbox.visible.size).toBe(0);
    expect(bench.journal.of('read-back-asked').map(({ serial, why }) => [serial, why])).toEqual([
      [one.serial, 'set-up'],
      [two.serial, 'spared'],
    ]);
    expect(bench.journal.of('etch-read-back').at(-1)).toMatchObject({ serial: two.serial, positions: [] });
    expect(bench.vault.allWiped).toBe(true);
  });

  test('is asked for its metal: the sticker is not enough', async () => {
    const bench = stand();
    await first(bench);
    await bench.scan(two.serial, two.address, two.serial);
    must(await bench.bench.marked(two.serial, true));
    expect(bench.view.step).toEqual({ at: 'metal', serial: two.serial });
    await bench.scan(two.serial);
    expect(bench.view.notice?.kind).toBe('metal-next');
    expect(await bench.bench.readBack(two.serial, '****')).toMatchObject({ error: { kind: 'not-now' } });
    await bench.scan(metal(three));
    expect(bench.journal.unit(two.serial)?.state).toBe('marked');
    await bench.scan(metal(two));
    expect(bench.journal.unit(two.serial)?.state).toBe('read-back');
  });

  test('is typed after all where the code does not read, also after a restart', async () => {
    const bench = stand();
    await first(bench);
    await bench.scan(two.serial, two.address, two.serial);
    must(await bench.bench.marked(two.serial, true));
    must(await bench.bench.unread(two.serial));
    expect(bench.view.step).toMatchObject({ at: 'read-back', serial: two.serial, attempt: 1 });
    expect(await bench.bench.unread(two.serial)).toMatchObject({ error: { kind: 'not-now' } });
    const asked = bench.view.step;
    const again = standBench(cards, { layout: withCode(CARD), share: 0, journal: bench.journal });
    // Once symbols are asked, the code is not enough any more.
    await again.scan(metal(two));
    expect(again.view.step).toEqual(asked);
    await again.scan(metal(two));
    expect(again.journal.unit(two.serial)?.state).toBe('marked');
    must(await again.bench.readBack(two.serial, again.read(two)));
    expect(again.journal.unit(two.serial)?.state).toBe('read-back');
  });

  test('and one that the lot falls on is typed, whatever is scanned', async () => {
    const bench = stand(100);
    await first(bench);
    await bench.scan(two.serial, two.address, metal(two), metal(two));
    expect(bench.view.step).toMatchObject({ at: 'read-back', serial: two.serial });
    expect(bench.journal.of('read-back-asked').at(-1)?.why).toBe('share');
  });
});

test('metal of a card that is nowhere near the laser is a serial like any other', async () => {
  const bench = standBench(cards);
  await bench.scan('TF2 TF-9999');
  expect(bench.view.notice?.kind).toBe('unknown-serial');
  await bench.scan(metal(one));
  expect(bench.view.step).toEqual({ at: 'address', serial: one.serial });
  expect(bench.journal.of('etch-marked')).toEqual([]);
});
