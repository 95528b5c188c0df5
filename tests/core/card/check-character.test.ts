import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkCharacter, endsInCheck, haveChecks } from '../../../core/card/check-character.ts';

const SYMBOLS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** As the standard's text has it: the remainder of a text with its check character is 1. */
function isRight(text: string): boolean {
  let p = 36;
  const values = [...text].map((symbol) => SYMBOLS.indexOf(symbol));
  for (const value of values.slice(0, -1)) {
    const s = (p + value) % 36;
    p = ((s === 0 ? 36 : s) * 2) % 37;
  }
  return (p + (values.at(-1) ?? 0)) % 36 === 1;
}

test('gives the characters of published examples', () => {
  // GRid, the Global Release Identifier (IFPI), uses this system.
  expect(checkCharacter('A12425GABC1234002')).toBe('M');
  expect(checkCharacter('A1-2425G-ABC1234002-')).toBe('M');
  expect(checkCharacter('DADPIDA3897722461')).toBe('J');
  expect(checkCharacter('123AB')).toBe('X');
});

test('fits the standard, and notices every single wrong character', () => {
  const text = fc.string({ unit: fc.constantFrom(...SYMBOLS), minLength: 1, maxLength: 24 });
  fc.assert(
    fc.property(text, fc.nat(), fc.integer({ min: 1, max: 35 }), (body, where, by) => {
      const whole = body + checkCharacter(body);
      expect(isRight(whole)).toBe(true);
      const at = where % whole.length;
      const other = SYMBOLS.charAt((SYMBOLS.indexOf(whole.charAt(at)) + by) % 36);
      expect(isRight(whole.slice(0, at) + other + whole.slice(at + 1))).toBe(false);
    }),
  );
});

test('refuses what no serial holds', () => {
  expect(['a', ' ', '+', 'Ä'].map((text) => () => checkCharacter(text))).toSatisfy((calls: (() => string)[]) =>
    calls.every((call) => {
      expect(call).toThrow(RangeError);
      return true;
    }),
  );
});

test('knows serials that have check characters from those that do not, where there are enough to tell', () => {
  const bodies = ['TF-0001', 'TF-0002', 'TF-0003', 'TF-0004'];
  const checked = bodies.map((body) => body + checkCharacter(body));
  expect(checked.map(endsInCheck)).toEqual([true, true, true, true]);
  expect(haveChecks(checked)).toBe(true);
  expect(haveChecks(checked.slice(1))).toBe(false);
  expect(haveChecks([...checked, 'TF-00050'])).toBe(false);
  expect(['', 'A', '-', 'tf-0001', 'TF-0001-'].map(endsInCheck)).toEqual([false, false, false, false, false]);
});
