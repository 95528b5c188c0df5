import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiBytes } from '../../../core/base/digest.ts';
import { checkPin } from '../../../core/people/pin.ts';

const kindOf = (pin: string): string | undefined => checkPin(asciiBytes(pin))?.error.kind;

describe('a PIN', () => {
  it.each(['12345', '1234567890123', '', '12a456', '493 71', '-49371'])('is not %j', (pin) => {
    expect(kindOf(pin)).toBe('pin-shape');
  });

  it.each([
    '111111',
    '121212',
    '123123',
    '123456',
    '654321',
    '456789',
    '890123',
    '246802',
    '112233',
    '123321',
    '010190',
    '240583',
    '830524',
    '198305',
    '051983',
    '19830524',
    '24051983',
    '05241983',
    '1231231231',
    '998877',
    '000000000000',
  ])('is not %s, which is tried first', (pin) => {
    expect(kindOf(pin)).toBe('pin-guessable');
  });

  it.each(['493716', '804975', '83617204', '906473851207'])('may be %s', (pin) => {
    expect(kindOf(pin)).toBeUndefined();
  });

  it('is not refused to more than one in ten who take any six digits, nor to fewer than the dates there are', () => {
    let refused = 0;
    for (let n = 0; n < 1_000_000; n += 7) if (kindOf(String(n).padStart(6, '0')) !== undefined) refused += 1;
    const share = (refused * 7) / 1_000_000;
    expect(share).toBeGreaterThan(0.03);
    expect(share).toBeLessThan(0.15);
  });

  it('is never said in what refuses it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{6,12}$/), (pin) => {
        const refused = checkPin(asciiBytes(pin));
        expect(JSON.stringify(refused ?? '')).not.toContain(pin);
      }),
    );
  });
});
