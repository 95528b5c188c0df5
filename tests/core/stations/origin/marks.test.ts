import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Secret } from '../../../../core/base/secret.ts';
import { createMarks, createMarkSet } from '../../../../core/stations/origin/marks.ts';

const key = (byte = 1): Secret => new Secret(new Uint8Array(32).fill(byte));
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

test('a mark is a keyed hash of what it marks and of what kind that is', () => {
  const marks = createMarks(key());
  const mark = marks.claim('passphrase', bytes('7Q2K'));
  const hmac = createHmac('sha256', new Uint8Array(32).fill(1)).update('passphrase|7Q2K').digest();
  expect(mark).toEqual(new Uint8Array(hmac.subarray(0, 16)));
  expect(marks.claim('owner', bytes('7Q2K'))).not.toBeNull();
  expect(createMarks(key(2)).claim('passphrase', bytes('7Q2K'))).not.toEqual(mark);
});

test('what is claimed, or read from a file, is never claimed again', () => {
  const marks = createMarks(key());
  const mark = marks.claim('owner', bytes('one')) ?? new Uint8Array(16);
  expect(marks.claim('owner', bytes('one'))).toBeNull();
  expect([marks.has('owner', bytes('one')), marks.has('owner', bytes('two'))]).toEqual([true, false]);
  const later = createMarks(key());
  expect([later.add(mark), later.add(mark)]).toEqual([true, false]);
  expect(later.claim('owner', bytes('one'))).toBeNull();
});

test('the set holds what a set holds, also where values meet in one slot', () => {
  const mark = fc
    .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 40 }))
    .map(([high, low]) => Uint8Array.of(0, 0, 0, high, 0, 0, 0, low, 9, 9));
  fc.assert(
    fc.property(fc.array(mark, { maxLength: 400 }), (all) => {
      const set = createMarkSet(4);
      const model = new Set<string>();
      for (const one of all) {
        // A high half of 0 is kept as 1: an empty place has none.
        const name = `${one[3] || 1} ${one[7]}`;
        expect(set.has(one)).toBe(model.has(name));
        expect(set.add(one)).toBe(!model.has(name));
        model.add(name);
      }
    }),
  );
});
