import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWrittenStationName, meantStation, writtenStationName } from '../../../core/transfer/station-name.ts';
import { spelledNames } from '../../../resources/words/spelled.ts';

test('fault 52: a station is named in any script, and what is written of it is ASCII', () => {
  for (const [typed, written] of [
    ['HEL-2-BENCH-01', 'HEL-2-BENCH-01'],
    ['Press B', 'Press B'],
    ['检验一号', '%E6%A3%80%E9%AA%8C%E4%B8%80%E5%8F%B7'],
    ['Bänk 3', 'B%C3%A4nk 3'],
    // Typed in two code points, written as one.
    ['Ba\u0308nk', 'B%C3%A4nk'],
    ['Пресс_2', '%D0%9F%D1%80%D0%B5%D1%81%D1%81_2'],
  ] as const) {
    expect(writtenStationName(typed)).toBe(written);
    expect(isWrittenStationName(written)).toBe(true);
    expect(meantStation(written)).toBe(written);
    expect(meantStation(` ${typed} `)).toBe(written);
    expect(spelledNames(`No receipt of ${written} is here.`)).toBe(`No receipt of ${typed.normalize('NFC')} is here.`);
  }
});

test('what is no name, or is written otherwise, is refused', () => {
  const refused = [
    '',
    ' ',
    '../up',
    'a/b',
    'a  b',
    '-a',
    'a-',
    'a\u202eb',
    'a\u200bb',
    'a%41',
    '检'.repeat(14),
    'x'.repeat(41),
  ];
  for (const typed of refused) expect(writtenStationName(typed)).toBeNull();
  // A capital may be written in two ways: only one is a name.
  for (const written of ['%41', '%e6%a3%80', '%E6%A3', '%2F', '%20', '%E2%80%AE', 'B%CC%88'])
    expect([written, isWrittenStationName(written)]).toEqual([written, written === 'B%CC%88']);
});

test('whatever is typed is a name or is refused, and a name is read as it was typed (property)', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (typed) => {
      const written = writtenStationName(typed);
      if (written === null) return;
      expect(written).toMatch(/^[A-Za-z0-9 ._%-]{1,120}$/);
      expect(isWrittenStationName(written)).toBe(true);
      expect(spelledNames(written)).toBe(typed.normalize('NFC'));
    }),
  );
});
