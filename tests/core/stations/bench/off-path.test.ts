import { describe, expect, test } from 'vitest';
import { signed } from '../../../fakes/people.ts';
import type { JournalEvent } from '../../../../core/journal/event.ts';
import { createLedger } from '../../../../core/stations/bench/ledger.ts';
import { createOffPath } from '../../../../core/stations/bench/off-path.ts';
import { recordsIn } from '../../../fakes/bench.ts';
import { BATCH, closedEvent, finishedEvents, makeCards, openingEvents, type TestCard } from '../../../fakes/cards.ts';
import { deedsOf } from '../../../fakes/deeds.ts';
import { memoryJournal } from '../../../fakes/journal.ts';
import { steadyRandom } from '../../../fakes/streams.ts';

const cards = await makeCards(4);
const [one, two] = cards as readonly [TestCard, TestCard];
const { serial } = one;
const PEOPLE = ['Li Wei', 'Anna Roth'] as const;

/** A bench whose first card has had these records. */
function stand(...events: readonly JournalEvent[]) {
  const journal = memoryJournal([...openingEvents(cards), ...events]);
  const withdrawn: string[] = [];
  const labelled: string[] = [];
  const ledger = createLedger(journal, journal);
  const recipe = createOffPath({
    journal: ledger,
    units: ledger,
    random: steadyRandom('sample'),
    records: recordsIn(journal),
    labelled: (card, as) => void labelled.push(`${card} ${as}`),
    withdraw: async (card) => void withdrawn.push(card.serial),
    finished: () =>
      journal
        .allUnits()
        .filter(({ state }) => state === 'finished')
        .map((unit) => unit.serial),
    picked: () => journal.of('sample-picked').flatMap(({ serials }) => serials),
  });
  return { journal, offPath: { ...recipe, ...deedsOf(recipe) }, withdrawn, labelled };
}

const quarantined = (reason: string, of = serial): JournalEvent => ({ kind: 'unit-quarantined', serial: of, reason });
const readBack = finishedEvents(one).slice(0, 5);
const doubtful: JournalEvent = { kind: 'etch-in-doubt', serial, job: `etch-${serial}`, reason: 'interrupted' };

describe('rework', () => {
  test('takes a card back to before its bad strip, with a person and a reason', async () => {
    const { journal, offPath } = stand(...readBack, quarantined('strip-failed'));
    expect(await offPath.rework(serial, 'bubble under the strip', 'Anna Roth')).toEqual({ ok: true, value: [serial] });
    expect(journal.unit(serial)).toMatchObject({ state: 'read-back', reason: null });
    expect(journal.events.at(-1)).toEqual({
      kind: 'unit-reworked',
      serial,
      reason: 'bubble under the strip',
      by: { name: 'Anna Roth' },
    });
  });

  test.each([
    ['a card that is bad for good', [quarantined('passphrase-mismatch')], 'new strip', 'Li Wei', 'not-now'],
    ['a card that is not in quarantine', [], 'new strip', 'Li Wei', 'not-now'],
    ['no reason', [...readBack, quarantined('strip-failed')], ' ', 'Li Wei', 'no-reason'],
    ['nobody', [...readBack, quarantined('strip-failed')], 'new strip', '', 'nobody'],
    ['a secret for a reason', [...readBack, quarantined('strip-failed')], one.passphrase, 'Li Wei', 'secret-in-reason'],
  ] as const)('refuses %s', async (_, events, reason, person, kind) => {
    const { journal, offPath } = stand(...events);
    const before = journal.events.length;
    const refused = await offPath.rework(serial, reason, person);
    expect(refused).toMatchObject({ ok: false, error: { kind } });
    expect(JSON.stringify(refused)).not.toContain(one.passphrase);
    expect(journal.events).toHaveLength(before);
  });
});

describe('scrap', () => {
  test.each([
    ['quarantine', [quarantined('unknown-sticker')], 0],
    ['doubt, and takes its job from the laser', [...finishedEvents(one).slice(0, 3), doubtful], 1],
  ] as const)('ends a card that is in %s', async (_, events, jobs) => {
    const { journal, offPath, withdrawn } = stand(...events);
    expect(await offPath.scrap(serial, 'cut in two', PEOPLE)).toEqual({ ok: true, value: [serial] });
    expect(journal.unit(serial)?.state).toBe('scrapped');
    expect(journal.events.at(-1)).toMatchObject({
      kind: 'unit-scrapped',
      reason: 'cut in two',
      signatures: signed(PEOPLE),
    });
    expect(withdrawn).toHaveLength(jobs);
  });

  test('wants two people, and a card that is put aside', async () => {
    const { offPath, journal } = stand(quarantined('unknown-sticker'));
    expect(await offPath.scrap(serial, 'cut in two', ['Li Wei', 'li wei'])).toMatchObject({
      ok: false,
      error: { kind: 'same-person' },
    });
    expect(await offPath.scrap(two.serial, 'cut in two', PEOPLE)).toMatchObject({
      ok: false,
      error: { kind: 'not-now' },
    });
    expect(await offPath.scrap('TF-9999', 'cut in two', PEOPLE)).toMatchObject({
      ok: false,
      error: { kind: 'unknown-serial' },
    });
    expect(journal.of('unit-scrapped')).toEqual([]);
  });
});

describe('the sample', () => {
  const allFinished = cards.flatMap(finishedEvents);

  test('is drawn out of finished cards by lot, each once, on record', async () => {
    const { offPath, journal } = stand(...allFinished);
    const first = await offPath.pick(BATCH, 2);
    const second = await offPath.pick(BATCH, 2);
    expect(journal.of('sample-picked').map(({ from }) => from)).toEqual([4, 2]);
    const drawn = journal.of('sample-picked').flatMap(({ serials }) => serials);
    expect([...drawn].sort()).toEqual(cards.map((card) => card.serial));
    expect([first, second]).toEqual(journal.of('sample-picked').map(({ serials }) => ({ ok: true, value: serials })));
    expect(await offPath.pick(BATCH, 1)).toMatchObject({
      ok: false,
      error: { kind: 'bad-sample', facts: { left: 0 } },
    });
  });

  test.each([0, -1, 1.5, 5])('is not %s of four', async (count) => {
    const { offPath, journal } = stand(...allFinished);
    expect(await offPath.pick(BATCH, count)).toMatchObject({ ok: false, error: { kind: 'bad-sample' } });
    expect(journal.of('sample-picked')).toEqual([]);
  });

  test('is opened only where the lot fell, once, by two people', async () => {
    const { offPath, journal } = stand(...finishedEvents(one), ...finishedEvents(two));
    await offPath.pick(BATCH, 1);
    const [drawn = ''] = journal.of('sample-picked')[0]?.serials ?? [];
    const other = drawn === serial ? two.serial : serial;
    expect(await offPath.sampled(other, true, PEOPLE)).toMatchObject({ ok: false, error: { kind: 'not-drawn' } });
    expect(await offPath.sampled(drawn, true, ['Li Wei', 'Li Wei'])).toMatchObject({
      ok: false,
      error: { kind: 'same-person' },
    });
    expect(await offPath.sampled(drawn, true, PEOPLE)).toEqual({ ok: true, value: [drawn] });
    expect(await offPath.sampled(drawn, true, PEOPLE)).toMatchObject({ ok: false, error: { kind: 'not-now' } });
    expect(journal.unit(drawn)).toMatchObject({ state: 'sampled', reason: null });
    expect(journal.of('incident')).toEqual([]);
  });

  test('that does not give its key is an incident', async () => {
    const { offPath, journal } = stand(...finishedEvents(one));
    await offPath.pick(BATCH, 1);
    await offPath.sampled(serial, false, PEOPLE);
    expect(journal.unit(serial)).toMatchObject({ state: 'sampled', reason: 'sample-failed' });
    expect(journal.of('incident')).toMatchObject([{ reason: 'sample-failed', serial }]);
  });
});

test('nothing is done to a card of a closed batch', async () => {
  const { offPath } = stand(...finishedEvents(one), quarantined('x', two.serial), closedEvent);
  const refused = { ok: false, error: { kind: 'not-now' } };
  expect(await offPath.scrap(two.serial, 'cut in two', PEOPLE)).toMatchObject(refused);
  expect(await offPath.pick(BATCH, 1)).toMatchObject({ ok: false, error: { kind: 'bad-sample' } });
  expect(await offPath.sampled(serial, true, PEOPLE)).toMatchObject(refused);
});

describe('fault 11: a person puts aside what no station can see', () => {
  test.each(['put-aside', 'damaged', 'burnt'] as const)(
    '%s: into quarantine, and its job from the laser',
    async (as) => {
      const { offPath, journal, withdrawn, labelled } = stand(...finishedEvents(one).slice(0, 3));
      expect(await offPath.putAside(serial, as, 'edge bent', 'Li Wei')).toEqual({ ok: true, value: [serial] });
      expect(journal.unit(serial)).toMatchObject({ state: 'quarantined', reason: as });
      expect(withdrawn).toEqual([serial]);
      expect(labelled).toEqual([`${serial} ${as}`]);
      expect(journal.of('unit-put-aside')).toMatchObject([{ as, reason: 'edge bent', by: { name: 'Li Wei' } }]);
    },
  );

  test('lost: missing, and two people take it back; what had a job is in doubt, and nothing is etched twice', async () => {
    const { offPath, journal, labelled } = stand(...finishedEvents(one).slice(0, 3));
    await offPath.putAside(serial, 'lost', 'not on the table', 'Li Wei');
    expect(journal.unit(serial)?.state).toBe('missing');
    expect(journal.of('incident')).toMatchObject([{ reason: 'lost', serial }]);
    expect(labelled).toEqual([]);
    expect(await offPath.found(serial, 'under the bench', ['Li Wei', 'li wei'])).toMatchObject({
      error: { kind: 'same-person' },
    });
    expect(await offPath.found(serial, 'under the bench', PEOPLE)).toEqual({ ok: true, value: [serial] });
    expect(journal.unit(serial)?.state).toBe('in-doubt');
    await offPath.putAside(two.serial, 'never-arrived', 'not in the box', 'Li Wei');
    await offPath.found(two.serial, 'in the other box', PEOPLE);
    expect(journal.unit(two.serial)).toMatchObject({ state: 'received', reason: null });
  });

  test('a finished card is not put aside, and no end is given before the batch is closed', async () => {
    const { offPath, journal } = stand(...finishedEvents(one), quarantined('unknown-sticker'));
    const before = journal.events.length;
    expect(await offPath.ended(serial, 'destroyed', 'cut in two', PEOPLE)).toMatchObject({
      error: { kind: 'not-now' },
    });
    expect(journal.events).toHaveLength(before);
    const finished = stand(...finishedEvents(two));
    expect(await finished.offPath.putAside(two.serial, 'lost', 'gone', 'Li Wei')).toMatchObject({
      error: { kind: 'not-now' },
    });
  });

  test.each([
    ['destroyed', 'scrapped'],
    ['sampled', 'sampled'],
    ['returned', 'returned'],
  ] as const)('after closing, a card that was in quarantine is %s', async (as, state) => {
    const { offPath, journal } = stand(quarantined('unknown-sticker'), closedEvent);
    expect(await offPath.ended(serial, as, 'after the shift', PEOPLE)).toEqual({ ok: true, value: [serial] });
    expect(journal.unit(serial)?.state).toBe(state);
    expect(await offPath.ended(serial, as, 'once more', PEOPLE)).toMatchObject({ error: { kind: 'not-now' } });
  });
});

describe('fault 5: two people release a held pair', () => {
  const reread = ({ serial: of, address }: TestCard): JournalEvent => ({ kind: 'hold-reread', serial: of, address });
  const held = [
    { kind: 'unit-quarantined', serial, reason: 'other-card-sticker', other: two.serial },
    { kind: 'unit-condemned', serial: two.serial, reason: 'sticker-elsewhere', other: serial },
  ] as const;
  const seen = { kind: 'unit-quarantined', serial: two.serial, reason: 'sticker-elsewhere' } as const;

  test('after both were scanned again, and not before', async () => {
    for (const [events, unread] of [
      [held, serial],
      [[...held, reread(one)], two.serial],
      // Its verdict was given since: what was read before that does not count.
      [[...held, reread(one), reread(two), seen], two.serial],
      [[...held, seen, reread(two)], serial],
    ] as const) {
      const { offPath, journal } = stand(...events);
      expect(await offPath.release(serial, 'mis-aimed', PEOPLE)).toMatchObject({
        error: { kind: 'not-reread', facts: { serial: unread } },
      });
      expect(journal.of('unit-released')).toEqual([]);
    }
    const { offPath, journal } = stand(...held, seen, reread(one), reread(two));
    expect(await offPath.release(two.serial, 'mis-aimed', ['Li Wei', 'li wei'])).toMatchObject({
      error: { kind: 'same-person' },
    });
    expect(await offPath.release(two.serial, 'mis-aimed', PEOPLE)).toEqual({ ok: true, value: [two.serial, serial] });
    expect(journal.unit(serial)).toMatchObject({ state: 'received', reason: null });
    expect(journal.unit(two.serial)).toMatchObject({ state: 'received', reason: null });
  });

  test('alone, where the other one is not held, or the sticker was nobody\u2019s', async () => {
    const finished = stand(...finishedEvents(two), held[0], reread(one));
    expect(await finished.offPath.release(serial, 'mis-aimed', PEOPLE)).toEqual({ ok: true, value: [serial] });
    expect(finished.journal.unit(two.serial)?.state).toBe('finished');
    const nobodys = stand(quarantined('unknown-sticker'), reread(one));
    expect(await nobodys.offPath.release(serial, 'mis-aimed', PEOPLE)).toEqual({ ok: true, value: [serial] });
  });

  test.each(['passphrase-mismatch', 'secret-scanned', 'strip-failed'])('but none that is bad: %s', async (reason) => {
    const { offPath } = stand(quarantined(reason), reread(one));
    expect(await offPath.release(serial, 'mis-aimed', PEOPLE)).toMatchObject({ error: { kind: 'not-now' } });
  });
});
