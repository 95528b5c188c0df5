/**
 * What people sign, no page can sign for them: between a call's schema and its handler stands a native question; where
 * people are enrolled, one that is answered with badges and PINs, and whatever names the page has given are put aside.
 *
 * A call that names two people, or a supervisor, or answers for an incident, has a question in {@link QuestionsOf}, or its role does not compile.
 * Here, and nowhere else, is decided how people answer for themselves.
 */
import { isDeepStrictEqual } from 'node:util';
import { failIn, type Failed } from '../../core/base/result.ts';
import { isAct, isSigned, type Act, type ActRow } from '../../core/people/acts.ts';
import { onePerson, twoPeople, type People } from '../../core/people/person.ts';
import { createExclusive } from '../../core/work/queue.ts';
import type { Words } from '../../resources/words/language.ts';
import type { PeopleDesk } from '../people/desk.ts';
import type { Attendance } from '../station/attendance.ts';
import type { CallTable, InputOf } from './form.ts';

const fail = failIn('people');

export type Dialogs = Words['dialogs'];

/** What is asked outside the page. */
export interface SigningQuestion {
  readonly question: string;
  readonly detail: string;
  /** On the button that says yes. */
  readonly act: string;
}

/** Those of the calls that people sign. */
type Signed<C extends CallTable> = {
  [N in keyof C]: InputOf<C, N> extends
    { readonly people: People } | { readonly supervisor: string } | { readonly incident: number }
    ? N
    : never;
}[keyof C];

/** What is asked before each call that people sign, in the words of the window: of what the station knows, not the page. */
export type QuestionsOf<C extends CallTable> = {
  readonly [N in Signed<C>]: (input: InputOf<C, N>, dialogs: Dialogs) => SigningQuestion;
};

/** Names of people in an input of the bridge. */
interface Signers {
  readonly people?: People;
  readonly supervisor?: string;
}

/** Where people answer for themselves. */
export interface SigningDesk {
  /** Words of the window as they are now. */
  words(): Dialogs;
  /** Asks where no page can answer. */
  confirm(question: SigningQuestion): Promise<boolean>;
}

/**
 * Lets people sign, one question at a time.
 *
 * @returns a function that asks `question` about `input`, and does `act` after a yes to a question that is still the same
 */
export function createSigning({ words, confirm }: SigningDesk) {
  const exclusive = createExclusive(() =>
    fail('question-open', 'A question is waiting for an answer in a window of its own. Answer that one first.'),
  );

  return <I>(input: I, question: (input: I, dialogs: Dialogs) => SigningQuestion, act: () => Promise<unknown>) => {
    const refused = objectionTo(input as Signers);
    if (refused !== null) return Promise.resolve(refused);
    let done: Promise<unknown> | null = null;
    return exclusive
      .run(async () => {
        const dialogs = words();
        const asked = question(input, dialogs);
        if (!(await confirm(asked))) return fail('not-confirmed', 'Nothing was done: nobody confirmed it.');
        // A page may have put another batch on the desk meanwhile: people have signed for what they read.
        if (!isDeepStrictEqual(question(input, dialogs), asked)) {
          return fail('question-changed', 'Nothing was done: what was asked about has changed meanwhile. Look again.');
        }
        done = act();
        return null;
      })
      .then((answer) => answer ?? done);
  };
}

/** What a page's names are before it is known who signs. */
const UNNAMED: People = ['1', '2'];

/** An input of the bridge as main takes it where people are enrolled: its names say nothing. */
export const unnamed = (input: unknown): unknown => (isFields(input) ? { ...input, ...fieldsOf(UNNAMED) } : input);

const isFields = (input: unknown): input is Readonly<Record<string, unknown>> =>
  typeof input === 'object' && input !== null && !Array.isArray(input);

/** Wherever a call has a name: the first is who does it, or answers for it. */
const fieldsOf = ([first, second]: readonly [string, string]) => ({
  people: [first, second],
  ...{ supervisor: first, person: first, carrier: first },
});

/** Only the fields that the call has. */
function named<I>(input: I, names: readonly string[]): I {
  const [first = '', second = ''] = names;
  if (!isFields(input)) return input;
  const fields = Object.entries(fieldsOf([first, second])).filter(([field]) => input[field] != null);
  return { ...input, ...Object.fromEntries(fields) };
}

/** The act that a call is: its own name, or the deed that it decides. */
export const actOfCall = (name: string, input: unknown): string =>
  isFields(input) && typeof input['deed'] === 'string' ? input['deed'] : name;

export interface AttendedCall<I> {
  readonly name: string;
  readonly input: I;
  readonly question: ((input: I, dialogs: Dialogs) => SigningQuestion) | undefined;
  readonly handler: (input: I) => Promise<unknown>;
  /** Where the table has another row for this case. */
  readonly row?: ActRow | undefined;
}

/** Where people who are enrolled answer for themselves. */
export interface BadgeDesk {
  words(): Dialogs;
  readonly people: PeopleDesk;
}

/** Does a call for who is signed in, after those have signed with badge and PIN who must. */
export async function signAttended<I>(
  attendance: Attendance,
  { words, people }: BadgeDesk,
  { name, input, question, handler, row }: AttendedCall<I>,
): Promise<unknown> {
  const act = actOfCall(name, input);
  if (!isAct(act) || !isSigned(act)) {
    return handler(named(input, attendance.present === null ? [] : [attendance.present.name]));
  }
  const dialogs = words();
  const meaning = (): Pick<SigningQuestion, 'question' | 'detail'> =>
    question === undefined ? plainMeaning(act, input, dialogs) : question(input, dialogs);
  const asked = meaning();
  return attendance.sign(
    act,
    asked,
    people,
    async (signers) => {
      // A page may have put another batch on the desk meanwhile: people have signed for what they read.
      if (!isDeepStrictEqual(meaning(), asked)) {
        return fail('question-changed', 'Nothing was done: what was asked about has changed meanwhile. Look again.');
      }
      const names = signers.map(({ person }) => person.name);
      return (await handler(named(input, names))) as Failed;
    },
    row,
  );
}

/** Of a call that has no question of its own. */
function plainMeaning(act: Act, input: unknown, dialogs: Dialogs): Pick<SigningQuestion, 'question' | 'detail'> {
  if (!isSigned(act)) throw new Error(`nobody signs ${act}`);
  const about = isFields(input) ? (input['serial'] ?? input['batch'] ?? null) : null;
  const reason = isFields(input) ? input['reason'] : null;
  return {
    question: dialogs.acts(act, typeof about === 'string' ? about : null),
    detail: typeof reason === 'string' && reason !== '' ? dialogs.because(reason) : '',
  };
}

/** Nobody is asked to sign who may not. */
function objectionTo({ people, supervisor }: Signers): Failed | null {
  const signed = people === undefined ? null : twoPeople(people);
  if (signed?.ok === false) return signed;
  const one = supervisor === undefined ? null : onePerson(supervisor);
  return one?.ok === false ? one : null;
}

/** A question: what is asked, who signs for it, and why they say they do. */
export const ask = (
  dialogs: Dialogs,
  question: string,
  people: readonly string[],
  reason: string | null = null,
): SigningQuestion => ({
  question,
  detail: [
    ...(people.every((name) => UNNAMED.includes(name)) ? [] : [dialogs.signed(people)]),
    ...(reason === null ? [] : [dialogs.because(reason)]),
  ].join('\n'),
  act: dialogs.sign,
});
