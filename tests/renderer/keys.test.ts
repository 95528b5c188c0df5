import { describe, expect, it } from 'vitest';
import { intentOf, keyOf, SCREENS, screenOf, type Pressed, type Situation } from '../../renderer/keys.ts';

const key = (name: string, more: Partial<Pressed> = {}): Pressed => ({
  key: name,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
  ...more,
});
const bench: Situation = { screen: 'bench', step: 'serial', dialog: false, typing: false, pressing: false };
const atLaser: Situation = { ...bench, step: 'marking' };

describe('keys', () => {
  it('gives every screen the F key on its tab', () => {
    expect(SCREENS.map((screen) => screenOf(keyOf(screen)))).toEqual(SCREENS);
    for (const screen of SCREENS)
      expect(intentOf(key(keyOf(screen)), { ...bench, typing: true })).toEqual({ do: 'go', screen });
  });

  it('answers the laser with Enter and Escape, only where it is asked', () => {
    expect(intentOf(key('Enter'), atLaser)).toEqual({ do: 'marked', finished: true });
    expect(intentOf(key('Escape'), atLaser)).toEqual({ do: 'marked', finished: false });
    expect(intentOf(key('Enter'), bench)).toBeNull();
    expect(intentOf(key('Enter'), { ...atLaser, screen: 'batch' })).toBeNull();
    expect(intentOf(key('Enter'), { ...atLaser, typing: true })).toBeNull();
  });

  it('leaves Enter to the button that has the focus, so that one press is one answer', () => {
    expect(intentOf(key('Enter'), { ...atLaser, pressing: true })).toBeNull();
  });

  it('does nothing while a dialog is open, a modifier is down or a key is held', () => {
    expect(intentOf(key('Enter'), { ...atLaser, dialog: true })).toBeNull();
    expect(intentOf(key('F2'), { ...bench, dialog: true })).toBeNull();
    for (const more of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { repeat: true }])
      expect(intentOf(key('Escape', more), atLaser)).toBeNull();
  });

  it('opens the help with a question mark of either width, but not in a text', () => {
    expect(intentOf(key('?'), bench)).toEqual({ do: 'help' });
    expect(intentOf(key('？'), bench)).toEqual({ do: 'help' });
    expect(intentOf(key('?'), { ...bench, typing: true })).toBeNull();
  });

  it('closes what is in the way with Escape', () => {
    expect(intentOf(key('Escape'), bench)).toEqual({ do: 'dismiss' });
  });
});
