/**
 * How a call of the page is answered: a name of the role that is behind the window now -> its schema -> for what people
 * sign, their yes in a window of its own -> its handler. Anything else is refused without an answer that could teach
 * the asker something.
 */
import * as v from 'valibot';
import type { Served } from '../roles/served.ts';
import { failIn } from '../../core/base/result.ts';
import { isPaused } from '../../core/journal/pause.ts';
import { LOOKS, type createPace } from './pace.ts';
import type { createSigning } from './signing.ts';

const fail = failIn('window');

const REFUSED = 'refused';

/** What a paused station still answers, besides what only looks: what it takes to answer for it, and to stop. */
const WHILE_PAUSED: readonly string[] = [
  ...['acknowledge', 'openManual', 'preferences', 'verifyJournal', 'saveReport'],
  ...['stopMaking', 'stopCheck', 'closeLine', 'stopHearing'],
];

/** What every page is held to, whatever is behind the window. */
export interface Rules {
  readonly sign: ReturnType<typeof createSigning>;
  readonly pace: ReturnType<typeof createPace>;
}

/** @throws Error that says nothing else than that, for what is no call of `served` or not its input */
export async function answerCall(
  served: Pick<Served, 'calls' | 'handlers' | 'questions' | 'onRecord'> | null,
  { sign, pace }: Rules,
  name: unknown,
  input: unknown,
): Promise<unknown> {
  if (served === null || typeof name !== 'string') throw new Error(REFUSED);
  const { calls, handlers, questions } = served;
  const schema = Object.hasOwn(calls, name) ? calls[name] : undefined;
  const handler = handlers[name];
  if (schema === undefined || handler === undefined) throw new Error(REFUSED);
  const parsed = v.safeParse(schema, input);
  if (!parsed.success) throw new Error(REFUSED);
  if (!pace(name)) {
    return fail('too-often', 'The window asks for the same thing again and again. Wait a moment, then do it once.');
  }
  const paused = isPaused(served.onRecord?.records.incidents({ open: true }) ?? []);
  if (paused && !LOOKS.includes(name) && !WHILE_PAUSED.includes(name)) {
    return fail(
      'paused',
      'This station is paused: there is a network interface, a radio, swap or a place for core dumps. Look at its incidents, take it away, and answer for it there.',
    );
  }
  const question = Object.hasOwn(questions, name) ? questions[name] : undefined;
  const act = () => handler(parsed.output);
  return question === undefined ? act() : sign(parsed.output, question, act);
}
