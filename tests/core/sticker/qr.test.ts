import { expect, test } from 'vitest';
import { makeQr, maskOf, readGrid } from '../../../core/sticker/qr.ts';

const key = '6PnQmAyBky9ZXJyZBv9QSGRUXkKh9HfnVsZWPn4YtcwoKy5vufUgfA3Ld7';

test.each([0, 1, 2, 3, 4, 5, 6, 7])('mask %i is the one that is asked for, and reads', (mask) => {
  const grid = makeQr(key, 'M', mask);
  expect(maskOf(grid)).toBe(mask);
  expect(readGrid(grid)).toBe(key);
});

test('the mask of a code makes the very same code again', () => {
  const grid = makeQr(key, 'M');
  expect(makeQr(key, 'M', maskOf(grid))).toEqual(grid);
});

test('a grid that is no code reads as nothing', () => {
  expect(readGrid(makeQr(key, 'M').map((row) => row.map(() => false)))).toBeNull();
});
