/** A serial that is scanned from a label or a page: the serial like any other, and on record as what it was scanned from. */
import { beforeEach, describe, expect, test } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import type { Serial } from '../../../../core/card/serial.ts';
import { CARD } from '../../../../core/etch/card.ts';
import { withCode } from '../../../../core/etch/code.ts';
import { pageText, type SerialPage } from '../../../../core/scan/card-label.ts';
import { nameScan } from '../../../../core/stations/bench/card-code.ts';
import { namePressScan } from '../../../../core/stations/press/press-code.ts';
import { eventSentence } from '../../../../resources/words/text.ts';
import { LANGUAGES } from '../../../../resources/words/languages.ts';
import { standBench, type TestBench } from '../../../fakes/bench.ts';
import { makeCards, type TestCard } from '../../../fakes/cards.ts';

const cards = await makeCards(3);
const [one, two] = cards as readonly [TestCard, TestCard];
const PAGES = ['traveller', 'tray-list'] as const satisfies readonly SerialPage[];
const onPage = (page: SerialPage, { serial }: TestCard): string => pageText(page, serial as Serial);
const label = ({ serial }: TestCard): string => `TF1 ${serial} PASS 12 9f3a77c0`;
const link = ({ serial, address }: TestCard): string => `bitcoin:${address}?label=${serial}`;

let stand: TestBench;
beforeEach(() => (stand = standBench(cards)));
const prints = () => stand.journal.of('serial-from-print').map(({ serial, print }) => [serial, print]);

test.each(PAGES)(
  'the code of a %s is a serial at Bench and nothing at Press; no passphrase can stand in it',
  (page) => {
    expect(nameScan(onPage(page, one))).toEqual({ what: 'serial', serial: one.serial, print: page });
    expect(namePressScan(onPage(page, one)).what).toBe('unreadable');
    const [begins = ''] = onPage(page, one).split(' ');
    for (const other of [
      `${begins} `,
      `${begins} ${one.passphrase}`,
      `${begins} ${one.serial} x`,
      ` ${onPage(page, one)}`,
    ]) {
      expect(nameScan(other)).not.toHaveProperty('serial');
      expect(JSON.stringify(nameScan(other))).not.toContain(one.passphrase);
    }
  },
);

describe.each(PAGES)('a card whose serial is scanned from its %s', (page) => {
  test('goes its whole way, each step behind the record of what was scanned', async () => {
    await stand.scan(onPage(page, one));
    expect(stand.view).toMatchObject({ step: { at: 'address', serial: one.serial }, notice: null });
    await stand.scan(one.address, onPage(page, one));
    expect(stand.view.step).toEqual({ at: 'marking', serial: one.serial });
    must(await stand.bench.marked(one.serial, true));
    must(await stand.bench.readBack(one.serial, stand.read(one)));
    for (let looks = 0; looks < 3; looks++) {
      await stand.scan(onPage(page, one));
      must(await stand.bench.inspected(one.serial, true, 'Li Wei'));
    }
    expect(stand.journal.unit(one.serial)?.state).toBe('finished');
    expect(prints()).toEqual(Array.from({ length: 5 }, () => [one.serial, page]));
    const kinds = stand.journal.events.map(({ kind }) => kind);
    expect(kinds.indexOf('serial-from-print')).toBeLessThan(kinds.indexOf('unit-verified'));
  });

  test("and another card's sticker do not belong together", async () => {
    await stand.scan(onPage(page, one), two.address);
    expect(stand.view.verdict?.outcome).not.toBe('PASS');
    expect(stand.journal.unit(one.serial)?.state).toBe('received');
    expect(stand.outbox.sent).toEqual([]);
  });
});

test('the metal is not read by a page: what was etched is scanned from the card, or typed', async () => {
  stand = standBench(cards, { layout: withCode(CARD), share: 0 });
  await stand.scan(link(one), `TF2 ${one.serial}`);
  must(await stand.bench.readBack(one.serial, stand.read(one)));
  await stand.scan(link(two), onPage('traveller', two));
  must(await stand.bench.marked(two.serial, true));
  expect(stand.view.step).toEqual({ at: 'metal', serial: two.serial });
  await stand.scan(onPage('tray-list', two));
  expect(stand.view).toMatchObject({ step: { at: 'metal', serial: two.serial }, notice: { kind: 'metal-next' } });
  await stand.scan(`TF2 ${two.serial}`);
  expect(stand.journal.unit(two.serial)?.state).toBe('read-back');
});

test('in a series a page answers for its card, and the record says from where', async () => {
  await stand.finish(one);
  must(await stand.bench.series('strip', 'Li Wei'));
  await stand.scan(onPage('tray-list', one));
  expect(stand.journal.unit(one.serial)?.state).toBe('covered');
  expect(stand.view.series?.cards).toBe(1);
  expect(prints()).toEqual([[one.serial, 'tray-list']]);
});

test('a verdict label is on record as one; the sticker, the metal and what is unknown here leave no such record', async () => {
  await stand.scan(label(one));
  expect(stand.view.step).toEqual({ at: 'address', serial: one.serial });
  expect(prints()).toEqual([[one.serial, 'label']]);
  await stand.scan(two.serial, link(two), 'TF3 TF-9999');
  expect(stand.view.notice?.kind).toBe('unknown-serial');
  expect(prints()).toHaveLength(1);
});

test('what the next card is asked for is what cards carry, not what lay beside the last', async () => {
  expect(stand.view.by).toBe('link');
  await stand.scan(onPage('traveller', one));
  expect(stand.view.by).toBe('link');
  await stand.scan(two.serial);
  expect(stand.view.by).toBe('serial');
});

test.each(Object.entries(LANGUAGES))('each print has its own words on record in %s', (_, words) => {
  const said = (['label', ...PAGES] as const).map((print) =>
    eventSentence(words, { kind: 'serial-from-print', serial: 'TF-0001', print }),
  );
  expect(new Set(said).size).toBe(3);
  for (const sentence of said) expect(sentence).toContain('TF-0001');
});
