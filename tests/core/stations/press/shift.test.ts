import { expect, test } from 'vitest';
import type { JournalEvent } from '../../../../core/journal/event.ts';
import { shiftCsv } from '../../../../core/shift/csv.ts';
import { shiftNumbers } from '../../../../core/shift/numbers.ts';
import { createPressBook } from '../../../../core/stations/press/book.ts';
import { createPressShift } from '../../../../core/stations/press/shift.ts';

const batch = 'B';
const HOUR = 3_600_000;
const KEYED = { address: 'a', publicKey: 'k', confirmation: 'c' };

/** Three units: one straight, one spoilt and printed anew, one that stays in doubt. */
function played() {
  const [book, shift] = [createPressBook(), createPressShift()];
  let at = 0;
  let sticker = 0;
  const put = (event: JournalEvent, wait = 0, by: string | null = null): void => {
    at += wait;
    const text = new Date(at).toISOString();
    book.apply(event);
    shift.apply(event, text, by);
  };
  const printed = (serial: string): string => {
    const name = `ST-${++sticker}`;
    put({ kind: 'sticker-intended', batch, serial, sticker: name });
    put({ kind: 'sticker-printed', batch, serial, sticker: name, evidence: 'asked' }, 4000);
    return name;
  };
  const prove = (serial: string, name: string): void =>
    put({ kind: 'unit-proven', batch, serial, sticker: name }, 6000, '0123456789abcdef');
  const people = [person('0123456789abcdef', 'Ada'), person('fedcba9876543210', 'Grace')] as const;
  put({ kind: 'people-begun', people, signatures: [{ name: 'Ada' }, { name: 'Grace' }] });
  put({ kind: 'station-started', version: '1', runtime: 'test' });
  const serials = ['C-1', 'C-2', 'C-3'];
  for (const serial of serials) put({ kind: 'unit-ordered', batch, serial, owner: serial, point: `p${serial}` });
  put({ kind: 'order-taken', batch, count: 3, order: '', origin: '', coins: ['BTC'], deposit: 'BTC' }, 1000);
  put({ kind: 'keying-intended', batch, from: 0, count: 3 });
  for (const serial of serials) put({ kind: 'unit-keyed', batch, serial, ...KEYED, address: `a${serial}` }, 10);
  prove('C-1', printed('C-1'));
  const torn = printed('C-2');
  put({ kind: 'sticker-spoilt', batch, serial: 'C-2', sticker: torn, reason: 'torn', by: { name: 'Grace' } }, 5000);
  put({ kind: 'sticker-destroyed', batch, serial: 'C-2', sticker: torn, by: { name: 'Grace' } }, 1000);
  prove('C-2', printed('C-2'));
  put({ kind: 'sticker-intended', batch, serial: 'C-3', sticker: 'ST-9' });
  put({ kind: 'sticker-in-doubt', batch, serial: 'C-3', sticker: 'ST-9', reason: 'power-cut' }, 2000);
  return { book, shift, put };
}

function person(id: string, name: string) {
  return { person: id, name, roles: ['supervisor'] as const, badge: 'b', key: '0'.repeat(64) };
}

test('says of stickers what the records say', () => {
  const { book, shift } = played();
  const period = { from: 0, to: HOUR, batch: null, slot: HOUR };
  const numbers = shiftNumbers(period, shift.facts(period, book), 100, HOUR);
  expect([numbers.role, numbers.finished, numbers.rate, numbers.open]).toEqual(['press', 2, 2, 1]);
  // One went straight; of the two that did not, one was proven after all.
  expect(numbers.firstPass).toBeCloseTo(1 / 3);
  expect(numbers.labels).toEqual({ printed: 3, failed: 0, verdicts: 0 });
  expect(numbers.reasons.map(({ reason, cards }) => [reason, cards])).toEqual([
    ['power-cut', 1],
    ['torn', 1],
  ]);
  expect(numbers.steps).toEqual([
    { step: 'sticker-printed', times: 3, median: 4, p95: 4 },
    { step: 'unit-proven', times: 2, median: 6, p95: 6 },
  ]);
  expect(numbers.people).toEqual([
    { person: 'Ada', steps: 2, finished: 2 },
    { person: 'Grace', steps: 2, finished: 0 },
  ]);
  expect(numbers.batches).toEqual([{ batch, finished: 2, aside: 2 }]);
  expect(numbers.states).toEqual([
    { state: 'proven', cards: 2 },
    { state: 'in-doubt', cards: 1 },
  ]);
  expect(numbers.aside.map(({ serial, state, reason }) => [serial, state, reason])).toEqual([
    ['C-3', 'in-doubt', 'power-cut'],
  ]);
  expect(numbers.last.map(({ serial, outcome }) => [serial, outcome])).toEqual([
    ['C-2', 'PROVEN'],
    ['C-2', 'SPOILT'],
    ['C-1', 'PROVEN'],
  ]);
  expect(shift.begun()).toEqual([{ batch, openedAt: '1970-01-01T00:00:01.000Z' }]);
});

test('what left is counted by its kind, and a batch that is closed has nothing on its way', () => {
  const { book, shift, put } = played();
  const one = { batch, serial: 'C-3', sticker: 'ST-9' };
  put({ kind: 'unit-proven', ...one }, 1000);
  put({ kind: 'return-written', batch, count: 3, counted: 3, to: 'Bench', sequence: 1, digest: '0'.repeat(64) }, 1000);
  put({
    kind: 'press-batch-closed',
    batch,
    printed: 4,
    proven: 3,
    destroyed: 1,
    withdrawn: 0,
    certificate: '0'.repeat(64),
  });
  const period = { from: 0, to: HOUR, batch: null, slot: HOUR };
  const numbers = shiftNumbers(period, shift.facts(period, book), 100, HOUR);
  expect(numbers.sent).toEqual([{ transfer: 'return', files: 1, units: 3 }]);
  expect([numbers.finished, numbers.open, numbers.states]).toEqual([3, 0, []]);
  expect(shiftCsv(numbers)).toContain('twofold-shift-1,sent,return,,,1,3,,,\r\n');
  expect(shiftCsv(numbers)).toContain('twofold-shift-1,station,press,');
  const before = { ...period, to: 1 };
  expect(shiftNumbers(before, shift.facts(before, book), 100, HOUR).finished).toBe(0);
});
