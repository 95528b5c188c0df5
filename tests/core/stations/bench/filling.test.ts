/** A tray at the bench: filled pocket by pocket, sent once, and each card of it read for itself. */
import { beforeEach, expect, test } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import type { Serial } from '../../../../core/card/serial.ts';
import { CARD } from '../../../../core/etch/card.ts';
import { metalText, withCode } from '../../../../core/etch/code.ts';
import type { PocketState } from '../../../../core/stations/bench/view.ts';
import { standBench, recordsIn, type BenchOptions, type TestBench } from '../../../fakes/bench.ts';
import { makeCards, type TestCard } from '../../../fakes/cards.ts';
import { createOffPath } from '../../../../core/stations/bench/off-path.ts';
import { expectEtchedOnce } from '../../../fakes/invariants.ts';
import { platformRandom } from '../../../fakes/streams.ts';
import { TRAY } from '../../../fakes/tray.ts';

const cards = await makeCards(5);
const [one, two, three, four, five] = cards as readonly [TestCard, TestCard, TestCard, TestCard, TestCard];
const PEOPLE = ['Li Wei', 'Anna Roth'] as const;
const metal = ({ serial }: TestCard): string => metalText(serial as Serial);

let stand: TestBench;
beforeEach(() => (stand = standWith()));

/** Cards with a code on their metal, none of them drawn for its symbols once one of the set-up was read. */
function standWith(options: BenchOptions = {}): TestBench {
  return standBench(cards, { layout: withCode(CARD), share: 0, tray: TRAY, ...options });
}

async function fillWith(...which: readonly TestCard[]): Promise<void> {
  for (const card of which) await stand.verify(card);
}
const send = () => stand.bench.fill('send', null);
const stateOf = ({ serial }: TestCard) => stand.journal.unit(serial)?.state;
const pockets = (): readonly PocketState[] => stand.view.tray?.pockets.map(({ state }) => state) ?? [];

/** The first of a set-up is read symbol by symbol. */
async function readFirst(card: TestCard): Promise<void> {
  await stand.scan(card.serial);
  must(await stand.bench.marked(card.serial, true));
  must(await stand.bench.readBack(card.serial, stand.read(card)));
}

test('cards that have passed lie in their pockets, and nothing is sent before somebody says so', async () => {
  await fillWith(one, two);
  expect(stand.view).toMatchObject({
    verdict: { outcome: 'PASS', serial: two.serial, job: 'laid' },
    tray: { rows: 2, columns: 2, job: null, next: 3, here: 2 },
  });
  expect(pockets()).toEqual(['laid', 'laid', 'empty', 'empty']);
  expect(stand.journal.of('etch-intended')).toEqual([]);
  must(await send());
  expect(stand.outbox.sent).toEqual([one.serial, two.serial]);
  expect(stand.vault.allWiped).toBe(true);
});

test('one intent and one file for all of it, and the record keeps the pockets', async () => {
  await fillWith(one, two, three, four);
  must(await send());
  const serials = [one, two, three, four].map(({ serial }) => serial);
  expect(stand.journal.of('etch-intended')).toMatchObject([{ serials, tray: '2x2', pockets: [1, 2, 3, 4] }]);
  expect(stand.journal.of('etch-sent')).toMatchObject([{ serials }]);
  expectEtchedOnce(stand.journal.events, stand.outbox.sent, cards);
});

test('a card that fails stays out, and its pocket stays empty', async () => {
  stand.vault.instead.set(two.serial, one.passphrase);
  await fillWith(one, two, three);
  expect(pockets()).toEqual(['laid', 'skipped', 'laid', 'empty']);
  must(await send());
  expect(stand.journal.of('etch-intended')).toMatchObject([{ serials: [one.serial, three.serial], pockets: [1, 3] }]);
  expect(stateOf(two)).toBe('quarantined');
});

test('a pocket may be left empty, the last thing taken back, and a card taken out', async () => {
  await fillWith(one);
  must(await stand.bench.fill('skip', null));
  await fillWith(two);
  expect(pockets()).toEqual(['laid', 'skipped', 'laid', 'empty']);
  must(await stand.bench.fill('undo', null));
  must(await stand.bench.fill('undo', null));
  expect(stand.view.tray?.next).toBe(2);
  must(await stand.bench.fill('take-out', one.serial));
  expect(pockets()).toEqual(['empty', 'empty', 'empty', 'empty']);
  expect(await stand.bench.fill('undo', null)).toMatchObject({ error: { kind: 'tray-empty' } });
  expect(await stand.bench.fill('take-out', one.serial)).toMatchObject({ error: { kind: 'not-in-tray' } });
  expect(stand.vault.allWiped).toBe(true);
  await fillWith(one);
  must(await send());
  expect(stand.outbox.sent).toEqual([one.serial]);
});

test('a full tray takes no further card, and a card that lies in it is not laid twice', async () => {
  await fillWith(one, one);
  expect(pockets()).toEqual(['laid', 'empty', 'empty', 'empty']);
  await fillWith(two, three, four);
  await stand.scan(two.serial);
  expect(stand.view).toMatchObject({ notice: { kind: 'in-tray', facts: { pocket: 2 } }, tray: { here: 2 } });
  await stand.scan(five.serial);
  expect(stand.view).toMatchObject({ notice: { kind: 'tray-full' }, tray: { next: null } });
  expect(stateOf(five)).toBe('received');
});

test('a card that is found bad while it lies there must come out before anything is sent', async () => {
  await fillWith(one, two);
  await stand.scan(three.serial, one.address, one.address);
  expect(pockets()[0]).toBe('bad');
  expect(await send()).toMatchObject({ error: { kind: 'take-out', facts: { serial: one.serial, pocket: 1 } } });
  must(await stand.bench.fill('take-out', one.serial));
  must(await send());
  expect(stand.outbox.sent).toEqual([two.serial]);
});

test('a disk that is full before the intent leaves every card in its pocket', async () => {
  await fillWith(one, two);
  stand.outbox.fault = 'before-intent';
  expect(await send()).toMatchObject({ error: { kind: 'outbox-failed' } });
  expect(pockets().slice(0, 2)).toEqual(['laid', 'laid']);
  stand.outbox.fault = 'none';
  must(await send());
  expect(stand.journal.of('etch-intended')).toHaveLength(1);
});

test('a medium that goes after the intent leaves all in doubt, and each is decided by looking', async () => {
  await fillWith(one, two);
  stand.outbox.fault = 'after-intent';
  expect(await send()).toMatchObject({ error: { kind: 'outbox-failed' } });
  expect([one, two].map(stateOf)).toEqual(['in-doubt', 'in-doubt']);
  expect(stand.view.tray).toMatchObject({ job: null, next: 1 });
  await stand.scan(one.serial);
  expect(stand.view).toMatchObject({ notice: { kind: 'is-in-doubt' }, tray: { here: 1 } });
  expect(pockets()).toEqual(['in-doubt', 'in-doubt', 'left-out', 'left-out']);
  must(await stand.etching.resolve(one.serial, 'marked', PEOPLE));
  must(await stand.etching.resolve(two.serial, 'scrapped', PEOPLE));
  expect([one, two].map(stateOf)).toEqual(['marked', 'scrapped']);
  expect(stand.vault.allWiped).toBe(true);
});

test('the laser has finished: one answer for the tray, and then every card is read', async () => {
  await fillWith(one, two, three);
  must(await send());
  expect(stand.view).toMatchObject({
    step: { at: 'serial' },
    verdict: null,
    tray: { job: expect.any(String) as string },
  });
  await readFirst(one);
  expect([one, two, three].map(stateOf)).toEqual(['read-back', 'marked', 'marked']);
  expect([...stand.outbox.visible]).toEqual([]);
  await stand.scan(two.serial, metal(two), three.serial, metal(three));
  expect([one, two, three].map(stateOf)).toEqual(['read-back', 'read-back', 'read-back']);
  await stand.scan(three.serial);
  expect(pockets()).toEqual(['read', 'read', 'read', 'left-out']);
});

test('sticker and metal, and no key: the code says that the laser has finished', async () => {
  await fillWith(one, two, three);
  must(await send());
  await readFirst(one);
  await fillWith(four, five);
  must(await send());
  await stand.scan(four.serial, metal(four), five.serial, metal(five));
  expect([four, five].map(stateOf)).toEqual(['read-back', 'read-back']);
});

test('the code on the metal alone reads no card of a tray: its sticker comes first', async () => {
  await fillWith(one, two);
  must(await send());
  await stand.scan(metal(one));
  expect(stand.view.notice?.kind).toBe('sticker-first');
  expect(stateOf(one)).toBe('sent');
});

test('a tray that was turned is known by the metal of its first card, and not one of it goes on', async () => {
  await fillWith(one, two, three, four);
  must(await send());
  await stand.scan(one.serial, metal(four));
  expect(stand.view.notice).toMatchObject({ kind: 'metal-again', facts: { serial: one.serial, other: four.serial } });
  expect([one, four].map(stateOf)).toEqual(['sent', 'sent']);
  await stand.scan(metal(four));
  expect(stand.view.verdict).toMatchObject({ outcome: 'FAIL', serial: one.serial, reason: { kind: 'tray-turned' } });
  expect([one, two, three, four].map(stateOf)).toEqual(Array(4).fill('in-doubt'));
  expect(stand.journal.of('incident').filter(({ reason }) => reason === 'tray-turned')).toHaveLength(1);
  expect([...stand.outbox.visible]).toEqual([]);
});

test('a turned tray without codes is known by symbols that are those of the card opposite, read twice', async () => {
  stand = standBench(cards, { tray: TRAY });
  await fillWith(one, two, three, four);
  must(await send());
  await stand.scan(one.serial);
  must(await stand.bench.marked(one.serial, true));
  for (let times = 0; times < 2; times++) must(await stand.bench.readBack(one.serial, stand.read(four)));
  expect(stand.view.verdict?.reason?.kind).toBe('tray-turned');
  expect([one, two, three, four].map(stateOf)).toEqual(Array(4).fill('in-doubt'));
});

test('the metal of another card that is not opposite puts those two in doubt and no other', async () => {
  await fillWith(one, two, three, four);
  must(await send());
  await stand.scan(one.serial, metal(two), metal(two));
  expect(stand.view.verdict?.reason?.kind).toBe('other-metal');
  expect([one, two, three, four].map(stateOf)).toEqual(['in-doubt', 'in-doubt', 'sent', 'sent']);
  expect([...stand.outbox.visible]).toHaveLength(4);
});

test('one mis-aimed scan condemns nothing: the own code after it counts', async () => {
  await fillWith(one, two, three);
  must(await send());
  await readFirst(one);
  await stand.scan(two.serial, metal(three), metal(two));
  expect([two, three].map(stateOf)).toEqual(['read-back', 'marked']);
});

test('a card of a tray at the laser cannot be put aside; once the laser has finished it can', async () => {
  const offPath = createOffPath({
    ...{ journal: stand.ledger, units: stand.ledger, random: platformRandom, records: recordsIn(stand.journal) },
    ...{ labelled: () => undefined, withdraw: stand.etching.withdraw, finished: () => [], picked: () => [] },
  });
  await fillWith(one, two);
  must(await send());
  const unit = stand.journal.unit(one.serial);
  expect(unit !== null && offPath.offered(unit)).toEqual([]);
  const aside = () =>
    offPath.decide('put-aside', { serial: one.serial, as: 'damaged', reason: 'bent', people: ['Li Wei'] });
  expect(await aside()).toMatchObject({ error: { kind: 'tray-sent' } });
  expect(stateOf(one)).toBe('sent');
  await stand.scan(one.serial);
  must(await stand.bench.marked(one.serial, true));
  must(await aside());
  expect(stateOf(one)).toBe('quarantined');
});

test('another batch, or a stop, wipes what was gathered', async () => {
  await fillWith(one, two);
  expect(stand.vault.allWiped).toBe(true);
  stand.bench.reset(true);
  expect(stand.bench.laid).toBe(0);
  await fillWith(one);
  expect(pockets()).toEqual(['laid', 'empty', 'empty', 'empty']);
});

test('where cards go one by one there is no tray to be filled', async () => {
  stand = standBench(cards);
  expect(stand.view.tray).toBeNull();
  expect(await stand.bench.fill('skip', null)).toMatchObject({ error: { kind: 'not-now' } });
  await stand.verify(one);
  expect(stand.outbox.sent).toEqual([one.serial]);
});

test('while a card is open the tray is left as it is', async () => {
  await fillWith(one);
  await stand.scan(two.serial);
  expect(await send()).toMatchObject({ error: { kind: 'not-now' } });
  await stand.scan(two.address);
  must(await send());
  expect(stand.outbox.sent).toEqual([one.serial, two.serial]);
});
