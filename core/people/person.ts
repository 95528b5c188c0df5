/** Who a person is in a record, and when two people are two. The only place that knows either. */
import * as v from 'valibot';
import { failIn, ok, type Failed, type Result } from '../base/result.ts';
import { looksSecret } from '../scan/secret.ts';
import { LOOKS_LIKE } from './look-alikes.ts';

const fail = failIn('people');

/** Names of two people who both vouch for something. */
export type People = readonly [string, string];

export type PersonFailure = 'nobody' | 'secret-in-name';
export type PeopleFailure = PersonFailure | 'same-person';

/** As a record keeps a name: NFKC, one space between words and none around them. */
const spelled = (typed: string): string => typed.normalize('NFKC').trim().replace(/\s+/gu, ' ');

/** One name in two spellings of its case, or in letters of another script that look the same, is one person. */
const folded = (typed: string): string =>
  [...spelled(typed).normalize('NFD')]
    .map((letter) => LOOKS_LIKE.get(letter) ?? LOOKS_LIKE.get(letter.toLowerCase()) ?? letter)
    .join('')
    .toLowerCase();

/** What two spellings of one name have in common. */
export const foldedName = folded;

/** No control or format characters, no line ends, no halves of surrogates; counted in code points. */
const NAME = /^[^\p{C}\p{Zl}\p{Zp}]{1,60}$/u;

/** Whether this is a name just as a record keeps one. */
export const isSpelledName = (name: string): boolean => NAME.test(name) && spelled(name) === name;

/** A person as records name one. What else proves who it was (a badge, a signature) is an optional field beside the name. */
export const PersonSchema = v.pipe(v.strictObject({ name: v.pipe(v.string(), v.check(isSpelledName)) }), v.readonly());
export type Person = v.InferOutput<typeof PersonSchema>;

/** Two different people who both vouch for something, as records name them. */
export const SignaturesSchema = v.pipe(
  v.strictTuple([PersonSchema, PersonSchema]),
  v.check(([first, second]) => folded(first.name) !== folded(second.name)),
  v.readonly(),
);
export type Signatures = v.InferOutput<typeof SignaturesSchema>;

/** Whether what was typed can be somebody's name. */
export const isName = (typed: string): boolean => !/[\n\r\t\v\f]/.test(typed.trim()) && NAME.test(spelled(typed));

/** A record keeps a name for good, so what a scanner has put into its field must not get there. */
function secretIn(typed: string): Failed<'secret-in-name'> | null {
  if (!looksSecret(typed) && !looksSecret(spelled(typed))) return null;
  return fail(
    'secret-in-name',
    'What was given as a name looks like a key or a passphrase. It was not stored: give a name, and call your supervisor.',
  );
}

/** The person who gave this name. */
export function onePerson(typed: string): Result<Person, PersonFailure> {
  if (!isName(typed)) return fail('nobody', 'Somebody gives a name: 1 to 60 characters, in one line.');
  return secretIn(typed) ?? ok({ name: spelled(typed) });
}

/** The two people who gave these names, if they are two. */
export function twoPeople(typed: People): Result<Signatures, PeopleFailure> {
  if (!typed.every(isName)) {
    return fail('nobody', 'Two people give their names: 1 to 60 characters each, in one line.');
  }
  const [first, second] = typed;
  const secret = secretIn(first) ?? secretIn(second);
  if (secret !== null) return secret;
  if (folded(first) === folded(second)) return fail('same-person', 'Two different people must sign.');
  return ok([{ name: spelled(first) }, { name: spelled(second) }]);
}

/** First letters and figures of a name for what has room for no more, in plain Latin as labels have; empty where it has none. */
export const initialsOf = (name: string): string =>
  [...name.normalize('NFKD').matchAll(/(?<![\p{L}\p{M}\p{N}])[A-Za-z0-9]/gu)]
    .slice(0, 3)
    .map(([letter]) => letter.toUpperCase())
    .join('');

/** Their names, to be shown. */
export const namesOf = ([first, second]: Signatures): People => [first.name, second.name];
