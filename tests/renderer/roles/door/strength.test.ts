import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secretOf } from '../../../fakes/commissioned.ts';
import { checkPassphrase } from '../../../../electron/station/commission.ts';
import { ADVISED, strengthOf } from '../../../../renderer/roles/door/strength.ts';

describe('strengthOf', () => {
  it('counts words as words, and the same word once', () => {
    const six = 'anvil-Basket canyon dolphin_ember.falcon';
    expect(strengthOf(six)).toEqual({ is: 'good', bits: ADVISED });
    expect(strengthOf('anvil basket canyon dolphin')).toEqual({ is: 'weak', bits: 51 });
    expect(strengthOf('anvil anvil anvil anvil anvil anvil')).toEqual({ is: 'weak', bits: 12 });
  });

  it('counts anything else by its different characters', () => {
    expect(strengthOf('aaaaaaaaaaaa')).toEqual({ is: 'weak', bits: 0 });
    expect(strengthOf('121212121212')).toEqual({ is: 'weak', bits: 12 });
    expect(strengthOf('q7!Zk0v#Lm2$Xe9&Rt5@')).toEqual({ is: 'good', bits: 86 });
  });

  it('says what is missing before it says how good it is', () => {
    expect(strengthOf('')).toEqual({ is: 'empty' });
    expect(strengthOf('eleven chars'.slice(1))).toEqual({ is: 'short', missing: 1 });
    expect(strengthOf('zwölf Zeichen und mehr')).toEqual({ is: 'illegal' });
  });

  it('takes for weak or good what a station takes, and nothing else', () => {
    const typed = fc.string({ maxLength: 40, unit: fc.constantFrom(...'aZ09 -_~é\n') });
    fc.assert(
      fc.property(typed, (text) => {
        const taken = ['weak', 'good'].includes(strengthOf(text).is);
        expect(taken).toBe(checkPassphrase(secretOf(text)) === null);
      }),
    );
  });
});
