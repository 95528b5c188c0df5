import { describe, expect, it } from 'vitest';
import {
  functionKey,
  intentOf,
  keyAt,
  padDigit,
  type Placed,
  type Pressed,
  type Situation,
} from '../../../renderer/frame/keys.ts';

const key = (name: string, more: Partial<Pressed & Placed> = {}): Pressed & Placed => ({
  key: name,
  code: name,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
  ...more,
});
const idle: Situation = { dialog: false, typing: false, pressing: false };

describe('keys of every window', () => {
  it('gives every screen the F key on its tab', () => {
    for (const index of [0, 1, 4, 11]) {
      expect(functionKey(keyAt(index))).toBe(index);
      expect(intentOf(key(keyAt(index)), { ...idle, typing: true })).toEqual({ do: 'go', index });
    }
    for (const other of ['F0', 'F13', 'F', 'f1', 'Enter']) expect(functionKey(other)).toBeNull();
  });

  it('does nothing while a dialog is open, a modifier is down or a key is held', () => {
    expect(intentOf(key('F2'), { ...idle, dialog: true })).toBeNull();
    for (const more of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { repeat: true }])
      expect(intentOf(key('Escape', more), idle)).toBeNull();
  });

  it('opens the help with a question mark of either width, but not in a text', () => {
    expect(intentOf(key('?'), idle)).toEqual({ do: 'help' });
    expect(intentOf(key('？'), idle)).toEqual({ do: 'help' });
    expect(intentOf(key('?'), { ...idle, typing: true })).toBeNull();
  });

  it('opens the page of the scanner with the point of the number block, but not where it is Delete or types', () => {
    const point = key('.', { code: 'NumpadDecimal' });
    expect(intentOf(point, idle)).toEqual({ do: 'scanner' });
    expect(intentOf(key(',', { code: 'NumpadDecimal' }), idle)).toEqual({ do: 'scanner' });
    expect(intentOf(point, { ...idle, typing: true })).toBeNull();
    expect(intentOf(key('Delete', { code: 'NumpadDecimal' }), idle)).toBeNull();
    expect(intentOf(key('.', { code: 'Period' }), idle)).toBeNull();
  });

  it('takes the digits of the number block by their place', () => {
    expect(padDigit({ code: 'Numpad7' })).toBe(7);
    for (const code of ['Digit7', 'Numpad', 'NumpadEnter', 'Numpad77']) expect(padDigit({ code })).toBeNull();
  });

  it('closes what is in the way with Escape, and leaves Enter alone', () => {
    expect(intentOf(key('Escape'), idle)).toEqual({ do: 'dismiss' });
    expect(intentOf(key('Enter'), idle)).toBeNull();
  });
});
