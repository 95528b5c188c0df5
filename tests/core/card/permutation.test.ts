import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../../core/base/secret.ts';
import { createPermutation } from '../../../core/card/permutation.ts';

const keyOf = (hex: string): Secret => new Secret(new Uint8Array(Buffer.from(hex, 'hex')));
const key = (): Secret => new Secret(new Uint8Array(32).fill(3));

describe('the order of numbers', () => {
  test('is FF1 with AES-256, as in the samples of SP 800-38G', () => {
    const nist = keyOf('2B7E151628AED2A6ABF7158809CF4F3CEF4359D8D580AA4F7F036D6F04FC6A94');
    // Samples 7 and 8: radix 10, 0123456789, without a tweak and with 39383736353433323130 (the digits in ASCII).
    expect(createPermutation(nist, 10, '').forward(123_456_789)).toBe(6_657_667_009);
    expect(createPermutation(nist, 10, '9876543210').forward(123_456_789)).toBe(1_001_623_463);
  });

  test('gives every number of a sweep once, and takes it back', () => {
    const order = createPermutation(key(), 6, 'TF-');
    const seen = new Set(Array.from({ length: 3000 }, (_, i) => order.forward(i)));
    expect(seen.size).toBe(3000);
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...seen)).toBeLessThan(1_000_000);
    // Numbers in a row land far from each other: the widest gap of 3,000 in a million is not a thousandth of it.
    expect([...seen].filter((n) => n < 500_000).length).toBeGreaterThan(1300);
  });

  test('is a bijection, another one for each key, length and name', () => {
    const digits = fc.integer({ min: 6, max: 15 });
    const place = fc.tuple(digits, fc.nat(), fc.nat()).map(([d, a, b]) => [d, a % 10 ** d, b % 10 ** d] as const);
    fc.assert(
      fc.property(place, ([length, a, b]) => {
        const order = createPermutation(key(), length, 'TF-');
        expect(order.backward(order.forward(a))).toBe(a);
        expect(order.forward(order.backward(a))).toBe(a);
        expect(order.forward(a) === order.forward(b)).toBe(a === b);
      }),
      { numRuns: 40 },
    );
    const first = (order: ReturnType<typeof createPermutation>): string =>
      [0, 1, 2, 3].map((n) => order.forward(n)).join();
    const orders = [
      createPermutation(key(), 8, 'TF-'),
      createPermutation(key(), 9, 'TF-'),
      createPermutation(key(), 8, 'TG-'),
      createPermutation(new Secret(new Uint8Array(32).fill(4)), 8, 'TF-'),
    ];
    expect(new Set(orders.map(first)).size).toBe(4);
  });

  test('refuses what is not of its length', () => {
    expect(() => createPermutation(key(), 5, '')).toThrow(RangeError);
    expect(() => createPermutation(key(), 16, '')).toThrow(RangeError);
    const order = createPermutation(key(), 6, '');
    for (const number of [-1, 1_000_000, 0.5, Number.NaN]) expect(() => order.forward(number)).toThrow(RangeError);
  });
});
