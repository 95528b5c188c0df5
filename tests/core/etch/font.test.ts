import { describe, expect, test } from 'vitest';
import { CARD } from '../../../core/etch/card.ts';
import { ADVANCE, CAP, glyph, GLYPH_WIDTH, SYMBOLS } from '../../../core/etch/font.ts';
import { apart, dotsOf } from '../../fakes/drawn.ts';

const linesOf = (symbol: string) => glyph(symbol.charCodeAt(0)) ?? [];

describe('the stroke font', () => {
  test('draws every symbol of both passphrase alphabets and the hyphen, and nothing else', () => {
    expect([...SYMBOLS].sort().join('')).toBe('-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
    expect(glyph('a'.charCodeAt(0))).toBeUndefined();
    expect(glyph(0x20)).toBeUndefined();
  });

  test.each(SYMBOLS)('%s stays in its box and uses its full height', (symbol) => {
    const all = linesOf(symbol).flat();
    const xs = all.filter((_, i) => i % 2 === 0);
    const ys = all.filter((_, i) => i % 2 === 1);
    expect(Math.min(...xs)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...xs)).toBeLessThanOrEqual(GLYPH_WIDTH);
    expect(Math.min(...ys)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...ys)).toBeLessThanOrEqual(CAP);
    if (symbol !== '-') expect([Math.min(...ys), Math.max(...ys)]).toEqual([0, CAP]);
  });

  test('neighbours never touch', () => {
    expect(ADVANCE - GLYPH_WIDTH).toBeGreaterThanOrEqual(4);
  });

  test('no two symbols come close: on the card, half as far again apart as the mark is wide', () => {
    const enough = ((CARD.beam * 1.5) / CARD.zones.passphrase.cap) * CAP;
    const drawn = SYMBOLS.map((symbol) => [symbol, dotsOf(linesOf(symbol))] as const);
    const close = drawn.flatMap(([a, first], i) =>
      drawn.slice(i + 1).flatMap(([b, second]) => {
        const far = apart(first, second);
        return far < enough ? [`${a}${b} ${far.toFixed(2)}`] : [];
      }),
    );
    expect(close).toEqual([]);
  });

  test('curves are smooth: no point strays 0.02 mm from the true curve at 4 mm cap height', () => {
    // The round O is two half ellipses about (7, 10): the middle of each piece shows the error at its worst.
    const [line = []] = linesOf('O');
    for (let i = 2; i < line.length; i += 2) {
      const x = ((line[i - 2] as number) + (line[i] as number)) / 2 - 7;
      const y = ((line[i - 1] as number) + (line[i + 1] as number)) / 2 - 10;
      const short = 1 - Math.hypot(x / 6.8, y / 10);
      expect(short * 10 * (4 / CAP)).toBeLessThan(0.02);
    }
  });

  test('zero bears a slash and O none', () => {
    expect(linesOf('0')).toHaveLength(2);
    expect(linesOf('O')).toHaveLength(1);
  });
});
