import { expect, test } from 'vitest';
import { typed } from '../../electron/typed.ts';

const after = (...keys: readonly string[]): string | null =>
  keys.reduce<string | null>((sought, key) => typed(sought ?? '', key), '');

test('fault 53: what is typed in the manual is looked for, key by key', () => {
  expect(after(...'strip')).toBe('strip');
  expect(after(...'in doubt')).toBe('in doubt');
  expect(after(...'刮刮膜')).toBe('刮刮膜');
  expect(after('a', 'b', 'Backspace')).toBe('a');
  expect(after('a', 'Enter')).toBe('a');
  expect(after('a', 'Escape')).toBe('');
  expect(after(...'x'.repeat(60))).toHaveLength(40);
});

test.each(['ArrowDown', 'PageDown', 'Tab', ' ', 'Enter', 'Backspace', 'F5'])("%s alone is the page's", (key) => {
  expect(typed('', key)).toBeNull();
});
