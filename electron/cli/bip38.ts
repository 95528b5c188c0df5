/**
 * `twofold bip38`: JSON Lines in, JSON Lines out, one answer for each line in order. Derivations run side by side on
 * the pool; reading stops while enough lines are in hand, so that memory does not grow with the input.
 */
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { fail, type Result } from '../../core/result.ts';
import { platformRandom, startPool } from '../station/open.ts';
import { operations, type OperationName, type Tools } from './operations.ts';
import { misused, type Command } from './usage.ts';

/** Longer than any request can be; what is longer is refused without being kept. */
const LONGEST_LINE = 64 * 1024;

const Request = v.looseObject({
  id: v.optional(v.nullable(v.union([v.string(), v.number()]))),
  op: v.picklist(Object.keys(operations) as [OperationName, ...OperationName[]]),
});

export const runBip38: Command = async (args, { dist }) => {
  const workers = args[0] === '--workers' ? Number(args[1]) : undefined;
  const known =
    args.length === 0 || (args.length === 2 && workers !== undefined && Number.isInteger(workers) && workers > 0);
  if (!known) return misused('bip38 takes its requests on standard input, and --workers N');
  const derivation = startPool(dist, workers);
  const tools: Tools = { derivation, random: platformRandom };
  const most = derivation.size * 4;
  const answers: Promise<Answer>[] = [];
  let refused = 0;

  async function writeNext(): Promise<void> {
    const answer = await (answers.shift() as Promise<Answer>);
    if (!answer.ok) refused++;
    if (!process.stdout.write(`${JSON.stringify(answer)}\n`))
      await new Promise((go) => process.stdout.once('drain', go));
  }

  try {
    await derivation.ready;
    for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
      if (line.trim() === '') continue;
      answers.push(answerTo(line, tools));
      if (answers.length >= most) await writeNext();
    }
    while (answers.length > 0) await writeNext();
  } finally {
    await derivation.close();
  }
  return refused === 0 ? 0 : 1;
};

type Answer = { readonly id: string | number | null } & Result<unknown>;

/** Never rejects: one bad line is one refusal, and the rest goes on. */
async function answerTo(line: string, tools: Tools): Promise<Answer> {
  if (line.length > LONGEST_LINE)
    return { id: null, ...fail('malformed', `The line is longer than ${LONGEST_LINE} characters.`) };
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { id: null, ...fail('malformed', 'The line is not JSON: give one object a line.') };
  }
  const request = v.safeParse(Request, json);
  const id = (json as { id?: unknown } | null)?.id;
  const name = typeof id === 'string' || typeof id === 'number' ? id : null;
  if (!request.success) {
    const ops = Object.keys(operations).join(', ');
    return { id: name, ...fail('malformed', `The line is not a request: it needs an "op", one of ${ops}.`) };
  }
  try {
    return { id: name, ...(await perform(request.output.op, json, tools)) };
  } catch {
    return { id: name, ...fail('station-fault', 'The station failed at this request; nothing was made. Try again.') };
  }
}

async function perform(op: OperationName, json: unknown, tools: Tools): Promise<Result<unknown>> {
  const { fields, run } = operations[op];
  const input = v.safeParse(fields, json);
  if (input.success) return run(input.output as never, tools);
  // Names of fields only: a value may be a secret.
  const names = [...new Set(input.issues.map((issue) => v.getDotPath(issue) ?? 'the request'))];
  return fail('malformed', `"${op}" cannot use what it got for ${names.join(', ')}: see twofold --help.`);
}
