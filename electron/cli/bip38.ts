/**
 * `twofold bip38`: JSON Lines in, JSON Lines out, one answer for each line in order. Derivations run side by side on
 * the pool; reading stops while enough lines are in hand, so that memory does not grow with the input.
 */
import * as v from 'valibot';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { platformRandom } from '../keys/platform-random.ts';
import { startPool } from '../station/platform.ts';
import { readLines, untilStopped, type InputLine, type InputTrouble } from './input.ts';
import { operations, type OperationName, type Tools } from './operations.ts';
import { maybe, wholeValue } from './form.ts';
import { answer, verb, type Id, type Line } from './verb.ts';

const fail = failIn('command');

/** Longer than any request can be, in bytes; what is longer is refused without being kept. */
const LONGEST_LINE = 64 * 1024;

/** Lines in hand for each worker: enough that none waits, few enough that memory stays flat. */
const AHEAD = 4;

const Request = v.looseObject({
  op: v.picklist(Object.keys(operations) as [OperationName, ...OperationName[]]),
});

export const bip38Verbs = [
  verb({
    name: 'bip38',
    options: { workers: maybe(wholeValue()) },
    streams: true,
    jsonOnly: true,
    async run({ workers }, line) {
      const derivation = startPool(line.dist, workers);
      try {
        await derivation.ready;
        await answerAll({ derivation, random: platformRandom }, derivation.size * AHEAD, line);
      } finally {
        await derivation.close();
      }
      return ok(null);
    },
  }),
];

async function answerAll(tools: Tools, ahead: number, line: Line): Promise<void> {
  /** Writes an answer once those before it are written. */
  async function write(before: Promise<void>, coming: Promise<Answered>): Promise<void> {
    await before;
    const { id, done } = await coming;
    if (!done.ok) return line.refuse(done.error, id);
    const result = done.value as { readonly matches?: boolean };
    return line.say(answer(result, { good: result.matches !== false }), id);
  }

  const turns: Promise<void>[] = [];
  let last = Promise.resolve();
  for await (const input of readLines(untilStopped(process.stdin, line.signal), LONGEST_LINE)) {
    if (line.ended) break;
    if ('text' in input && input.text.trim() === '') continue;
    last = write(last, answerTo(input, tools));
    // Its failure is for whoever awaits it below; until then it is not unheard.
    last.catch(() => undefined);
    turns.push(last);
    if (turns.length >= ahead) await turns.shift();
  }
  await last;
}

interface Answered {
  readonly id: Id;
  readonly done: Result<object>;
}

/** Never rejects: one bad line is one refusal, and the rest goes on. */
async function answerTo(line: InputLine, tools: Tools): Promise<Answered> {
  if ('trouble' in line) return { id: null, done: fail('malformed', TROUBLE[line.trouble]) };
  let json: unknown;
  try {
    json = JSON.parse(line.text);
  } catch {
    return { id: null, done: fail('malformed', 'The line is not JSON: give one object a line.') };
  }
  const given = (json as { readonly id?: unknown } | null)?.id;
  const id = typeof given === 'string' || typeof given === 'number' ? given : null;
  const request = v.safeParse(Request, json);
  if (!request.success) return { id, done: fail('malformed', NO_REQUEST) };
  try {
    return { id, done: await perform(request.output.op, json, tools) };
  } catch {
    return { id, done: fail('station-fault', 'The station failed at this request; nothing was made. Try again.') };
  }
}

const TROUBLE: Readonly<Record<InputTrouble, string>> = {
  'too-long': `The line is longer than ${LONGEST_LINE} bytes; it was skipped.`,
  'not-utf-8': 'The line is not UTF-8 text; it was skipped.',
};

const NO_REQUEST = `The line is not a request: it needs an "op", one of ${Object.keys(operations).join(', ')}.`;

async function perform(op: OperationName, json: unknown, tools: Tools): Promise<Result<object>> {
  const { fields, run } = operations[op];
  const input = v.safeParse(fields, json);
  if (input.success) return run(input.output as never, tools);
  // Names of fields only: a value may be a secret.
  const names = [...new Set(input.issues.map((issue) => v.getDotPath(issue) ?? 'the request'))];
  return fail('malformed', `"${op}" cannot use what it got for ${names.join(', ')}: see twofold bip38 --help.`);
}
