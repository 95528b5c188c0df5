import { fail, type Failed } from '../result.ts';

/** The names of two people who both vouch for something. */
export type People = readonly [string, string];

/** Why these are not two people's names; `null` if they are. */
export function checkPeople(people: People): Failed<'same-person' | 'nobody'> | null {
  const [first, second] = people.map((person) => person.normalize('NFKC').trim().toLowerCase());
  if (!people.every((person) => NAME.test(person))) {
    return fail('nobody', 'Two people give their names: 1 to 60 characters each, in one line.');
  }
  return first === second ? fail('same-person', 'Two different people must sign.') : null;
}

const NAME = /^(?=.*\S)[^\p{C}\p{Zl}\p{Zp}]{1,60}$/u;
