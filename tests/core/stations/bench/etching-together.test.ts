/** Several cards in one job: one intent and one file, and what comes of each is said card by card. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import type { Secret } from '../../../../core/base/secret.ts';
import { CARD } from '../../../../core/etch/card.ts';
import { standBench, type TestBench } from '../../../fakes/bench.ts';
import { makeCards, passphraseOf, type TestCard } from '../../../fakes/cards.ts';
import { expectEtchedOnce } from '../../../fakes/invariants.ts';

const cards = await makeCards(3);
const [one, two, three] = cards as readonly [TestCard, TestCard, TestCard];
const PEOPLE = ['Li Wei', 'Anna Roth'] as const;
const FRAME = { width: CARD.width * 3, height: CARD.height };

let stand: TestBench;
let secrets: readonly Secret[];
beforeEach(async () => {
  stand = standBench(cards);
  secrets = cards.map(passphraseOf);
  for (const { serial, address } of cards)
    await stand.ledger.append([{ kind: 'unit-verified', serial, address, coin: 'BTC' }]);
});
afterEach(() => secrets.forEach((secret) => secret[Symbol.dispose]()));

/** These cards side by side, in the order in which they are given. */
const send = (...which: readonly TestCard[]) =>
  stand.etching.send(
    which.map((card, n) => ({
      serial: card.serial,
      passphrase: secrets[cards.indexOf(card)] as Secret,
      at: { x: n * CARD.width, y: 0 },
    })),
    FRAME,
  );

const states = () => cards.map(({ serial }) => stand.journal.unit(serial)?.state);
const jobs = () => cards.map(({ serial }) => stand.journal.unit(serial)?.job);

test('one intent names them all, under an id that is no serial', async () => {
  must(await send(one, two, three));
  const serials = cards.map(({ serial }) => serial);
  const [job] = jobs();
  expect(stand.journal.of('etch-intended')).toEqual([
    { kind: 'etch-intended', serials, job, layout: 'card-86x54/1', format: 'svg' },
  ]);
  expect(stand.journal.of('etch-sent')).toMatchObject([{ serials, job }]);
  expect(job).toMatch(/^etch-[0-9a-f]{16}$/);
  expect(new Set(jobs()).size).toBe(1);
  expect(states()).toEqual(['sent', 'sent', 'sent']);
  expectEtchedOnce(stand.journal.events, stand.outbox.sent, cards);
});

test('none goes while the laser is set otherwise than is on record, whoever asks for it', async () => {
  let altered = true;
  stand = standBench(cards, { altered: () => altered });
  for (const { serial, address } of cards)
    await stand.ledger.append([{ kind: 'unit-verified', serial, address, coin: 'BTC' }]);
  expect(await send(one, two)).toMatchObject({ error: { kind: 'laser-altered', facts: { serial: one.serial } } });
  expect([stand.outbox.sent, stand.journal.of('etch-intended')]).toEqual([[], []]);
  altered = false;
  must(await send(one, two));
});

test('two jobs never have one id', async () => {
  must(await send(one));
  must(await send(two, three));
  expect(new Set(jobs()).size).toBe(2);
});

test('the job stays with the laser until the last of its cards was answered for', async () => {
  must(await send(one, two));
  must(await stand.etching.marked(one.serial, true));
  expect([...stand.outbox.visible]).toEqual([one.serial, two.serial]);
  expect(states()).toEqual(['marked', 'sent', 'verified']);
  must(await stand.etching.marked(two.serial, true));
  expect([...stand.outbox.visible]).toEqual([]);
});

test('each is read back for itself', async () => {
  must(await send(one, two));
  for (const card of [two, one]) {
    await stand.scan(card.serial);
    // What is said of the laser is said of all that lay there.
    if (card === two) must(await stand.bench.marked(card.serial, true));
    must(await stand.bench.readBack(card.serial, stand.read(card)));
  }
  expect(states()).toEqual(['read-back', 'read-back', 'verified']);
});

test.each([
  ['one that is not verified', async () => void (await stand.scan(two.serial, two.key))],
  ['one that is at the laser already', async () => void must(await send(two))],
])('%s, and none of them is sent', async (_, spoil) => {
  await spoil();
  const sent = stand.outbox.sent.length;
  expect(await send(one, two, three)).toMatchObject({ ok: false, error: { kind: 'not-now' } });
  expect(stand.outbox.sent).toHaveLength(sent);
  expect([states()[0], states()[2]]).toEqual(['verified', 'verified']);
  must(await send(one, three));
});

test('a card that is named twice is refused', async () => {
  expect(await send(one, two, one)).toMatchObject({ ok: false, error: { kind: 'not-now' } });
  expect(stand.outbox.sent).toEqual([]);
});

test('two jobs asked for at one moment with a card in common: the second is refused', async () => {
  const answers = await Promise.all([send(one, two), send(two, three)]);
  expect(answers).toMatchObject([{ ok: true }, { ok: false, error: { kind: 'not-now' } }]);
  expect(stand.outbox.sent).toEqual([one.serial, two.serial]);
});

test('two cards in one place, or one outside the field, are not drawn over each other', async () => {
  const [first, second] = secrets as readonly [Secret, Secret];
  const here = { serial: one.serial, passphrase: first };
  for (const at of [
    { x: CARD.width - 1, y: 0 },
    { x: FRAME.width, y: 0 },
    { x: -1, y: 0 },
  ]) {
    const answer = await stand.etching.send([here, { serial: two.serial, passphrase: second, at }], FRAME);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'does-not-fit', facts: { serial: two.serial } } });
  }
  expect(states()).toEqual(['verified', 'verified', 'verified']);
});

test('a failure before the intent leaves all as they were; after it, all are in doubt', async () => {
  stand.outbox.fault = 'before-intent';
  expect(await send(one, two)).toMatchObject({ error: { kind: 'outbox-failed' } });
  expect(states()).toEqual(['verified', 'verified', 'verified']);
  // M1: it has left nothing but its record.
  expect(stand.journal.of('incident')).toMatchObject([{ reason: 'outbox-failed', serial: one.serial }]);
  stand.outbox.fault = 'after-intent';
  expect(await send(one, two)).toMatchObject({
    error: { kind: 'outbox-failed', facts: { serial: `${one.serial} ... ${two.serial}` } },
  });
  expect(states()).toEqual(['in-doubt', 'in-doubt', 'verified']);
  // One more for both: what happened once is one incident.
  expect(stand.journal.of('incident')).toHaveLength(2);
});

test('after a crash each is in doubt, nothing is sent again, and each is decided by looking', async () => {
  must(await send(one, two));
  expect(await stand.etching.recover(stand.journal.allUnits())).toEqual([one.serial, two.serial]);
  expect([...stand.outbox.visible]).toEqual([]);
  must(await stand.etching.resolve(one.serial, 'marked', PEOPLE));
  must(await stand.etching.resolve(two.serial, 'scrapped', PEOPLE));
  expect(states()).toEqual(['marked', 'scrapped', 'verified']);
  expect(await send(one, three)).toMatchObject({ error: { kind: 'not-now' } });
  expect(stand.outbox.sent).toEqual([one.serial, two.serial]);
});

test('a doubt about one of them takes nothing from the others, which the laser may still mark', async () => {
  must(await send(one, two));
  await stand.scan(one.serial, one.key);
  expect(states()).toEqual(['in-doubt', 'sent', 'verified']);
  expect([...stand.outbox.visible]).toContain(two.serial);
  must(await stand.etching.marked(two.serial, true));
  expect([...stand.outbox.visible]).toEqual([]);
});
