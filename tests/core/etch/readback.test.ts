import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { webcrypto } from 'node:crypto';
import type { Random } from '../../../core/base/ports.ts';
import { askPositions, checkReadback } from '../../../core/etch/readback.ts';
import { bytes, cardPassphrase } from './passphrases.ts';

const random: Random = { bytes: (length) => webcrypto.getRandomValues(new Uint8Array(length)) };

/** Gives out these bytes, one at a time, and then no more. */
const scripted = (...given: number[]): Random => ({
  bytes: () => {
    const byte = given.shift();
    if (byte === undefined) throw new Error('asked for more randomness than expected');
    return Uint8Array.of(byte);
  },
});

const passphrase = bytes('7Q2K-M9XV-4HTR-D0WB-3NYE');

describe('asking', () => {
  test('asks four positions, ascending, each in another group', () => {
    fc.assert(
      fc.property(cardPassphrase, (any) => {
        const asked = askPositions(any, random);
        const groups = new Set(asked.map((position) => Math.ceil(position / 4)));
        return (
          asked.length === 4 &&
          groups.size === 4 &&
          asked.every((position, i) => position >= 1 && position <= 20 && position > (asked[i - 1] ?? 0))
        );
      }),
    );
  });

  test('asks more than there are groups without asking twice', () => {
    expect(askPositions(passphrase, random, 20)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(new Set(askPositions(passphrase, random, 7)).size).toBe(7);
  });

  test('every position comes up', () => {
    const seen = new Set(Array.from({ length: 600 }, () => askPositions(passphrase, random)).flat());
    expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  test('draws again instead of favouring the first groups', () => {
    // Of five groups: 255 is beyond the last whole multiple of five, 3 is the fourth group; of four symbols, 2 the third.
    expect(askPositions(passphrase, scripted(255, 3, 2), 1)).toEqual([15]);
  });

  test.each([0, 21, 1.5, NaN])('asking %s positions is a bug', (count) => {
    expect(() => askPositions(passphrase, random, count)).toThrow(RangeError);
  });
});

describe('answering', () => {
  const positions = [1, 6, 14, 20];

  test.each(['790E', '790e'])('%s is right: a small letter counts as its capital', (typed) => {
    expect(checkReadback(passphrase, positions, typed)).toEqual({ ok: true, value: null });
  });

  test.each([
    ['790F', '20'],
    ['79OE', '14'],
    ['890F', '1, 20'],
    ['????', '1, 6, 14, 20'],
    ['7９0E', '6'],
    ['7\u01790E', '6'],
  ])('%s is wrong at %s, and the refusal says no more', (typed, wrong) => {
    expect(checkReadback(passphrase, positions, typed)).toEqual({
      ok: false,
      error: {
        area: 'etch',
        kind: 'misread',
        message: `Not what was sent to the laser: position ${wrong}. Look again.`,
        facts: { position: wrong },
      },
    });
  });

  test.each(['', '790', '790EE', '790E '])('%j is not four symbols', (typed) => {
    expect(checkReadback(passphrase, positions, typed)).toMatchObject({
      ok: false,
      error: { kind: 'misread' },
    });
  });

  test('any right answer passes, any other symbol fails', () => {
    fc.assert(
      fc.property(
        cardPassphrase,
        fc.nat(3),
        fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-'),
        (any, at, other) => {
          const asked = askPositions(any, random);
          const symbols = Buffer.from(any).toString('latin1').replaceAll('-', '');
          const right = asked.map((position) => symbols[position - 1] as string);
          const typed = right.with(at, other);
          return (
            checkReadback(any, asked, right.join('')).ok &&
            checkReadback(any, asked, typed.join('')).ok === (other === right[at])
          );
        },
      ),
    );
  });

  test('a position the passphrase does not have is a bug', () => {
    expect(() => checkReadback(passphrase, [21], 'A')).toThrow(RangeError);
  });
});
