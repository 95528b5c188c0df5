/** From what was typed to a verb and what it is given, or the one sentence that says what is wrong with it. */
import { parseArgs } from 'node:util';
import { ok, type Result } from '../../core/base/result.ts';
import { misuse, type Form, type Forms } from './form.ts';
import { formName, type Verb } from './verb.ts';

/** The commands of the table, each once. */
export const commandNames = (verbs: readonly Verb[]): readonly string[] => [
  ...new Set(verbs.map(({ name }) => name.split(' ')[0] ?? '')),
];

export const verbsOf = (verbs: readonly Verb[], command: string): readonly Verb[] =>
  verbs.filter(({ name }) => name === command || name.startsWith(`${command} `));

/** `run` of `bench run`; empty for a command that is its own verb. */
export const shortOf = ({ name }: Verb): string => name.split(' ').slice(1).join(' ');

/**
 * Finds the verb that is called. What is unknown is not repeated: it may be a secret in the wrong place.
 *
 * @returns the verb and what follows it
 */
export function findVerb(
  verbs: readonly Verb[],
  argv: readonly string[],
): Result<{ readonly verb: Verb; readonly rest: readonly string[] }> {
  const [command = '', second = ''] = argv;
  const known = verbsOf(verbs, command);
  if (known.length === 0) {
    const near = nearest(command, commandNames(verbs));
    const hint = near === null ? '' : ` Did you mean ${near}?`;
    return misuse('no-command', `There is no such command.${hint}`, { near });
  }
  const single = known.find(({ name }) => name === command);
  if (single !== undefined) return ok({ verb: single, rest: argv.slice(1) });
  const named = known.find((one) => shortOf(one) === second);
  if (named !== undefined) return ok({ verb: named, rest: argv.slice(2) });
  const otherwise = known.find((one) => one.otherwise);
  if (otherwise !== undefined && second.startsWith('-')) return ok({ verb: otherwise, rest: argv.slice(1) });
  const choices = known.map(shortOf).join(', ');
  const near = nearest(second, known.map(shortOf));
  const hint = near === null ? `it has ${choices}.` : `did you mean ${near}?`;
  return misuse('no-verb', `${command} has no such verb: ${hint}`, { command, choices, near });
}

/** Reads what follows a verb by its forms. */
export function readGiven({ name, args, options }: Verb, rest: readonly string[]): Result<Record<string, unknown>> {
  const { tokens } = parseArgs({
    args: [...rest],
    options: Object.fromEntries(
      Object.entries(options).map(([option, { placeholder }]) => [
        option,
        { type: placeholder === null ? 'boolean' : 'string' } as const,
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const found = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const form = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (form === undefined) return noOption(name, token.rawName, Object.keys(options));
    const value = valueOf(token, form);
    if (!value.ok) return value;
    found.set(token.name, [...(found.get(token.name) ?? []), value.value]);
  }
  const given: Record<string, unknown> = {};
  const laid = layArguments(name, args, positionals);
  if (!laid.ok) return laid;
  for (const key of Object.keys(args)) found.set(key, [...(laid.value.get(key) ?? [])]);
  for (const [kind, forms] of [
    ['argument', args],
    ['option', options],
  ] as const) {
    for (const [key, form] of Object.entries(forms)) {
      const texts = found.get(key) ?? [];
      // Who brings badge and PIN is named by them.
      const unnamed = key === 'person' && found.has('person-fd') && texts.length === 0 && !name.startsWith('people ');
      const asked = unnamed ? { ...form, least: 0 } : form;
      const read = readForm(name, formName(key, form, kind), asked, texts);
      if (!read.ok) return read;
      given[key] = read.value;
    }
  }
  return ok(given);
}

interface OptionToken {
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

/** A flag has the empty text for a value. */
function valueOf({ rawName, value, inlineValue }: OptionToken, { placeholder }: Form<unknown>): Result<string> {
  if (placeholder === null) {
    if (value === undefined) return ok('');
    return misuse('takes-no-value', `${rawName} takes no value.`, { name: rawName });
  }
  // What stands where a value ought to is the next option.
  if (value !== undefined && (inlineValue === true || !/^--./.test(value))) return ok(value);
  return misuse('no-value', `${rawName} wants ${placeholder} after it.`, { name: rawName, placeholder });
}

function noOption(verb: string, rawName: string, options: readonly string[]): Result<never> {
  const near = nearest(
    rawName,
    options.map((option) => `--${option}`),
  );
  const hint = near === null ? '' : ` Did you mean ${near}?`;
  return misuse('no-option', `${verb} takes no ${rawName}.${hint}`, { verb, name: rawName, near });
}

/** Arguments in their order; all that are left belong to the last where it is repeated. */
function layArguments(
  verb: string,
  args: Forms,
  positionals: readonly string[],
): Result<ReadonlyMap<string, readonly string[]>> {
  const laid = new Map<string, readonly string[]>();
  let at = 0;
  for (const [name, { most }] of Object.entries(args)) {
    const taken = positionals.slice(at, most === Infinity ? undefined : at + 1);
    laid.set(name, taken);
    at += taken.length;
  }
  if (at === positionals.length) return ok(laid);
  const most = Object.keys(args).length;
  const sentence =
    most === 0 ? `${verb} takes options alone, no arguments.` : `${verb} got more arguments than it takes.`;
  return misuse('surplus-argument', sentence, { verb, most });
}

function readForm(verb: string, name: string, form: Form<unknown>, texts: readonly string[]): Result<unknown> {
  const { least, most, placeholder } = form;
  const times = texts.length;
  if (times < least && least === 1) return misuse('missing', `${verb} wants ${name}.`, { verb, name });
  if (times < least) {
    return misuse('wrong-times', `${verb} wants ${name} ${least} times.`, { verb, name, times: least });
  }
  if (times > most) {
    const often = most === 1 ? 'once' : `${most} times`;
    return misuse('wrong-times', `${verb} wants ${name} ${often}.`, { verb, name, times: most });
  }
  return form.read(texts, placeholder === null ? name : (name.split(' ')[0] ?? name));
}

/** What was probably meant: at most two letters of it differ, and fewer than half. */
export function nearest(given: string, choices: readonly string[]): string | null {
  const ranked = choices
    .map((choice) => ({ choice, apart: distance(given, choice) }))
    .sort((a, b) => a.apart - b.apart);
  const [best] = ranked;
  return best !== undefined && best.apart <= 2 && best.apart * 2 < best.choice.length ? best.choice : null;
}

/** Edit distance (Levenshtein 1966), over at most two rows. */
function distance(a: string, b: string): number {
  if (a.length > 64) return Infinity;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const [left = 0, above = 0, corner = 0] = [next[j - 1], row[j], row[j - 1]];
      next.push(Math.min(left + 1, above + 1, corner + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? Infinity;
}
