import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import {
  ALPHABETS,
  CARD_SHAPE,
  checkShape,
  entropyBits,
  isCardPassphrase,
  makePassphrase,
  passphraseLength,
  type PassphraseShape,
} from '../../../core/card/passphrase.ts';
import { platformRandom, byteByByte, steadyRandom } from '../../fakes/streams.ts';

const text = (shape: PassphraseShape, random = platformRandom): string =>
  makePassphrase(random, shape).use((bytes) => String.fromCharCode(...bytes));

const FIELD: PassphraseShape = { alphabet: 'all', groups: 5, size: 4 };
const ascii = (value: string): Uint8Array => Uint8Array.from(value, (c) => c.charCodeAt(0));

describe('shape', () => {
  test('the default has exactly 100 bits, cards in the field have 103.4', () => {
    expect(entropyBits(CARD_SHAPE)).toBe(100);
    expect(entropyBits(FIELD)).toBeCloseTo(103.4, 1);
  });

  test('the default alphabet lacks I, L, O and U', () => {
    expect(ALPHABETS.legible).toBe([...ALPHABETS.all].filter((c) => !'ILOU'.includes(c)).join(''));
  });

  test.each([
    [{ alphabet: 'legible', groups: 4, size: 4 }, 'too-few-bits'],
    [{ alphabet: 'all', groups: 19, size: 1 }, 'too-few-bits'],
    [{ alphabet: 'all', groups: 20, size: 1 }, 'bad-shape'],
    [{ alphabet: 'all', groups: 2, size: 10 }, 'bad-shape'],
    [{ alphabet: 'all', groups: 9, size: 8 }, 'bad-shape'],
    [{ alphabet: 'legible', groups: 4.5, size: 5 }, 'bad-shape'],
  ] as const)('%j is refused: %s', (shape, kind) => {
    expect(checkShape(shape)).toMatchObject({ ok: false, error: { kind } });
    expect(() => makePassphrase(platformRandom, shape)).toThrow(RangeError);
  });

  test('longer ones are allowed', () => {
    expect(must(checkShape({ alphabet: 'legible', groups: 6, size: 5 }))).toBeDefined();
  });
});

describe('drawing', () => {
  test('what is drawn has the shape it was asked for, with either alphabet', () => {
    const shapes = fc.constantFrom<PassphraseShape>(
      CARD_SHAPE,
      FIELD,
      { alphabet: 'all', groups: 8, size: 8 },
      { alphabet: 'legible', groups: 7, size: 3 },
    );
    fc.assert(
      fc.property(shapes, (shape) => {
        const drawn = text(shape);
        const groups = drawn.split('-');
        expect(groups.map((group) => group.length)).toEqual(Array(shape.groups).fill(shape.size));
        expect([...groups.join('')].every((c) => ALPHABETS[shape.alphabet].includes(c))).toBe(true);
        expect(drawn).toHaveLength(passphraseLength(shape));
        expect(isCardPassphrase(ascii(drawn))).toBe(true);
      }),
    );
  });

  test('a byte that would favour a symbol is drawn again, never folded', () => {
    // 252..255 are above the last multiple of 36: folding them would make 0 to 3 likelier than the rest.
    const bytes = [252, 253, 254, 255, 0, 35, 36, 251];
    const random = byteByByte([...bytes, ...Array(40).fill(10)]);
    expect(text(FIELD, random)).toBe('0Z0Z-AAAA-AAAA-AAAA-AAAA');
  });

  test('all 256 bytes give every symbol of the default alphabet equally often', () => {
    const counts = new Map<string, number>();
    const random = steadyRandom('uniform');
    for (let i = 0; i < 1600; i++) {
      for (const c of text(CARD_SHAPE, random).replaceAll('-', '')) counts.set(c, (counts.get(c) ?? 0) + 1);
    }
    const expected = (1600 * 20) / 32;
    const squares = [...ALPHABETS.legible].map((c) => ((counts.get(c) ?? 0) - expected) ** 2 / expected);
    // Chi-square with 31 degrees of freedom exceeds 62 once in a thousand; the stream is fixed, so this never varies.
    expect(squares.reduce((a, b) => a + b)).toBeLessThan(62);
  });

  test('a generator that gives nothing usable is not waited for', () => {
    const stuck = { bytes: (length: number) => new Uint8Array(length).fill(255) };
    expect(() => makePassphrase(stuck, FIELD)).toThrow('random generator');
  });

  test('bytes that were drawn are wiped', () => {
    const drawn: Uint8Array[] = [];
    const random = {
      bytes(length: number) {
        const piece = platformRandom.bytes(length);
        drawn.push(piece);
        return piece;
      },
    };
    makePassphrase(random);
    expect(drawn.flatMap((piece) => [...piece]).every((byte) => byte === 0)).toBe(true);
  });
});

describe('recognising', () => {
  test.each(['7Q2K-M9XV-4HTR-D0WB-3NYE', 'IIII-LLLL-OOOO-UUUU-0000', 'ABCDE-ABCDE-ABCDE-ABCDE'])('%s', (value) => {
    expect(isCardPassphrase(ascii(value))).toBe(true);
  });

  test.each([
    '',
    '-',
    '7Q2K-M9XV-4HTR-D0WB-3NY',
    '7Q2K-M9XV-4HTR-D0WB-3NYE-',
    '-7Q2K-M9XV-4HTR-D0WB-3NY',
    '7Q2K-M9XV-4HTR-D0WB--NYE',
    '7q2K-M9XV-4HTR-D0WB-3NYE',
    '7Q2K M9XV 4HTR D0WB 3NYE',
    '7Q2KM9XV4HTRD0WB3NYE',
    '7Q2K-M9XV-4HTR-D0WB',
    'CARD-0001',
  ])('not "%s"', (value) => {
    expect(isCardPassphrase(ascii(value))).toBe(false);
  });
});
