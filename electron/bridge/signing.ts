/**
 * What people sign, no page can sign for them: between a call's schema and its handler stands a native question.
 *
 * A call that names two people, or a supervisor, or answers for an incident, has a question in {@link QuestionsOf}, or its role does not compile.
 * Here, and nowhere else, is decided how people answer for themselves.
 */
import { isDeepStrictEqual } from 'node:util';
import { failIn, type Failed } from '../../core/base/result.ts';
import { onePerson, twoPeople, type People } from '../../core/people/person.ts';
import { createExclusive } from '../../core/work/queue.ts';
import type { Words } from '../../resources/words/language.ts';
import type { CallTable, InputOf } from './form.ts';

const fail = failIn('people');

export type Dialogs = Words['dialogs'];

/** What is asked outside the page. */
export interface Question {
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
  readonly [N in Signed<C>]: (input: InputOf<C, N>, dialogs: Dialogs) => Question;
};

/** Names of people in an input of the bridge. */
interface Signers {
  readonly people?: People;
  readonly supervisor?: string;
}

/** Where people answer for themselves. */
export interface Desk {
  /** Words of the window as they are now. */
  words(): Dialogs;
  /** Asks where no page can answer. */
  confirm(question: Question): Promise<boolean>;
}

/**
 * Lets people sign, one question at a time.
 *
 * @returns a function that asks `question` about `input`, and does `act` after a yes to a question that is still the same
 */
export function createSigning({ words, confirm }: Desk) {
  const exclusive = createExclusive(() =>
    fail('question-open', 'A question is waiting for an answer in a window of its own. Answer that one first.'),
  );

  return <I>(input: I, question: (input: I, dialogs: Dialogs) => Question, act: () => Promise<unknown>) => {
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
): Question => ({
  question,
  detail: [dialogs.signed(people), ...(reason === null ? [] : [dialogs.because(reason)])].join('\n'),
  act: dialogs.sign,
});
