import { describe, expect, it } from 'vitest';
import { personIn, signers } from '../../../renderer/frame/people.ts';

describe('people', () => {
  it('takes names as they are written, without the blanks around them', () => {
    expect(personIn(' 王明 ')).toBe('王明');
    expect(personIn('A')).toBeNull();
    expect(personIn('   ')).toBeNull();
    expect(personIn('x'.repeat(61))).toBeNull();
  });

  it('wants two different people', () => {
    expect(signers('Aino', ' Bo ')).toEqual(['Aino', 'Bo']);
    expect(signers('Aino', 'aino ')).toBeNull();
    expect(signers('Aino', '')).toBeNull();
  });
});
