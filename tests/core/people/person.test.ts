import * as v from 'valibot';
import { describe, expect, it, test } from 'vitest';
import {
  initialsOf,
  isName,
  namesOf,
  onePerson,
  PersonSchema,
  SignaturesSchema,
  twoPeople,
} from '../../../core/people/person.ts';

test.each([
  [['Ada', 'Grace'], null],
  [['Ada', ' ADA '], 'same-person'],
  [['\uff21da', 'Ada'], 'same-person'],
  [['Li Wei', 'Li  Wei'], 'same-person'],
  [['Li Wei', 'Li\u3000Wei'], 'same-person'],
  [['Li Wei', '\uff2c\uff29 \uff37\uff45\uff49'], 'same-person'],
  [['Li Wei', 'li\u00a0wei '], 'same-person'],
  [['Li Wei', 'L\u0456 W\u0435i'], 'same-person'],
  [['Nikos', '\u039dikos'], 'same-person'],
  [['Åsa', 'Asa'], null],
  [['Ада', 'Ида'], null],
  [['Ada', ''], 'nobody'],
  [['Ada', '   '], 'nobody'],
  [['Ada', 'Grace\nHopper'], 'nobody'],
  [['Ada', 'Grace\u202eHopper'], 'nobody'],
  [['Ada', 'x'.repeat(61)], 'nobody'],
] as const)('M3: %j are two people: %s objects', (people, kind) => {
  const two = twoPeople(people);
  expect(two.ok ? null : two.error.kind).toBe(kind);
});

test.each([
  ['Ada', 'A'],
  ['Li Wei', 'LW'],
  ['Åsa Öst', 'AO'],
  ['Anna Maria von der Heide', 'AMV'],
  ['Trainee 1', 'T1'],
  ['Line 12', 'L1'],
  ['李伟', ''],
  ['Ида', ''],
])('the initials of %s are %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

describe('a name on record', () => {
  it('is spelled one way: NFKC, one space between words, none around them', () => {
    expect(onePerson(' \uff2ci \u3000 Wei ')).toEqual({ ok: true, value: { name: 'Li Wei' } });
    const two = twoPeople(['Li  Wei', ' Ada']);
    expect(two.ok && namesOf(two.value)).toEqual(['Li Wei', 'Ada']);
  });

  it('has 1 to 60 characters, in any script', () => {
    for (const name of ['A', '李', '𠮷'.repeat(60), 'x'.repeat(60)]) expect(isName(name)).toBe(true);
    for (const name of ['', ' ', '𠮷'.repeat(61), 'a\tb', 'a\u0000', 'a\ud800']) expect(isName(name)).toBe(false);
  });

  it('is taken back from a journal in that spelling alone', () => {
    expect(v.is(PersonSchema, { name: 'Li Wei' })).toBe(true);
    for (const name of ['Li  Wei', ' Li Wei', '\uff2ci Wei', '']) expect(v.is(PersonSchema, { name })).toBe(false);
  });

  it('is never twice under what two sign', () => {
    expect(v.is(SignaturesSchema, [{ name: 'Ada' }, { name: 'Grace' }])).toBe(true);
    expect(v.is(SignaturesSchema, [{ name: 'Ada' }, { name: 'ADA' }])).toBe(false);
  });
});

test.each([
  'L3Wh2WPg21MWqzMFYsVC7PeBXcq1ow32KRccRihnTUnAhJaZUvg1',
  '6PnQmAyBky9ZXJyZBv9QSGRUXkKh9HfnVsZWPn4YtcwoKy5vufUgfA3Ld7',
  'e9873d79c6d87dc0fb6a5778633389f4453213303da61f20bd67fc233aa33262'.slice(0, 60),
  '7Q2K-M9XV-4HTR-D0WB-3NYE',
])('what looks like a secret is nobody, alone or of two: %#', (secret) => {
  expect(onePerson(secret)).toMatchObject({ ok: false, error: { kind: 'secret-in-name' } });
  for (const two of [
    [secret, 'Anna Roth'],
    ['Anna Roth', secret],
  ] as const) {
    const refused = twoPeople(two);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'secret-in-name' } });
    expect(JSON.stringify(refused)).not.toContain(secret);
  }
});
