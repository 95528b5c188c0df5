import { expect, test } from 'vitest';
import type { JournalEvent } from '../../../../core/journal/event.ts';
import { shiftNumbers } from '../../../../core/shift/numbers.ts';
import { createOriginBook } from '../../../../core/stations/origin/book.ts';
import { createOriginShift } from '../../../../core/stations/origin/shift.ts';

const HOUR = 3_600_000;
const KEYS = '0'.repeat(32);
const MAC = '0'.repeat(64);

const planned = (batch: string, count: number): JournalEvent => ({
  ...{ kind: 'batch-planned', batch, count, keys: KEYS, prefix: batch, digits: 6, start: 1, check: false },
  ...{ permuted: false, alphabet: 'legible', groups: 4, size: 4, lot: null, sequence: null },
});
const coded = (batch: string, from: number, count: number): JournalEvent => ({
  ...{
    kind: 'units-coded',
    batch,
    from,
    count,
    first: `${batch}-${from}`,
    last: `${batch}-${from + count - 1}`,
    mac: MAC,
  },
});

test('says what was made, what left and what is to make', () => {
  const [book, shift] = [createOriginBook(), createOriginShift()];
  const put = (event: JournalEvent, minutes: number): void => {
    book.apply(event);
    shift.apply(event, new Date(minutes * 60_000).toISOString(), null);
  };
  put(planned('A', 100), 0);
  put(coded('A', 0, 60), 10);
  put(coded('A', 60, 40), 70);
  put(planned('B', 50), 80);
  put(coded('B', 0, 20), 90);
  const sent = { batch: 'A', count: 100, sequence: 1, digest: MAC };
  put({ kind: 'batch-exported', transfer: 'order', to: 'Press', ...sent }, 100);
  const period = { from: 0, to: 2 * HOUR, batch: null, slot: HOUR };
  const numbers = shiftNumbers(period, shift.facts(period, book), 100, 2 * HOUR);
  expect([numbers.role, numbers.finished, numbers.rate, numbers.open]).toEqual(['origin', 120, 60, 30]);
  expect(numbers.curve.map(({ cards, sum }) => [cards, sum])).toEqual([
    [60, 60],
    [60, 120],
  ]);
  // Half an hour for the thirty that are left.
  expect(numbers.forecast).toBe(2.5 * HOUR);
  expect(numbers.states).toEqual([
    { state: 'leaving', cards: 100 },
    { state: 'begun', cards: 30 },
    { state: 'whole', cards: 20 },
  ]);
  expect(numbers.sent).toEqual([{ transfer: 'order', files: 1, units: 100 }]);
  expect(numbers.last.map(({ serial }) => serial)).toEqual(['B-19', 'A-99', 'A-59']);
  const only = { ...period, batch: 'B' };
  expect(shiftNumbers(only, shift.facts(only, book), 100, 2 * HOUR)).toMatchObject({
    finished: 20,
    open: 30,
    sent: [],
  });
  expect(shift.begun().map(({ batch }) => batch)).toEqual(['A', 'B']);
});
