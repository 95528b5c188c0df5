import { describe, expect, it } from 'vitest';
import { createHandTyping } from '../../../../renderer/roles/bench/typing.ts';

/** Types one character every so many milliseconds; whether all of it was by hand. */
function type(length: number, every: number, hand = createHandTyping(), from = 1000): boolean {
  return Array.from({ length }, (_, i) => hand.changed(i + 1, from + i * every)).every(Boolean);
}

describe('a serial that is typed', () => {
  it('is taken from hands, slow or fast', () => {
    expect(type(12, 200)).toBe(true);
    expect(type(24, 30)).toBe(true);
  });

  it('is not taken from a scanner that is set as a keyboard, nor all at once', () => {
    expect(type(12, 1)).toBe(false);
    expect(type(12, 15)).toBe(false);
    expect(createHandTyping().changed(12, 1000)).toBe(false);
  });

  it('leaves nothing of what a scanner types, to its last character', () => {
    const hand = createHandTyping();
    let field = 0;
    for (let i = 0; i < 58; i++) field = hand.changed(field + 1, 1000 + i * 3) ? field + 1 : 0;
    expect(field).toBe(0);
  });

  it('may be corrected, and begun anew after a scanner', () => {
    const hand = createHandTyping();
    expect(type(4, 200, hand)).toBe(true);
    expect([3, 2, 1, 0].map((length) => hand.changed(length, 2000))).toEqual([true, true, true, true]);
    expect(hand.changed(24, 3000)).toBe(false);
    expect(type(12, 200, hand, 5000)).toBe(true);
  });
});
