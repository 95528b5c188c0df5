import { describe, expect, it } from 'vitest';
import type { PersonView } from '../../../electron/bridge/people.ts';
import { personIn, ROLE_CHOICES, roleChoiceOf, signers, standingOfPerson } from '../../../renderer/frame/people.ts';

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

describe('how somebody stands at a station', () => {
  const one = { person: 'aa', name: 'Ada', roles: ['operator'], active: true, revoked: false, locked: false } as const;
  const standing = (over: Partial<PersonView>, present: string | null = null): string =>
    standingOfPerson({ ...one, machine: false, ...over }, present).word;

  it('is said by what matters most', () => {
    expect(standing({})).toBe('good');
    expect(standing({}, 'aa')).toBe('here');
    expect(standing({ locked: true }, 'aa')).toBe('locked');
    expect(standing({ active: false })).toBe('elsewhere');
    expect(standing({ active: false, revoked: true, locked: true })).toBe('revoked');
  });

  it('with roles that are chosen as one thing', () => {
    expect(roleChoiceOf(['operator', 'supervisor'])).toBe('both');
    expect(Object.entries(ROLE_CHOICES).every(([choice, roles]) => roleChoiceOf(roles) === choice)).toBe(true);
  });
});
