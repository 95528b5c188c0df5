import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { JournalEvent } from '../../../core/journal/event.ts';
import { openIndex } from '../../../electron/journal/index.ts';
import { opened, received } from '../../fakes/chain.ts';
import { journalDirectory, openAt } from '../../fakes/open-journal.ts';

async function indexed(events: readonly JournalEvent[] = []) {
  const directory = await journalDirectory();
  const journal = await openAt(directory);
  const index = await openIndex({ path: join(directory, 'index.sqlite'), journal });
  onTestFinished(async () => {
    index.close();
    await journal.close();
  });
  await journal.append(events);
  return { index, journal };
}

const batch = (name: string, ...serials: readonly string[]): JournalEvent[] => [
  ...serials.map((serial) => received(serial, name)),
  opened(serials.length, name),
];
const checked = (serial: string): JournalEvent => ({ kind: 'unit-checked', batch: 'B1', serial });
const page = { batch: 'B1', search: '', state: null, offset: 0, limit: 100 } as const;
const serialsOf = ({ rows }: { readonly rows: readonly { readonly serial: string }[] }) =>
  rows.map(({ serial }) => serial);

describe('a unit', () => {
  test('is there once its batch is open, with all that is on record of it', async () => {
    const { index, journal } = await indexed([received('C-001')]);
    expect(index.unit('C-001')).toBe(null);
    await journal.append([opened(1)]);
    const { kind: _, ...record } = received('C-001');
    const unit = {
      ...record,
      state: 'received',
      reason: null,
      job: null,
      closed: false,
      position: 0,
      since: '2026-11-22T10:00:00.000Z',
    };
    expect(index.unit('C-001')).toEqual(unit);
    expect(index.unitByAddress(unit.address)).toEqual(unit);
    expect(index.unitByAddress(unit.address.toUpperCase())).toBe(null);
    expect(index.unit('C-002')).toBe(null);
  });

  test('moves as the machine says', async () => {
    const { index, journal } = await indexed(batch('B1', 'C-001'));
    const stateAfter = async (event: JournalEvent) => {
      await journal.append([event]);
      const unit = index.unit('C-001');
      return [unit?.state, unit?.reason, unit?.job];
    };
    const job = { serial: 'C-001', job: 'j1' } as const;
    expect(await stateAfter(checked('C-001'))).toEqual(['checked', null, null]);
    expect(await stateAfter({ kind: 'unit-verified', serial: 'C-001', address: 'a', coin: 'BTC' })).toEqual([
      'verified',
      null,
      null,
    ]);
    expect(
      await stateAfter({ kind: 'etch-intended', serials: ['C-001'], job: 'j1', layout: 'l', format: 'svg' }),
    ).toEqual(['intended', null, 'j1']);
    expect(await stateAfter({ kind: 'etch-in-doubt', ...job, reason: 'interrupted' })).toEqual([
      'in-doubt',
      'interrupted',
      'j1',
    ]);
    expect(
      await stateAfter({ kind: 'doubt-resolved', ...job, as: 'marked', signatures: [{ name: 'A' }, { name: 'B' }] }),
    ).toEqual(['marked', null, 'j1']);
  });

  test('has a traveller of every record that names it, and no other', async () => {
    const { index, journal } = await indexed(batch('B1', 'C-001', 'C-002'));
    const refs = await journal.append([checked('C-001'), checked('C-002')]);
    const traveller = index.traveller('C-001');
    expect(traveller.map(({ event }) => event)).toEqual([received('C-001'), checked('C-001')]);
    expect(traveller.at(-1)).toMatchObject({ seq: refs[0]?.seq, hash: refs[0]?.hash });
    expect(index.traveller('nobody')).toEqual([]);
  });
});

describe('a batch', () => {
  test('cut short leaves nothing that counts; opened again it has the units of the second time, in order', async () => {
    const cut = [received('C-009'), received('C-002'), received('C-001')];
    const { index, journal } = await indexed(cut);
    expect([index.batches(), index.units(page).total, index.seen(received('C-001'))]).toEqual([[], 0, null]);
    await journal.append(batch('B1', 'C-001', 'C-002', 'C-003'));
    expect(serialsOf(index.units(page))).toEqual(['C-001', 'C-002', 'C-003']);
    expect(index.unit('C-009')).toBe(null);
  });

  test('is listed with what it was opened from', async () => {
    const { index } = await indexed([...batch('B2', 'D-001'), ...batch('B1', 'C-001')]);
    const { kind: _, ...record } = opened(1, 'B2');
    expect(index.batches().map((row) => row.batch)).toEqual(['B2', 'B1']);
    expect(index.batches()[0]).toEqual({ ...record, added: 0, openedAt: '2026-11-22T10:00:00.000Z' });
  });

  test('is counted and listed by state', async () => {
    const { index } = await indexed([
      ...batch('B1', 'C-003', 'C-001', 'C-002'),
      ...batch('B2', 'D-001'),
      checked('C-002'),
      { kind: 'unit-quarantined', serial: 'C-003', reason: 'unknown-sticker' },
    ]);
    const counted = Object.entries(index.counts('B1')).filter(([, units]) => units > 0);
    expect(Object.fromEntries(counted)).toEqual({ received: 1, checked: 1, quarantined: 1 });
    expect(Object.keys(index.counts('B3'))).toEqual(Object.keys(index.counts('B1')));
    expect(new Set(Object.values(index.counts('B3')))).toEqual(new Set([0]));
    expect(index.serials('B1', 'received')).toEqual(['C-001']);
    expect(serialsOf(index.units({ ...page, state: 'quarantined' }))).toEqual(['C-003']);
  });

  test('has its labels counted, also those nobody knows of, of known units alone', async () => {
    const label = (serial: string): JournalEvent => ({ kind: 'label-printed', serial, outcome: 'PASS', evidence: 'e' });
    const failed = (serial: string, reason: string): JournalEvent => ({
      kind: 'label-failed',
      serial,
      outcome: 'PASS',
      reason,
    });
    const { index } = await indexed([
      ...batch('B1', 'C-001', 'C-002', 'C-003'),
      ...batch('B2', 'D-001'),
      ...['C-001', 'C-001', 'C-002', 'D-001', 'X-001'].map(label),
      failed('C-003', 'label-void'),
      failed('C-002', 'paper-out'),
    ]);
    expect(index.labels('B1')).toEqual({ printed: 3, doubtful: 1, cards: 2 });
    expect(index.labels('B2')).toEqual({ printed: 1, doubtful: 0, cards: 1 });
    expect(index.labels('B3')).toEqual({ printed: 0, doubtful: 0, cards: 0 });
  });

  test('once closed, keeps its units from any step, and its end is on record', async () => {
    const { index, journal } = await indexed([...batch('B1', 'C-001', 'C-002'), ...batch('B2', 'D-001')]);
    const counts = { count: 2, finished: 0, scrapped: 0, quarantined: 2, sampled: 0, withdrawn: 0 };
    await journal.append([
      {
        kind: 'batch-closed',
        batch: 'B1',
        ...counts,
        printed: 0,
        destroyed: 0,
        signatures: [{ name: 'Li Wei' }, { name: 'Anna Roth' }],
      },
      { kind: 'passphrases-destroyed', batch: 'B1', how: 'removed' },
      checked('C-001'),
      { kind: 'unit-checked', batch: 'B2', serial: 'D-001' },
    ]);
    expect(index.unit('C-001')).toMatchObject({ state: 'received', closed: true });
    expect(index.unit('D-001')).toMatchObject({ state: 'checked', closed: false });
    expect(index.incidents({ open: true })).toMatchObject([
      { serial: 'C-001', detail: 'record of unit-checked for C-001, which is received in a closed batch' },
    ]);
    expect(index.ending('B1').map(({ event }) => event.kind)).toEqual(['batch-closed', 'passphrases-destroyed']);
    expect(index.ending('B2')).toEqual([]);
  });

  test.each([
    ['serial', received('C-001')],
    ['address', { ...received('D-001'), address: received('C-001').address }],
    ['publicKey', { ...received('D-001'), publicKey: received('C-001').publicKey }],
  ] as const)('knows what was seen before, in whatever batch: %s', async (field, unit) => {
    const { index } = await indexed(batch('B1', 'C-001'));
    expect(index.seen(received('D-001'))).toBe(null);
    expect(index.seen(unit)).toMatchObject({ field, by: { serial: 'C-001', batch: 'B1' } });
  });
});

describe('searching', () => {
  const names = ['AB-001', 'AB-010', 'CD_100', 'CD%200', "E'300", 'F\\400'];

  test.each([
    ['AB', ['AB-001', 'AB-010']],
    ['ab-01', ['AB-010']],
    ['10', ['AB-010', 'CD_100']],
    ['bc1qcd', ['CD_100', 'CD%200']],
    ['_', ['CD_100']],
    ['%', ['CD%200']],
    ["'", ["E'300"]],
    ['\\', ['F\\400']],
    ['" OR 1=1 --', []],
  ])('%j finds parts of serials and addresses, and nothing but those', async (search, found) => {
    const { index } = await indexed(batch('B1', ...names));
    const result = index.units({ ...page, search });
    expect([serialsOf(result), result.total]).toEqual([found, found.length]);
  });

  test('ten thousand units, page by page', async () => {
    const serials = Array.from({ length: 10_000 }, (_, i) => `C-${String(i).padStart(5, '0')}`);
    const { index } = await indexed(batch('B1', ...serials));
    const last = index.units({ ...page, offset: 9_990, limit: 100 });
    expect([last.total, serialsOf(last)]).toEqual([10_000, serials.slice(9_990)]);
    const found = index.units({ ...page, search: '777', limit: 3 });
    expect([found.total, serialsOf(found)]).toEqual([19, ['C-00777', 'C-01777', 'C-02777']]);
    expect(index.counts('B1').received).toBe(10_000);
  });
});

test('incidents stay open until someone acknowledges them, once', async () => {
  const incident = (detail: string): JournalEvent => ({ kind: 'incident', reason: 'misread', serial: null, detail });
  const { index, journal } = await indexed([incident('one'), incident('two')]);
  const acknowledge = (person: string): JournalEvent => ({
    kind: 'incident-acknowledged',
    incident: 1,
    by: { name: person },
  });
  expect(index.openIncidents()).toBe(2);
  await journal.append([acknowledge('Ann'), acknowledge('Bob')]);
  expect(index.openIncidents()).toBe(1);
  expect(index.incidents({ open: true }).map(({ incident, detail }) => [incident, detail])).toEqual([[2, 'two']]);
  expect(index.incidents({ open: false }).map(({ detail, acknowledgedBy }) => [detail, acknowledgedBy])).toEqual([
    ['two', null],
    ['one', 'Ann'],
  ]);
});

describe('a record that should never have been written changes nothing, and is an incident', () => {
  const twice: JournalEvent = { kind: 'unit-verified', serial: 'C-001', address: 'a', coin: 'BTC' };
  test.each<[string, JournalEvent, string]>([
    ['a step out of order', { kind: 'etch-marked', serial: 'C-001', job: 'j' }, 'C-001'],
    ['a step of an unknown unit', { ...twice, serial: 'C-404' }, 'C-404'],
  ])('%s', async (_, event, serial) => {
    const { index, journal } = await indexed(batch('B1', 'C-001'));
    const before = index.unit('C-001');
    const [ref] = await journal.append([event]);
    expect(index.unit('C-001')).toEqual(before);
    expect(index.incidents({ open: true })).toMatchObject([{ incident: ref?.seq, reason: 'out-of-order', serial }]);
    await journal.append([{ kind: 'incident-acknowledged', incident: ref?.seq ?? 0, by: { name: 'Ann' } }]);
    expect(index.openIncidents()).toBe(0);
  });

  test('units that are not unique', async () => {
    const { index } = await indexed([...batch('B1', 'C-001', 'C-002'), ...batch('B2', 'C-001', 'D-001', 'C-002')]);
    expect(index.unit('C-001')?.batch).toBe('B1');
    expect(index.unit('D-001')?.batch).toBe('B2');
    expect(index.incidents({ open: true }).map(({ detail }) => detail)).toEqual([
      'C-001 of batch B2 is not unique: it was left out; C-002 of batch B2 is not unique: it was left out',
    ]);
  });

  test('a batch opened again keeps its units in their order and takes the new ones after them', async () => {
    const { index } = await indexed([...batch('B1', 'C-002', 'C-001'), ...batch('B1', 'C-001', 'C-003')]);
    expect(serialsOf(index.units(page))).toEqual(['C-002', 'C-001', 'C-003']);
    expect([index.batches().length, index.openIncidents()]).toEqual([1, 1]);
  });
});

test('the newest records come last', async () => {
  const { index, journal } = await indexed(batch('B1', 'C-001', 'C-002'));
  expect(index.tail(2).map(({ event }) => event)).toEqual([received('C-002'), opened(2)]);
  expect(index.tail(500)).toEqual([...journal.records(0)].flat());
});
