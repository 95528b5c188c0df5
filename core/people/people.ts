import { fail, type Failed } from '../base/result.ts';
import { looksSecret } from '../scan/recognise.ts';

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

/** Why this is not one person's name; `null` if it is. */
export function checkPerson(person: string): Failed<'nobody'> | null {
  if (NAME.test(person)) return null;
  return fail('nobody', 'Somebody gives a name: 1 to 60 characters, in one line.');
}

/** Why these are not words for a record, which keeps them for good; `null` if they are. */
export function checkWords(words: string): Failed<'no-reason' | 'secret-in-reason'> | null {
  if (!WORDS.test(words)) return fail('no-reason', 'Say why: 3 to 200 characters, in one line.');
  if (!looksSecret(words)) return null;
  return fail(
    'secret-in-reason',
    'What was typed as a reason looks like a key or a passphrase. Say it in other words.',
  );
}

const WORDS = /^(?=.*\S.*\S.*\S)[^\p{C}\p{Zl}\p{Zp}]{3,200}$/u;
const NAME = /^(?=.*\S)[^\p{C}\p{Zl}\p{Zp}]{1,60}$/u;
