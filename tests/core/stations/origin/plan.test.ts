import { describe, expect, test } from 'vitest';
import { createOriginBook } from '../../../../core/stations/origin/book.ts';
import { lotAt } from '../../../../core/bip38/lot.ts';
import { checkPlan, nextStart, reviewPlan, type BatchPlan } from '../../../../core/stations/origin/plan.ts';
import { createSerials, type SerialRange } from '../../../../core/card/serial-scheme.ts';
import { CARD_SHAPE } from '../../../../core/card/passphrase.ts';

const scheme = { prefix: 'TF-', digits: 6, check: false, order: 'sequential' as const };
const plan = (over: Partial<BatchPlan> = {}): BatchPlan => ({
  ...{ batch: 'B-2', range: { ...scheme, start: 200, count: 10 }, shape: CARD_SHAPE, lots: null },
  ...over,
});

/** A book with one batch: 100 units from 100 on, and from lot 5, sequence 4000 on. */
function book() {
  const one = createOriginBook();
  one.apply({
    ...{ kind: 'batch-planned', batch: 'B-1', count: 100, keys: 'ab'.repeat(16) },
    ...{ prefix: 'TF-', digits: 6, start: 100, check: false, permuted: false },
    ...{ alphabet: 'legible', groups: 5, size: 4, lot: 5, sequence: 4000 },
  });
  return one;
}

const serialsOf = (range: SerialRange) => createSerials(range, null);

const kindOf = (over: Partial<BatchPlan>): string => {
  const checked = checkPlan(plan(over), book().batches(), serialsOf);
  return checked.ok ? 'ok' : checked.error.kind;
};

test('a plan is held against every batch before it, made or not', () => {
  const range = plan().range;
  const lots = (lot: number, sequence: number, count = 10) => ({ lots: { lot, sequence, count } });
  expect([
    kindOf({}),
    kindOf({ range: { ...range, start: 199 } }),
    kindOf({ range: { ...range, start: 90 } }),
    kindOf({ range: { ...range, start: 91 } }),
    kindOf(lots(5, 3990)),
    kindOf(lots(5, 3991)),
    // 4000 and 100 more end at sequence 3 of the next lot.
    kindOf(lots(6, 3)),
    kindOf(lots(6, 4)),
    kindOf(lots(1_048_575, 4086)),
    kindOf(lots(1_048_575, 4087)),
  ]).toEqual(['ok', 'serials-taken', 'ok', 'serials-taken', 'ok', 'lot-taken', 'lot-taken', 'ok', 'ok', 'bad-lot']);
});

test('a review says all that stands against a plan, each beside what it is about', () => {
  const { range } = plan();
  const review = (over: Partial<BatchPlan>) =>
    reviewPlan(plan(over), book().batches(), serialsOf).map(({ field, failure }) => `${field}: ${failure.kind}`);
  const weak = { ...CARD_SHAPE, groups: 4 };
  const lots = { lot: 5, sequence: 4000, count: 10 };
  expect(review({})).toEqual([]);
  expect(review({ batch: 'B-1', shape: weak, lots, range: { ...range, start: 150 } })).toEqual([
    'batch: batch-name-taken',
    'shape: too-few-bits',
    'start: serials-taken',
    'lots: lot-taken',
  ]);
  expect(review({ batch: '', range: { ...range, prefix: 'tf' } })).toEqual(['batch: bad-batch', 'scheme: bad-scheme']);
  expect(review({ range: { ...range, start: 999_995 } })).toEqual(['start: numbers-taken']);
  // Without a count nothing can be said of where the numbers end.
  expect(review({ lots, range: { ...range, count: Number.NaN, start: 150 } })).toEqual(['count: bad-count']);
  expect(review({ range: { ...range, digits: Number.NaN } })).toEqual(['scheme: bad-scheme']);
});

test('the next start is behind all of its scheme, and of no other', () => {
  const batches = book().batches();
  expect(nextStart(scheme, batches)).toBe(200);
  expect(nextStart({ ...scheme, prefix: 'TG-' }, batches)).toBe(1);
  expect(nextStart({ ...scheme, check: true }, batches)).toBe(1);
});

test('lot and sequence count on', () => {
  const lots = { lot: 0, sequence: 4095, count: 3 };
  expect([0, 1, 2].map((place) => lotAt(lots, place))).toEqual([
    { lot: 0, sequence: 4095 },
    { lot: 1, sequence: 0 },
    { lot: 1, sequence: 1 },
  ]);
  expect(lotAt(null, 7)).toBeNull();
});

describe('the book', () => {
  test('folds groups, exports and the end of a batch', () => {
    const all = book();
    const group = { from: 0, count: 2, first: 'TF-000100', last: 'TF-000101', mac: 'cd'.repeat(32) };
    all.apply({ kind: 'units-coded', batch: 'B-1', ...group });
    all.apply({ kind: 'units-coded', batch: 'B-1', ...group, from: 2 });
    const sent = {
      batch: 'B-1',
      transfer: 'order',
      count: 4,
      to: 'Press',
      sequence: 1,
      digest: 'ef'.repeat(32),
    } as const;
    all.apply({ kind: 'batch-exported', ...sent });
    expect(all.batch('B-1')).toMatchObject({ coded: 4, voided: null, groups: [group, { ...group, from: 2 }] });
    expect(all.exportedTo('Press')).toMatchObject([sent]);
    expect(all.exportedTo('Bench')).toEqual([]);
    all.apply({ kind: 'batch-voided', batch: 'B-1', reason: 'because' });
    expect(all.batch('B-1')).toMatchObject({ voided: 'because', coded: 4 });
    expect(all.batch('B-9')).toBeNull();
  });

  test('knows what customers supplied', () => {
    const all = createOriginBook();
    all.apply({ kind: 'codes-supplied', batch: 'C-1', count: 3, keys: 'ab'.repeat(16), mac: 'cd'.repeat(32) });
    expect(all.batches()).toMatchObject([
      { batch: 'C-1', count: 3, source: { kind: 'supplied', mac: 'cd'.repeat(32) } },
    ]);
  });
});

describe('units that take the places of scrapped ones', () => {
  const left = (batch: string) => {
    const one = book();
    one.apply({
      ...{ kind: 'batch-exported', batch, transfer: 'vault', count: 100, to: 'Bench A' },
      ...{ sequence: 1, digest: 'ab'.repeat(32) },
    });
    return one;
  };
  const refusedOf = (replaces: readonly string[], count: number, one = left('B-1')) => {
    const checked = checkPlan(plan({ replaces, range: { ...plan().range, count } }), one.batches(), serialsOf);
    return checked.ok ? 'ok' : checked.error.kind;
  };

  test('are as many as are named, and each of those has left this station', () => {
    expect(refusedOf(['TF-000100', 'TF-000199'], 2)).toBe('ok');
    expect(refusedOf(['TF-000100'], 2)).toBe('replaced-count');
    expect(refusedOf(['TF-000100', 'TF-000200'], 2)).toBe('replaced-unknown');
    expect(refusedOf(['TF-000099'], 1)).toBe('replaced-unknown');
    expect(refusedOf(['TF-000100'], 1, book())).toBe('replaced-unknown');
    const many = Array.from({ length: 501 }, () => 'TF-000100');
    expect(refusedOf(many, 501)).toBe('replaced-count');
  });

  test('take no place twice, but for the one of a batch that was given up', () => {
    const one = left('B-1');
    expect(refusedOf(['TF-000100', 'TF-000100'], 2, one)).toBe('replaced-twice');
    one.apply({
      ...{ kind: 'batch-planned', batch: 'B-R', count: 1, keys: 'ab'.repeat(16), replaces: ['TF-000100'] },
      ...{ prefix: 'TF-', digits: 6, start: 500, check: false, permuted: false },
      ...{ alphabet: 'legible', groups: 5, size: 4, lot: null, sequence: null },
    });
    expect(one.batch('B-R')?.replaces).toEqual(['TF-000100']);
    expect(refusedOf(['TF-000100'], 1, one)).toBe('replaced-twice');
    expect(refusedOf(['TF-000101'], 1, one)).toBe('ok');
    one.apply({ kind: 'batch-voided', batch: 'B-R', reason: 'never made' });
    expect(refusedOf(['TF-000100'], 1, one)).toBe('ok');
  });
});
