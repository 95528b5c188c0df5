import { describe, expect, test } from 'vitest';
import { createHealthTests, proportionCutoff, repetitionCutoff } from '../../../core/random/health.ts';
import { platformRandom } from '../../fakes/streams.ts';

/** P(X >= hits) of a binomial with p = 2^-bits, exactly: numerator over 2^(bits * window). */
function exactTail(bits: number, window: number, hits: number): { over: bigint; of: bigint } {
  const other = 2n ** BigInt(bits) - 1n;
  let choose = 1n;
  let over = 0n;
  for (let k = 0; k <= window; k++) {
    if (k >= hits) over += choose * other ** BigInt(window - k);
    choose = (choose * BigInt(window - k)) / BigInt(k + 1);
  }
  return { over, of: 2n ** BigInt(bits * window) };
}

describe('cut-offs', () => {
  test('are those worked out for SP 800-90B elsewhere', () => {
    expect([8, 7, 1].map((bits) => repetitionCutoff(bits, 30))).toEqual([5, 6, 31]);
    expect([8, 7, 1].map((bits) => proportionCutoff(bits, 30, 512))).toEqual([16, 22, 325]);
    // Go's crypto/internal/entropy, at half a bit a sample and 2^-20.
    expect([repetitionCutoff(0.5, 20), proportionCutoff(0.5, 20, 512)]).toEqual([41, 410]);
  });

  test('of the proportion test fit the exact binomial', () => {
    for (const [bits, alarm] of [
      [8, 40],
      [8, 30],
      [4, 40],
      [1, 40],
    ] as const) {
      const cutoff = proportionCutoff(bits, alarm, 512);
      // C = 1 + k for the least k with P(X > k) <= alpha.
      const rare = exactTail(bits, 512, cutoff);
      const common = exactTail(bits, 512, cutoff - 1);
      expect(rare.over << BigInt(alarm) <= rare.of).toBe(true);
      expect(common.over << BigInt(alarm) > common.of).toBe(true);
    }
  });
});

describe('the tests', () => {
  const repeated = repetitionCutoff(8, 40);
  const alike = proportionCutoff(8, 40, 512);
  const counting = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i);

  test('pass what is random', () => {
    expect(createHealthTests().take(platformRandom.bytes(1 << 20))).toBeNull();
  });

  test('count repetitions, also across calls', () => {
    const tests = createHealthTests();
    expect(tests.take(new Uint8Array(repeated - 1).fill(9))).toBeNull();
    expect(tests.take(Uint8Array.of(8, 9))).toBeNull();
    expect(createHealthTests().take(new Uint8Array(repeated).fill(9))).toBe('repetition-count');
    const cut = createHealthTests();
    const takes = Array.from({ length: repeated }, () => cut.take(Uint8Array.of(0)));
    expect(takes).toEqual([...new Array(repeated - 1).fill(null), 'repetition-count']);
  });

  test('weigh the first value of every window', () => {
    /** A window whose first value comes so many times in all, never twice in a row. */
    const window = (hits: number): Uint8Array => {
      const bytes = counting(512).map((byte) => (byte === 7 ? 6 : byte));
      for (let i = 0; i < hits; i++) bytes[2 * i] = 7;
      return bytes;
    };
    expect(createHealthTests().take(window(alike - 1))).toBeNull();
    expect(createHealthTests().take(window(alike))).toBe('adaptive-proportion');
    const second = createHealthTests();
    expect(second.take(counting(512))).toBeNull();
    expect(second.take(window(alike))).toBe('adaptive-proportion');
  });
});
