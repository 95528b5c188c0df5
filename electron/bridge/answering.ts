/**
 * How a call of the page is answered: a name of the role that is behind the window now -> its schema -> for what people
 * sign, their yes in a window of its own -> its handler. Anything else is refused without an answer that could teach
 * the asker something.
 */
import * as v from 'valibot';
import type { Served } from '../roles/served.ts';
import { failIn } from '../../core/base/result.ts';
import { isPaused, paused } from '../../core/journal/pause.ts';
import { LOOKS, type createRateLimit } from './rate-limit.ts';
import { peopleCalls } from './people.ts';
import { actOfCall, signAttended, unnamed, type BadgeDesk, type createSigning } from './signing.ts';
import { actRow, type ActRow } from '../../core/people/acts.ts';

const fail = failIn('window');

const REFUSED = 'refused';

/** What a paused station still answers, besides what only looks: what it takes to answer for it, and to stop. */
const WHILE_PAUSED: readonly string[] = [
  ...['acknowledge', 'liftPause', 'openManual', 'preferences', 'verifyJournal', 'saveReport', 'saveTraveller'],
  ...['stopMaking', 'stopCheck', 'closeLine', 'stopHearing'],
];

/** What whoever is signed in may do whatever their roles: looking, exporting, what is theirs, and stopping. */
const FOR_ALL: readonly string[] = [
  ...LOOKS,
  ...['openManual', 'preferences', 'verifyJournal', 'knownAnswers', 'saveReport', 'saveAnswers', 'saveIdentity'],
  ...['saveTraveller', 'saveTrayList', 'saveCertificate', 'writeProof', 'people', 'lock', 'changePin'],
  ...['stopMaking', 'stopCheck', 'stopHearing'],
];

/** What every page is held to, whatever is behind the window. */
export interface Rules {
  readonly sign: ReturnType<typeof createSigning>;
  readonly pace: ReturnType<typeof createRateLimit>;
  /** Where people who are enrolled sign. */
  readonly badges?: BadgeDesk;
}

type Answering = Pick<Served, 'calls' | 'handlers' | 'questions' | 'onRecord' | 'attendance' | 'touched' | 'viewing'>;

/** @throws Error that says nothing else than that, for what is no call of `served` or not its input */
export async function answerCall(
  served: Answering | null,
  { sign, pace, badges }: Rules,
  name: unknown,
  input: unknown,
): Promise<unknown> {
  if (served === null || typeof name !== 'string') throw new Error(REFUSED);
  const { calls, handlers, questions } = served;
  const schema = Object.hasOwn(calls, name) ? calls[name] : undefined;
  const handler = handlers[name];
  if (schema === undefined || handler === undefined) {
    if (served.viewing === true) return viewingOnly();
    throw new Error(REFUSED);
  }
  const attendance = served.attendance?.list.begun === true ? served.attendance : null;
  // A person of the list is named by an id, which the page has from the list.
  const own = Object.hasOwn(peopleCalls, name);
  const parsed = v.safeParse(schema, attendance === null || own ? input : unnamed(input));
  if (!parsed.success) throw new Error(REFUSED);
  if (!pace(name)) {
    return fail('too-often', 'The window asks for the same thing again and again. Wait a moment, then do it once.');
  }
  const stands = isPaused(served.onRecord?.records.incidents({ open: true }) ?? []);
  if (stands && !LOOKS.includes(name) && !WHILE_PAUSED.includes(name)) return paused();
  const question = Object.hasOwn(questions, name) ? questions[name] : undefined;
  if (attendance !== null) {
    if (!LOOKS.includes(name)) served.touched?.();
    const forAll = FOR_ALL.includes(name);
    const refused = forAll ? attendance.objectionToLooking() : attendance.objectionTo(actOfCall(name, parsed.output));
    if (refused !== null && name !== 'station' && name !== 'people') return refused;
    // What enrols and revokes asks by itself, in steps.
    if (own) return handler(parsed.output);
    if (badges === undefined) throw new Error(REFUSED);
    const row = rowOf(served, name, parsed.output);
    return signAttended(attendance, badges, { name, input: parsed.output, question, handler, row });
  }
  const act = () => handler(parsed.output);
  return question === undefined ? act() : sign(parsed.output, question, act);
}

const viewingOnly = () =>
  fail(
    'viewing-only',
    'Here is nothing but viewing: the station cannot write to its disk, and nothing may be done that is not on record. Mend the disk, and start again.',
  );

/** That the passphrase has opened a station with people, two supervisors answer for. */
function rowOf({ onRecord }: Answering, name: string, input: unknown): ActRow | undefined {
  if (name !== 'acknowledge') return undefined;
  const { incident } = input as { readonly incident: number };
  const open = onRecord?.records.incidents({ open: true }).find((one) => one.incident === incident);
  return open?.reason === 'opened-by-passphrase' ? actRow('enrol') : undefined;
}
