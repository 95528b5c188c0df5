import { expect, test } from 'vitest';
import { inBytes } from '../../../electron/files/regular.ts';

test('fault 49: sizes are said as they are, and no limit is zero', () => {
  const said = [0, 1, 999, 4096, 150_000, 262_144, 1 << 20, 1_500_000, 60 << 20, 2 ** 31, 2 ** 43];
  expect(said.map(inBytes)).toEqual([
    '0 bytes',
    '1 byte',
    '999 bytes',
    '4 KiB',
    '146 KiB',
    '256 KiB',
    '1 MiB',
    '1.4 MiB',
    '60 MiB',
    '2 GiB',
    '8192 GiB',
  ]);
});
