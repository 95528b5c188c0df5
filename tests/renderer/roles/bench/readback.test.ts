import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkReadback, shapeOf } from '../../../../core/etch/readback.ts';
import { groupOf, nothingTyped, put, symbolIn, allTyped } from '../../../../renderer/roles/bench/readback.ts';

describe('symbolIn', () => {
  it('takes the last letter or digit, as a capital', () => {
    expect(symbolIn('q', false)).toBe('Q');
    expect(symbolIn('Q7', false)).toBe('7');
    expect(symbolIn(' 7 ', false)).toBe('7');
  });

  it('understands the full-width letters of a Chinese input method', () => {
    expect(symbolIn('ｑ', false)).toBe('Q');
    expect(symbolIn('７', false)).toBe('7');
  });

  it('takes nothing else', () => {
    for (const text of ['', '-', '王', ' ', 'é']) expect(symbolIn(text, false)).toBeNull();
  });

  it('never guesses between look-alikes', () => {
    expect(['O', '0', 'I', '1', 'l'].map((text) => symbolIn(text, false))).toEqual(['O', '0', 'I', '1', 'L']);
  });

  it('gives one symbol of a card or nothing, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(symbolIn(text, false) ?? 'A').toMatch(/^[0-9A-Z]$/);
      }),
    );
  });
});

describe('typing', () => {
  it('is allTyped once every box is filled, in the order asked', () => {
    const typed = put(put(nothingTyped([3, 8]), 1, '7'), 0, 'Q');
    expect(allTyped(typed)).toBe('Q7');
    expect(allTyped(put(typed, 0, null))).toBeNull();
  });

  it('names the place of a position in its group of four', () => {
    expect([1, 4, 5, 14, 20].map((position) => groupOf(position, [4, 4, 4, 4, 4]))).toEqual([
      { group: 1, place: 1 },
      { group: 1, place: 4 },
      { group: 2, place: 1 },
      { group: 4, place: 2 },
      { group: 5, place: 4 },
    ]);
  });
});

describe('fault 7: what is read back is what stands on the metal', () => {
  const code = Buffer.from('cfrm38V5UPS5Aik2Z91tWbgNUTDmL4uKyUF4CX7wATVikgxRfg9tjCT7Mdon16uVeWCJqjnFGts');
  const fives = Buffer.from('A2B3C-D4E5F-G6H7J-K8M9N');

  it.each([
    [[1, 2, 40, 75], 'cfws'],
    [[4, 16, 29, 60], 'm2Ln'],
  ])('takes a confirmation code at %s as it is written', (positions, said) => {
    const { cased } = shapeOf(code);
    const typed = [...said].map((symbol) => symbolIn(symbol, cased)).join('');
    expect(checkReadback(code, positions, typed)).toEqual({ ok: true, value: null });
    expect(checkReadback(code, positions, typed.toUpperCase())).toMatchObject({ ok: false });
  });

  it('counts the groups that are on the card', () => {
    const { groups, cased } = shapeOf(fives);
    expect({ groups, cased }).toEqual({ groups: [5, 5, 5, 5], cased: false });
    expect([5, 6, 12].map((position) => groupOf(position, groups))).toEqual([
      { group: 1, place: 5 },
      { group: 2, place: 1 },
      { group: 3, place: 2 },
    ]);
  });
});
