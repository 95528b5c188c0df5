import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TypedBadge } from '../../../electron/people/typed-badge.ts';

const BADGE = 'TF3:AFNAAAAAAAAAAAKRKFIVCUKRKFIVCUKRKFIVCUKRKFILDUXG';

/** A page of one window, and who types into it. */
function page() {
  let now = 0;
  const found: string[] = [];
  const typed = new TypedBadge(
    () => now,
    (number) => found.push(number),
  );
  let reached = '';
  const strike = (key: string): void => {
    if (!typed.stroke({ type: 'keyDown', key })) reached += key;
    typed.stroke({ type: 'keyUp', key });
  };
  return {
    found,
    strike,
    type: (text: string) => [...text].forEach(strike),
    wait: (ms: number) => void (now += ms),
    get reached() {
      return reached;
    },
  };
}

describe('a badge that a scanner types like a keyboard', () => {
  it('is known before a letter of its secret has come, and nothing behind reaches the page', () => {
    const at = page();
    at.type(BADGE);
    at.strike('Enter');
    // Five bytes: the version, and the half of the id that stands on the badge.
    expect(at.reached).toBe('TF3:AFNAAAA');
    expect(at.found).toEqual(['5a000000']);
    at.strike('Enter');
    expect(at.reached).toBe('TF3:AFNAAAAEnter');
  });

  it.each([
    ['behind other text', `T TF TF3 ${BADGE}`],
    ['in small letters', BADGE.toLowerCase()],
    ['on a keyboard of another country', BADGE.replace(':', 'Ö')],
    ['twice', BADGE + BADGE],
  ])('is known %s', (_, text) => {
    const at = page();
    at.type(text);
    expect(new Set(at.found)).toEqual(new Set(['5a000000']));
    expect(at.reached.toUpperCase()).not.toContain('AFNAAAAA');
  });

  it('is known with the Shift that is held for its letters', () => {
    const at = page();
    for (const letter of BADGE) ['Shift', letter].forEach(at.strike);
    expect(at.found).toEqual(['5a000000']);
  });

  it('takes no key from whoever types on afterwards', () => {
    const at = page();
    at.type(BADGE.slice(0, 20));
    at.wait(501);
    at.type('abc');
    expect(at.reached).toBe('TF3:AFNAAAAabc');
    at.type(BADGE);
    at.type('abc');
    expect(at.reached).toBe('TF3:AFNAAAAabcTF3:AFNAAAAabc');
  });

  it('leaves everything else to the page', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('T', 'f', '3', ':', 'A', '7', '8', 'Enter', 'Tab', '工')), (keys) => {
        const text = keys.join('');
        fc.pre(!/tf3[^0-9a-z][a-z2-7]{8}/i.test(text.replaceAll('Enter', '8').replaceAll('Tab', '8')));
        const at = page();
        keys.forEach(at.strike);
        expect([at.reached, at.found]).toEqual([text, []]);
      }),
    );
  });
});
