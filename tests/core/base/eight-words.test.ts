import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eightWords, readEightWords } from '../../../core/base/eight-words.ts';

const digest = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));

test('what eight words say is the first 88 bits, from four letters each, and from the digits', () => {
  fc.assert(
    fc.property(digest, (hash) => {
      const words = eightWords(hash);
      const first = hash.slice(0, 22);
      expect(readEightWords(words.join(' '))).toBe(first);
      expect(readEightWords(`  ${words.map((word) => word.slice(0, 4).toUpperCase()).join(', ')} `)).toBe(first);
      expect(readEightWords(hash.toUpperCase())).toBe(first);
    }),
  );
});

test.each([
  '',
  'abandon',
  'abandon '.repeat(7),
  'abandon '.repeat(9),
  'abandon '.repeat(7) + 'nonsense',
  'ab'.repeat(31),
  'abandon '.repeat(7) + 'ab',
])('is none: %s', (typed) => expect(readEightWords(typed)).toBeNull());
