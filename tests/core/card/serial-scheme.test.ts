import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { Secret } from '../../../core/base/secret.ts';
import { createPermutation } from '../../../core/card/permutation.ts';
import { checkRange, createSerials, mayMeet, type SerialRange } from '../../../core/card/serial-scheme.ts';
import { isSerial } from '../../../core/card/serial.ts';

const range = (over: Partial<SerialRange> = {}): SerialRange => ({
  prefix: 'TF-',
  digits: 6,
  check: false,
  order: 'sequential',
  start: 1,
  count: 1000,
  ...over,
});
const kindOf = (over: Partial<SerialRange>): string => {
  const checked = checkRange(range(over));
  return checked.ok ? 'ok' : checked.error.kind;
};
const permutation = (digits = 6) => createPermutation(new Secret(new Uint8Array(32).fill(7)), digits, 'TF-');

describe('a scheme', () => {
  test.each([
    [{}, 'ok'],
    [{ prefix: '' }, 'ok'],
    [{ prefix: '', digits: 4, start: 0, count: 10_000 }, 'ok'],
    [{ prefix: '', digits: 3, count: 10 }, 'bad-scheme'],
    [{ prefix: 'tf-' }, 'bad-scheme'],
    [{ prefix: '-TF' }, 'bad-scheme'],
    [{ prefix: 'TF--' }, 'bad-scheme'],
    [{ prefix: 'TF|' }, 'bad-scheme'],
    [{ prefix: 'A'.repeat(19) }, 'bad-scheme'],
    [{ prefix: 'A'.repeat(18), check: true }, 'bad-scheme'],
    [{ digits: 0 }, 'bad-scheme'],
    [{ digits: 13 }, 'bad-scheme'],
    [{ digits: 2.5 }, 'bad-scheme'],
    [{ digits: 5, order: 'permuted' as const }, 'bad-scheme'],
    // A card's passphrase is shaped like this.
    [{ prefix: 'AAAA-BBBB-CCCC-DDDD-', digits: 4, count: 10 }, 'bad-scheme'],
    [{ start: -1 }, 'numbers-taken'],
    [{ start: 1.5 }, 'numbers-taken'],
    [{ count: 0 }, 'numbers-taken'],
    [{ start: 999_000, count: 1000 }, 'ok'],
    [{ start: 999_001, count: 1000 }, 'numbers-taken'],
  ])('%o is %s', (over, expected) => expect(kindOf(over)).toBe(expected));

  test('writes and reads its serials', () => {
    const plain = createSerials(range(), null);
    expect([plain.at(0), plain.at(42), plain.at(999_999)]).toEqual(['TF-000000', 'TF-000042', 'TF-999999']);
    expect(plain.numberOf('TF-000042')).toBe(42);
    const strangers = ['TF-42', 'TF-0000042', 'tf-000042', 'TF-000042 ', 'XTF-000042', 'TF-00004２'];
    expect(strangers.map((text) => plain.numberOf(text))).toEqual(strangers.map(() => null));
    const checked = createSerials(range({ check: true }), null);
    const serial = checked.at(42);
    expect(serial).toMatch(/^TF-000042[A-Z0-9]$/);
    expect(checked.numberOf(serial)).toBe(42);
    expect(checked.numberOf(serial.slice(0, -1) + (serial.endsWith('X') ? 'Y' : 'X'))).toBeNull();
  });

  test('is one to one, in any form', () => {
    const scheme = fc.record({
      prefix: fc.constantFrom('', 'A', 'TF-', 'A1-B2-'),
      digits: fc.integer({ min: 6, max: 12 }),
      check: fc.boolean(),
      order: fc.constantFrom('sequential' as const, 'permuted' as const),
      number: fc.integer({ min: 0, max: 999_999 }),
    });
    fc.assert(
      fc.property(scheme, ({ number, ...form }) => {
        must(checkRange({ ...form, start: number, count: 1 }));
        const serials = createSerials(form, form.order === 'permuted' ? permutation(form.digits) : null);
        const serial = serials.at(number);
        expect(isSerial(serial)).toBe(true);
        expect(serials.numberOf(serial)).toBe(number);
      }),
      { numRuns: 60 },
    );
  });

  test('wants a permutation exactly where it is permuted', () => {
    expect(() => createSerials(range(), permutation())).toThrow(TypeError);
    expect(() => createSerials(range({ order: 'permuted' }), null)).toThrow(TypeError);
  });
});

describe('two ranges', () => {
  test.each([
    ['the same numbers', {}, {}, true],
    ['numbers that touch', { start: 1, count: 10 }, { start: 11, count: 10 }, false],
    ['numbers that meet in one', { start: 1, count: 11 }, { start: 11, count: 10 }, true],
    ['another prefix', {}, { prefix: 'TG-' }, false],
    ['another length', {}, { digits: 7, start: 500_000 }, false],
    ['a prefix that ends in a digit', { prefix: 'TF-', digits: 6 }, { prefix: 'TF-1', digits: 5 }, true],
    ['a prefix that could be a number', { prefix: '', digits: 6 }, { prefix: '12', digits: 4 }, true],
    ['a check character for a digit', { digits: 6, check: true }, { digits: 7 }, true],
    ['another order', {}, { order: 'permuted' as const, start: 500_000 }, true],
    ['a hyphen where the other has a digit', { prefix: '', digits: 9 }, { prefix: 'TF-', digits: 6 }, false],
  ])('%s: %o, %o', (_, a, b, expected) => {
    expect(mayMeet(range(a), range(b))).toBe(expected);
    expect(mayMeet(range(b), range(a))).toBe(expected);
  });

  test('that do not meet share no serial', () => {
    const any = fc.record({
      prefix: fc.constantFrom('A', 'A1', 'A12', 'AB'),
      digits: fc.integer({ min: 2, max: 4 }),
      check: fc.boolean(),
      order: fc.constant('sequential' as const),
      start: fc.integer({ min: 0, max: 40 }),
      count: fc.integer({ min: 1, max: 50 }),
    });
    const all = (one: SerialRange): string[] =>
      Array.from({ length: one.count }, (_, i) => createSerials(one, null).at(one.start + i));
    fc.assert(
      fc.property(any, any, (a, b) => {
        const shared = all(a).filter((serial) => all(b).includes(serial));
        expect(shared.length > 0 && !mayMeet(a, b)).toBe(false);
      }),
    );
  });
});
