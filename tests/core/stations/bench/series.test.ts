import { describe, expect, test } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import { CARD } from '../../../../core/etch/card.ts';
import { withCode } from '../../../../core/etch/code.ts';
import { eventSentence } from '../../../../resources/words/text.ts';
import { LANGUAGES } from '../../../../resources/words/languages.ts';
import { standBench, type TestBench } from '../../../fakes/bench.ts';
import { makeCards, type TestCard } from '../../../fakes/cards.ts';

const cards = await makeCards(6);
const [first, one, two, three] = cards as readonly [TestCard, TestCard, TestCard, TestCard];
const link = ({ serial, address }: TestCard): string => `bitcoin:${address}?label=${serial}`;
const metal = ({ serial }: TestCard): string => `TF2 ${serial}`;

/** A bench whose metal is read by its code, with the first card of the set-up typed already. */
async function begun(): Promise<TestBench> {
  const stand = standBench(cards, { layout: withCode(CARD), share: 0 });
  await stand.scan(link(first), metal(first));
  must(await stand.bench.readBack(first.serial, stand.read(first)));
  await stand.bench.settled();
  return stand;
}

/** To the strip: one scan of the sticker, one of the metal. */
async function read(stand: TestBench, ...which: readonly TestCard[]): Promise<void> {
  for (const card of which) await stand.scan(link(card), metal(card));
}

describe('what a card costs', () => {
  test('a happy card takes four scans and no key, from its first scan to the box', async () => {
    const stand = await begun();
    const tray = [one, two, three];
    await read(stand, ...tray);
    must(await stand.bench.series('strip', 'Li Wei'));
    await stand.scan(...tray.map(link));
    must(await stand.bench.series('packing', 'Li Wei'));
    await stand.scan(...tray.map(link));
    must(await stand.bench.series(null, 'Li Wei'));
    for (const { serial } of tray) expect(stand.journal.unit(serial)?.state).toBe('finished');
    expect(stand.journal.of('work-counted')).toEqual(
      tray.map(({ serial }) => ({ kind: 'work-counted', serial, scans: 4, keys: 0 })),
    );
    expect(stand.view.work).toMatchObject({ cards: 3, all: { scans: 12, keys: 0 } });
    expect(stand.journal.of('series-ended').map(({ what, cards: many }) => [what, many])).toEqual([
      ['strip', 3],
      ['packing', 3],
    ]);
  });

  test('every key and every mis-aimed scan counts', async () => {
    const stand = standBench(cards);
    // Serial and address, a code nobody knows, the serial at the laser, Enter, four symbols and Enter.
    await stand.scan(one.serial, one.address, one.serial, 'hello');
    must(await stand.bench.marked(one.serial, true));
    must(await stand.bench.readBack(one.serial, stand.read(one)));
    expect(stand.view.work.card).toEqual({ scans: 4, keys: 6 });
    for (let looks = 0; looks < 3; looks++) await stand.inspect(one, true);
    expect(stand.journal.of('work-counted')).toEqual([{ kind: 'work-counted', serial: one.serial, scans: 7, keys: 9 }]);
  });

  test('an answer that was scanned is a scan and no key', async () => {
    const stand = await begun();
    await read(stand, one);
    await stand.scan(one.serial);
    stand.bench.commanded();
    must(await stand.bench.inspected(one.serial, true, 'Li Wei'));
    expect(stand.view.work.card).toEqual({ scans: 4, keys: 0 });
  });

  test('of a card that came to this bench half done, nothing is said', async () => {
    const stand = await begun();
    await read(stand, one);
    const later = standBench(cards, { journal: stand.journal, layout: withCode(CARD), share: 0 });
    for (let looks = 0; looks < 3; looks++) await later.inspect(one, true);
    expect(later.journal.unit(one.serial)?.state).toBe('finished');
    expect(later.journal.of('work-counted')).toEqual([]);
    expect(later.view.work).toMatchObject({ cards: 0 });
  });
});

describe('a series', () => {
  test('takes no card further than what it is for, however often it is scanned', async () => {
    const stand = await begun();
    await read(stand, one);
    must(await stand.bench.series('strip', 'Li Wei'));
    await stand.scan(link(one), link(one), one.serial);
    expect(stand.journal.unit(one.serial)?.state).toBe('covered');
    expect(stand.view).toMatchObject({ notice: { kind: 'in-series' }, series: { what: 'strip', cards: 1 } });
  });

  test('says nothing for a card that is not there yet: it is asked as ever', async () => {
    const stand = await begun();
    await read(stand, one, two);
    must(await stand.bench.series('packing', 'Li Wei'));
    await stand.scan(one.serial);
    expect(stand.view.step).toEqual({ at: 'inspecting', serial: one.serial, what: 'strip' });
    expect(stand.journal.unit(one.serial)?.state).toBe('read-back');
    // A series is neither begun nor ended under a card that is open.
    expect(await stand.bench.series(null, 'Li Wei')).toMatchObject({ ok: false, error: { kind: 'not-now' } });
    // A card to be verified goes its own way, and its address still is to be its own.
    await stand.scan(link(three));
    expect(stand.view.verdict).toMatchObject({ of: 'verification', outcome: 'PASS', serial: three.serial });
  });

  test('takes no card by a sticker that says the address of another', async () => {
    const stand = await begun();
    await read(stand, one);
    must(await stand.bench.series('strip', 'Li Wei'));
    await stand.scan(`bitcoin:${two.address}?label=${one.serial}`);
    expect(stand.journal.unit(one.serial)?.state).toBe('read-back');
    expect(stand.view.step).toMatchObject({ at: 'inspecting', serial: one.serial });
  });

  test('wants a name, is on record, and ends with another batch', async () => {
    const stand = await begun();
    expect(await stand.bench.series('strip', ' ')).toMatchObject({ ok: false });
    must(await stand.bench.series('strip', 'Li Wei'));
    expect(stand.journal.of('series-begun')).toEqual([{ kind: 'series-begun', what: 'strip', by: { name: 'Li Wei' } }]);
    stand.bench.reset(true);
    expect(stand.view.series).toBeNull();
    for (const words of Object.values(LANGUAGES))
      for (const event of [...stand.journal.of('series-begun'), ...stand.journal.of('work-counted')])
        expect(eventSentence(words, event)).not.toBe('');
  });
});
