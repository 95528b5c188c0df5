import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupOf, nothingTyped, put, symbolIn, allTyped } from '../../../../renderer/roles/bench/readback.ts';

describe('symbolIn', () => {
  it('takes the last letter or digit, as a capital', () => {
    expect(symbolIn('q')).toBe('Q');
    expect(symbolIn('Q7')).toBe('7');
    expect(symbolIn(' 7 ')).toBe('7');
  });

  it('understands the full-width letters of a Chinese input method', () => {
    expect(symbolIn('ｑ')).toBe('Q');
    expect(symbolIn('７')).toBe('7');
  });

  it('takes nothing else', () => {
    for (const text of ['', '-', '王', ' ', 'é']) expect(symbolIn(text)).toBeNull();
  });

  it('never guesses between look-alikes', () => {
    expect(['O', '0', 'I', '1', 'l'].map(symbolIn)).toEqual(['O', '0', 'I', '1', 'L']);
  });

  it('gives one symbol of a card or nothing, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(symbolIn(text) ?? 'A').toMatch(/^[0-9A-Z]$/);
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
    expect([1, 4, 5, 14, 20].map(groupOf)).toEqual([
      { group: 1, place: 1 },
      { group: 1, place: 4 },
      { group: 2, place: 1 },
      { group: 4, place: 2 },
      { group: 5, place: 4 },
    ]);
  });
});
