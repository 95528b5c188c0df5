import { expect, test } from 'vitest';
import { ADVANCE, CAP, GLYPH_WIDTH } from '../../../core/etch/font.ts';
import { drawUnmasked } from '../../../core/etch/unmasked.ts';
import { asciiBytes } from '../../../core/base/digest.ts';

const draw = (text: string) => drawUnmasked(asciiBytes(text));

test('a card passphrase is one row of lines, as high as a capital', () => {
  const { width, height, path } = draw('7Q2K-M9XV-4HTR-D0WB-3NYE');
  expect([width, height]).toEqual([23 * ADVANCE + GLYPH_WIDTH, CAP]);
  expect(path).toMatch(/^(?:[ML]-?[\d.]+ -?[\d.]+)+$/);
});

test('every symbol has its place, and another one looks otherwise', () => {
  expect(draw('0O').path).not.toBe(draw('O0').path);
  expect(draw('AB').path.startsWith(draw('A').path)).toBe(true);
});

test('a long one is broken behind a hyphen, and no row is wider than a card passphrase', () => {
  const long = Array.from({ length: 8 }, () => 'ABCDEFGH').join('-');
  const { width, height } = draw(long);
  expect(width).toBeLessThanOrEqual(23 * ADVANCE + GLYPH_WIDTH);
  // Eight groups, two a row.
  expect(height).toBe(3 * 2 * CAP + CAP);
});

test('what the font does not have is a bug, and is not repeated', () => {
  expect(() => draw('ab')).toThrow(/expected symbols of the font/);
});
