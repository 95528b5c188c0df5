import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PadKey } from '../../../electron/bridge/people-window.ts';
import { PinPad } from '../../../electron/people/pin-pad.ts';

const down = (key: string, isAutoRepeat = false) => ({ type: 'keyDown', key, isAutoRepeat });
const up = (key: string) => ({ type: 'keyUp', key, isAutoRepeat: false });

const typed = (pad: PinPad): string => {
  using pin = pad.take();
  return pin.use((bytes) => Buffer.from(bytes).toString('latin1'));
};

const stroke = (pad: PinPad, keys: string): void => {
  for (const key of keys) {
    pad.stroke(down(key));
    pad.stroke(up(key));
  }
};

describe('a PIN pad', () => {
  it('holds what was typed with keys and with buttons alike, never more than twelve digits', () => {
    const keys = fc.array(fc.constantFrom<PadKey>('0', '1', '5', '9', 'back'), { maxLength: 30 });
    fc.assert(
      fc.property(keys, fc.boolean(), (pressed, byHand) => {
        const pad = new PinPad();
        let meant = '';
        for (const key of pressed) {
          if (byHand) pad.press(key);
          else strike(pad, key === 'back' ? 'Backspace' : key);
          meant = key === 'back' ? meant.slice(0, -1) : (meant + key).slice(0, 12);
        }
        expect(pad.count).toBe(meant.length);
        expect(typed(pad)).toBe(meant);
        expect(pad.count).toBe(0);
      }),
    );
  });

  it('notices a key that lies there: what was typed is gone, and nothing is taken until it is up', () => {
    const pad = new PinPad();
    stroke(pad, '4829');
    pad.stroke(down('5'));
    for (let i = 0; i < 5; i++) pad.stroke(down('5', true));
    expect([pad.count, pad.trouble]).toEqual([0, 'stuck']);
    pad.stroke(down('7'));
    expect(pad.count).toBe(0);
    pad.stroke(up('5'));
    stroke(pad, '482957');
    expect([typed(pad), pad.trouble]).toEqual(['482957', null]);
  });

  it('takes a key that is held a little for one stroke', () => {
    const pad = new PinPad();
    pad.stroke(down('5'));
    pad.stroke(down('5', true));
    pad.stroke(up('5'));
    expect(typed(pad)).toBe('5');
  });

  it('keeps nothing of a badge that a scanner types like a keyboard', () => {
    const pad = new PinPad();
    stroke(pad, 'TF3:AEFAWDANBYHRAEIAAEBAGBAFAYDQQCIKBMGA2DQPMKVYICXY');
    expect([pad.count, pad.trouble]).toEqual([0, 'letters']);
    expect(pad.stroke(down('Enter'))).toBe('enter');
  });

  it('knows a number block without its Num Lock', () => {
    const pad = new PinPad();
    stroke(pad, '12');
    pad.stroke(down('PageUp'));
    expect([pad.count, pad.trouble]).toEqual([0, 'num-lock']);
  });

  it('leaves the page what moves between its buttons', () => {
    const pad = new PinPad();
    expect([pad.stroke(down('Tab')), pad.stroke(down(' ')), pad.stroke(down('Escape'))]).toEqual([
      null,
      null,
      'cancel',
    ]);
  });
});

function strike(pad: PinPad, key: string): void {
  pad.stroke(down(key));
  pad.stroke(up(key));
}
