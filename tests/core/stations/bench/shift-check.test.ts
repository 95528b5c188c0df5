import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { must, ok, failIn } from '../../../../core/base/result.ts';
import { CARD } from '../../../../core/etch/card.ts';
import type { JournalEvent } from '../../../../core/journal/event.ts';
import { nameScan } from '../../../../core/stations/bench/card-code.ts';
import type { CheckHours } from '../../../../core/stations/bench/check-hours.ts';
import type { SinceCheck } from '../../../../core/stations/bench/check-policy.ts';
import { KNOWN_CARDS, knownLink, knownPassphrase } from '../../../../core/stations/bench/known-cards.ts';
import type { ProductCheck } from '../../../../core/product/schema.ts';
import { createShiftCheck, type ShiftCheckPorts } from '../../../../core/stations/bench/shift-check.ts';
import { fakeOutbox, fakePrinter } from '../../../fakes/bench.ts';
import { realDerivation } from '../../../fakes/derivation.ts';
import { memoryJournal } from '../../../fakes/journal.ts';
import { steadyRandom } from '../../../fakes/streams.ts';

const HOUR = 3_600_000;
const [GOOD, BAD] = KNOWN_CARDS.map(knownLink) as [string, string];

function standCheck(over: Partial<ShiftCheckPorts> = {}) {
  const journal = memoryJournal([]);
  const [printer, outbox] = [fakePrinter(), fakeOutbox()];
  const now = { at: Date.UTC(2026, 2, 2, 6) };
  const set: { hours: CheckHours; product: ProductCheck | null; since: SinceCheck } = {
    ...{ hours: 8, product: null, since: { people: 0, setUps: 0, cards: 0 } },
  };
  const checks: { at: number; by: string }[] = [];
  const check = createShiftCheck({
    journal: {
      async append(events) {
        for (const event of events) if (event.kind === 'shift-checked') checks.push({ at: now.at, by: event.by.name });
        return journal.append(events);
      },
    },
    clock: { now: () => new Date(now.at).toISOString() },
    ticks: () => now.at,
    random: steadyRandom('check'),
    derivation: realDerivation(),
    labels: printer,
    outbox,
    layout: () => CARD,
    format: () => 'svg',
    setUp: () => ({ date: '2026-03' }),
    hours: () => set.hours,
    product: () => set.product,
    checked() {
      const last = checks.at(-1);
      return last === undefined ? null : { at: new Date(last.at).toISOString(), by: last.by };
    },
    since: () => set.since,
    idle: () => ok(null),
    changed: () => undefined,
    ...over,
  });
  const events = (): JournalEvent[] => journal.events.filter(({ kind }) => kind.startsWith('shift-'));
  return { check, events, journal, printer, outbox, now, set };
}

/** Until its label is out. */
async function held(stand: ReturnType<typeof standCheck>, link: string): Promise<void> {
  await stand.check.scan(nameScan(link));
  await vi.waitFor(() => expect(stand.check.view().cards?.map(({ label }) => label)).not.toContain('printing'));
}

describe('the known cards', () => {
  test('have keys of the batch for practice, which everybody knows', () => {
    const lines = (name: string): Readonly<Record<string, unknown>>[] =>
      readFileSync(join(import.meta.dirname, '../../../../resources/sample', name), 'utf8')
        .split('\n')
        .slice(1, -1)
        .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    const [units, sealed] = [lines('sample.return.jsonl'), lines('sample.vault.jsonl')];
    for (const { unit } of KNOWN_CARDS) {
      const of = units.find(({ publicKey }) => publicKey === unit.publicKey);
      expect(of).toMatchObject({ confirmation: unit.confirmation, addresses: { BTC: unit.address } });
      using passphrase = knownPassphrase(unit.serial);
      const text = passphrase.use((bytes) => Buffer.from(bytes).toString('latin1'));
      expect(sealed.find(({ serial }) => serial === of?.['serial'])).toMatchObject({ passphrase: text });
    }
  });
});

describe('a shift', () => {
  test('begins when the good card has passed, the bad one has failed, and somebody has signed', async () => {
    const stand = standCheck();
    const { check, events, outbox, printer } = stand;
    expect([check.due, check.running]).toEqual([true, false]);
    must(await check.begin());
    expect(check.running).toBe(true);
    await held(stand, GOOD);
    expect([...outbox.visible]).toEqual(['CHECK-GOOD-1']);
    expect(check.view().ready).toBe(false);
    expect(await check.sign('Ada')).toMatchObject({ ok: false, error: { kind: 'check-not-done' } });
    await held(stand, BAD);
    expect(printer.slips.map(({ serial, outcome, reason }) => [serial, outcome, reason])).toEqual([
      ['CHECK-GOOD-1', 'PASS', null],
      ['CHECK-BAD-2', 'FAIL', 'passphrase-mismatch'],
    ]);
    expect(check.view()).toMatchObject({
      ready: true,
      cards: [
        { good: true, job: 'sent' },
        { good: true, job: 'none' },
      ],
    });
    expect(check.due).toBe(true);
    expect(await check.sign(' ')).toMatchObject({ ok: false });
    must(await check.sign('Ada'));
    expect(events()).toEqual([
      {
        kind: 'shift-checked',
        cards: ['CHECK-GOOD-1', 'CHECK-BAD-2'],
        format: 'svg',
        labels: 2,
        by: { name: 'Ada' },
        because: 'none',
      },
    ]);
    expect([check.due, check.running, check.view().last?.by]).toEqual([false, false, 'Ada']);
    expect([...outbox.visible]).toEqual([]);
  });

  test('counts for as many hours as are set, and where none are asked for nothing waits', async () => {
    const stand = standCheck();
    must(await stand.check.begin());
    await held(stand, GOOD);
    await held(stand, BAD);
    must(await stand.check.sign('Ada'));
    stand.now.at += 8 * HOUR;
    expect(stand.check.due).toBe(false);
    stand.now.at += 1;
    expect(stand.check.due).toBe(true);
    stand.set.hours = 12;
    expect(stand.check.due).toBe(false);
    stand.set.hours = 0;
    stand.now.at += 1000 * HOUR;
    expect([stand.check.due, stand.check.view().last]).toEqual([false, null]);
  });
});

test('a product may ask for another one sooner, and the record says why it was waited for', async () => {
  const stand = standCheck();
  const { check, set, now, events } = stand;
  const signed = async (): Promise<unknown> => {
    must(await check.begin());
    await held(stand, GOOD);
    await held(stand, BAD);
    must(await check.sign('Ada'));
    set.since = { people: 0, setUps: 0, cards: 0 };
    return events().at(-1);
  };
  set.hours = 0;
  expect(check.due).toBe(false);
  expect(await signed()).not.toHaveProperty('because');
  set.product = { hours: 4, person: true, setUp: true, cards: 200 };
  expect([check.due, check.view().last?.by, check.view().product]).toEqual([false, 'Ada', set.product]);
  const happened: readonly (readonly [string, () => void])[] = [
    ['hours', () => (now.at += 4 * HOUR + 1)],
    ['person', () => (set.since = { people: 1, setUps: 0, cards: 199 })],
    ['set-up', () => (set.since = { people: 0, setUps: 2, cards: 0 })],
    ['cards', () => (set.since = { people: 0, setUps: 0, cards: 200 })],
  ];
  for (const [because, happen] of happened) {
    happen();
    expect([check.due, check.view().because]).toEqual([true, because]);
    expect(await signed()).toMatchObject({ kind: 'shift-checked', because });
    expect(check.due).toBe(false);
  }
  // What the product does not ask for, nothing waits for.
  set.product = { person: false };
  set.since = { people: 5, setUps: 5, cards: 5000 };
  now.at += 1000 * HOUR;
  expect([check.due, check.view().because]).toEqual([false, null]);
});

describe('production stays locked', () => {
  test('while a card comes out otherwise: on record once, and never ready', async () => {
    // A derivation that gives nobody's key: the good card is called bad.
    const stand = standCheck({ derivation: { derive: (job) => realDerivation().derive({ ...job, N: 16 }) } });
    must(await stand.check.begin());
    await held(stand, GOOD);
    await stand.check.scan(nameScan(GOOD));
    expect(stand.events()).toEqual([
      { kind: 'shift-check-failed', card: 'CHECK-GOOD-1', wanted: 'PASS', came: 'FAIL' },
    ]);
    await held(stand, BAD);
    expect(stand.check.view().ready).toBe(false);
    expect(await stand.check.sign('Ada')).toMatchObject({ ok: false, error: { kind: 'check-not-done' } });
    expect(stand.check.due).toBe(true);
  });

  test('while a label does not come out', async () => {
    const stand = standCheck();
    stand.printer.fault = 'refuses';
    must(await stand.check.begin());
    await stand.check.scan(nameScan(GOOD));
    await stand.check.scan(nameScan(BAD));
    await stand.check.end();
    expect(stand.events()).toEqual([]);
    expect(stand.check.due).toBe(true);
  });

  test('while the job is not in the folder', async () => {
    const stand = standCheck();
    stand.outbox.fault = 'before-intent';
    must(await stand.check.begin());
    await held(stand, GOOD);
    await held(stand, BAD);
    expect(stand.check.view()).toMatchObject({
      ready: false,
      cards: [{ came: 'PASS', job: 'failed', good: false }, {}],
    });
  });

  test('and the folder is not taken while a card is at the laser', async () => {
    const refused = failIn('bench')('check-at-laser', 'A card is at the laser.');
    const { check } = standCheck({ idle: () => refused });
    expect(await check.begin()).toBe(refused);
    expect(check.running).toBe(false);
  });
});

test('whatever is scanned besides is refused, and what a check that was left off has left goes', async () => {
  const stand = standCheck();
  must(await stand.check.begin());
  await held(stand, GOOD);
  await stand.check.scan(nameScan('TF-000001'));
  expect(stand.check.view().notice?.kind).toBe('unknown-serial');
  expect([...stand.outbox.visible]).toEqual(['CHECK-GOOD-1']);
  must(await stand.check.begin());
  expect([[...stand.outbox.visible], stand.check.view().cards?.map(({ came }) => came)]).toEqual([[], [null, null]]);
  must(await stand.check.end());
  expect([stand.check.running, stand.check.view().cards]).toEqual([false, null]);
  expect(stand.journal.events).toEqual([]);
});
