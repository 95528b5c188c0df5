import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutToFit, halve, heightToFit, widthOf, wrap } from '../../../core/sticker/lettering.ts';
import { textField, zplLabel } from '../../../core/sticker/languages/zpl.ts';
import { printZpl } from '../../fakes/print.ts';

test('no printable text is wider on the label than foretold', async () => {
  const size = { width: 100, height: 25, dpmm: 8 };
  const characters = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i));
  const rows = characters.map((character) => character.repeat(5));
  const wider: string[] = [];
  for (let at = 0; at < rows.length; at += 5) {
    const some = rows.slice(at, at + 5);
    const fields = some.map((text, i) => textField({ x: 0, y: 40 * i }, text, { height: 40 }));
    const printed = await printZpl(zplLabel(size, fields), size);
    for (const [i, text] of some.entries()) {
      let right = 0;
      for (let y = 40 * i; y < 40 * i + 40; y++) {
        for (let x = 0; x < printed.width; x++) if (printed.dark(x, y)) right = Math.max(right, x);
      }
      if (right > widthOf(text, 40)) wider.push(`${text} ${right} > ${widthOf(text, 40)}`);
    }
  }
  expect(wider).toEqual([]);
});

test('a text is as high as it may be and as its width allows', () => {
  expect([heightToFit('FAIL', 1000, 20), heightToFit('WWWWW', 46, 20)]).toEqual([20, 10]);
});

test('what is too long ends in three dots', () => {
  expect(cutToFit('AAAAA', 63, 20)).toBe('AAAAA');
  expect(cutToFit('AAAAAAAAAA', 63, 20)).toBe('AAA...');
});

test.each([
  ['CARD-000123', 'CARD-', '000123'],
  ['A-B-C-000000000123', 'A-B-C-', '000000000123'],
  ['ABCDE', 'ABC', 'DE'],
  ['A-CDEFGHIJ', 'A-CDE', 'FGHIJ'],
])('%s is halved into %s and %s', (word, first, second) => {
  expect(halve(word)).toEqual([first, second]);
});

test('lines break at spaces, and the last one is cut', () => {
  expect(wrap('one two three four five six', 80, 10, 2)).toEqual(['one two three', 'four five six']);
  expect(wrap('one two three four five six seven eight', 80, 10, 2)).toEqual(['one two three', 'four five six...']);
  expect(wrap('  ', 80, 10, 2)).toEqual([]);
});

test('no line is wider than asked for, and none is lost while there is room (property)', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 30, max: 300 }), (text, width) => {
      const lines = wrap(text, width, 10, 3);
      expect(lines.length).toBeLessThanOrEqual(3);
      expect(lines.filter((line) => widthOf(line, 10) > width)).toEqual([]);
      const whole = wrap(text, 1e6, 10, 3).join(' ');
      expect(whole).toBe(text.trim().split(/\s+/).join(' '));
    }),
  );
});
