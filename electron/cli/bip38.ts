/**
 * `twofold bip38`: JSON Lines in, JSON Lines out, one answer for each line in order. Derivations run side by side on
 * the pool; reading stops while enough lines are in hand, so that memory does not grow with the input.
 */
import * as v from 'valibot';
import { failIn, type Result } from '../../core/base/result.ts';
import { platformRandom, startPool } from '../station/platform.ts';
import { readLines, type InputLine, type InputTrouble } from './input.ts';
import { operations, type OperationName, type Tools } from './operations.ts';
import { openOutput } from './output.ts';
import { misused, type CommandLine } from './usage.ts';

const fail = failIn('command');

/** Longer than any request can be, in bytes; what is longer is refused without being kept. */
const LONGEST_LINE = 64 * 1024;

/** Lines in hand for each worker: enough that none waits, few enough that memory stays flat. */
const AHEAD = 4;

const Request = v.looseObject({
  op: v.picklist(Object.keys(operations) as [OperationName, ...OperationName[]]),
});

export const runBip38: CommandLine = async (args, { dist }) => {
  const workers = args[0] === '--workers' ? Number(args[1]) : undefined;
  const known =
    args.length === 0 || (args.length === 2 && workers !== undefined && Number.isInteger(workers) && workers > 0);
  if (!known) return misused('bip38 takes its requests on standard input, and --workers N');
  const derivation = startPool(dist, workers);
  const tools: Tools = { derivation, random: platformRandom };
  const output = openOutput(process.stdout);
  let refused = 0;

  /** Writes an answer once those before it are written. */
  async function write(before: Promise<void>, coming: Promise<Answer>): Promise<void> {
    await before;
    const answer = await coming;
    if (!answer.ok) refused++;
    await output.print(answer);
  }

  try {
    await derivation.ready;
    const turns: Promise<void>[] = [];
    let last = Promise.resolve();
    for await (const line of readLines(process.stdin, LONGEST_LINE)) {
      if (output.ended) break;
      if ('text' in line && line.text.trim() === '') continue;
      last = write(last, answerTo(line, tools));
      // Its failure is for whoever awaits it below; until then it is not unheard.
      last.catch(() => undefined);
      turns.push(last);
      if (turns.length >= derivation.size * AHEAD) await turns.shift();
    }
    await last;
  } finally {
    await derivation.close();
  }
  return refused === 0 ? 0 : 1;
};

type Answer = { readonly id: string | number | null } & Result<unknown>;

/** Never rejects: one bad line is one refusal, and the rest goes on. */
async function answerTo(line: InputLine, tools: Tools): Promise<Answer> {
  if ('trouble' in line) return { id: null, ...fail('malformed', TROUBLE[line.trouble]) };
  let json: unknown;
  try {
    json = JSON.parse(line.text);
  } catch {
    return { id: null, ...fail('malformed', 'The line is not JSON: give one object a line.') };
  }
  const given = (json as { readonly id?: unknown } | null)?.id;
  const id = typeof given === 'string' || typeof given === 'number' ? given : null;
  const request = v.safeParse(Request, json);
  if (!request.success) return { id, ...fail('malformed', NO_REQUEST) };
  try {
    return { id, ...(await perform(request.output.op, json, tools)) };
  } catch {
    return { id, ...fail('station-fault', 'The station failed at this request; nothing was made. Try again.') };
  }
}

const TROUBLE: Readonly<Record<InputTrouble, string>> = {
  'too-long': `The line is longer than ${LONGEST_LINE} bytes; it was skipped.`,
  'not-utf-8': 'The line is not UTF-8 text; it was skipped.',
};

const NO_REQUEST = `The line is not a request: it needs an "op", one of ${Object.keys(operations).join(', ')}.`;

async function perform(op: OperationName, json: unknown, tools: Tools): Promise<Result<unknown>> {
  const { fields, run } = operations[op];
  const input = v.safeParse(fields, json);
  if (input.success) return run(input.output as never, tools);
  // Names of fields only: a value may be a secret.
  const names = [...new Set(input.issues.map((issue) => v.getDotPath(issue) ?? 'the request'))];
  return fail('malformed', `"${op}" cannot use what it got for ${names.join(', ')}: see twofold --help.`);
}
