/** One call of the command line: what was typed is read by the table of verbs, run, and answered. */
import type { Failure } from '../../core/base/result.ts';
import { LANGUAGE_CODES, languageOf, wordsOf, type Language } from '../../resources/words/languages.ts';
import type { Words } from '../../resources/words/language.ts';
import { sentence } from '../../resources/words/text.ts';
import { answering } from './answer.ts';
import { EXIT, exitCodeOf } from './exit.ts';
import { notOneOf } from './form.ts';
import { commandHelp, overview, verbHelp } from './help.ts';
import { openOutput, Unwritten, type Output } from './output.ts';
import { findVerb, readGiven, verbsOf } from './reading.ts';
import { readAttending, type Attending } from './attending.ts';
import type { Line, Verb } from './verb.ts';

export interface LineEnvironment {
  /** Where this bundle lies. */
  readonly dist: string;
  readonly version: string;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Asks to stop after what is in hand. */
  readonly signal: AbortSignal;
}

/** Gives the exit code. What a verb throws is a fault of ours, and said as such. */
export async function runLine(
  verbs: readonly Verb[],
  argv: readonly string[],
  environment: LineEnvironment,
): Promise<number> {
  const { stdout, stderr, version, variables } = environment;
  const words = wordsOf(chosenLanguage(argv, variables));
  const output = openOutput(stdout);
  const tell = (said: string): void => void stderr.write(said);
  try {
    return await call(verbs, argv, { ...environment, words, output, tell });
  } catch (error) {
    const unwritten = error instanceof Unwritten;
    const failure: Failure = unwritten
      ? { area: 'command', kind: 'unwritten', message: UNWRITTEN }
      : { area: 'command', kind: 'station-fault', message: FAULT };
    tell(`twofold: ${sentence(words, failure)}\n`);
    // For whoever mends it. Our errors carry no secrets.
    if (!unwritten)
      tell(`twofold ${version}: ${error instanceof Error ? (error.stack ?? error.message) : 'no error'}\n`);
    return exitCodeOf(failure);
  }
}

const UNWRITTEN = 'The answers cannot be written: the disk is full, or refuses. What was done is on record.';
const FAULT = 'The program failed; what is on record is sound. Please report what follows.';

interface Called extends LineEnvironment {
  readonly words: Words;
  readonly output: Output;
  readonly tell: (said: string) => void;
}

async function call(verbs: readonly Verb[], argv: readonly string[], called: Called): Promise<number> {
  const { words, output, version, tell } = called;
  const [command = '', second = ''] = argv;
  if (command === '--version' || command === '-V') {
    await output.write(`twofold ${version}\n`);
    return EXIT.good;
  }
  if (command === '' || command === 'help' || isHelp(command)) {
    const text = overview(verbs, words);
    if (command !== '') await output.write(text);
    else tell(text);
    return command === '' ? EXIT.usage : EXIT.good;
  }
  const known = verbsOf(verbs, command);
  if (known.length > 1 && isHelp(second)) {
    await output.write(commandHelp(known, words));
    return EXIT.good;
  }
  const json = argv.includes('--json');
  const found = findVerb(verbs, argv);
  if (!found.ok) return refuseUsage(known.length === 0 ? '' : command, found.error, json, called);
  const { verb, rest } = found.value;
  if (rest.some(isHelp)) {
    await output.write(verbHelp(verb, words));
    return EXIT.good;
  }
  const read = readGiven(verb, rest);
  if (!read.ok) return refuseUsage(verb.name, read.error, json, called);
  const { language } = read.value;
  if (typeof language === 'string' && !isLanguage(language)) {
    return refuseUsage(verb.name, notOneOf('--language', LANGUAGE_CODES).error, json, called);
  }
  return run(verb, read.value, called);
}

const isHelp = (word: string): boolean => word === '--help' || word === '-h';

async function run(verb: Verb, given: Readonly<Record<string, unknown>>, called: Called): Promise<number> {
  const { words, signal, stderr, dist, version, output, tell } = called;
  const json = given['json'] === true || verb.jsonOnly;
  const line = answering(verb, {
    ...{ dist, version, words, signal, output, tell, json },
    progress: given['progress'] === true,
    terminal: stderr.isTTY === true,
    now: () => performance.now(),
  });
  const read = await readAttending(verb.name, given);
  const attending = read.ok ? read.value.attending : undefined;
  const done = read.ok
    ? await verb.run(read.value.given, attending === undefined ? line : attended(line, attending))
    : read;
  attending?.wipe();
  if (!done.ok) {
    // Found wrong by the verb itself, where two options do not go together.
    if (exitCodeOf(done.error) === EXIT.usage) return refuseUsage(verb.name, done.error, json, called);
    await line.refuse(done.error);
  } else if (done.value !== null) await line.say(done.value);
  return line.code;
}

/** The same line, whose code and end are still told by it. */
const attended = (line: Line, attending: Attending): Line => Object.assign(Object.create(line) as Line, { attending });

/** One sentence, and where the rest is said. */
async function refuseUsage(verb: string, failure: Failure, json: boolean, called: Called): Promise<number> {
  const { words, output, tell } = called;
  const message = sentence(words, failure);
  const { area, kind, facts = {} } = failure;
  if (json) await output.print({ ok: false, verb: verb === '' ? null : verb, error: { area, kind, message, facts } });
  else tell(`twofold: ${message} ${words.line.see(verb)}\n`);
  return EXIT.usage;
}

const isLanguage = (text: string): text is Language => LANGUAGE_CODES.some((code) => code === text);

/** `--language` wherever it stands, else the first of what POSIX asks in its order. */
export function chosenLanguage(
  argv: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
): Language {
  const at = argv.findIndex((word) => word === '--language' || word.startsWith('--language='));
  const said = at === -1 ? '' : (argv[at]?.split('=')[1] ?? argv[at + 1] ?? '');
  if (isLanguage(said)) return said;
  const locale = [variables['LC_ALL'], variables['LC_MESSAGES'], variables['LANG']].find((one) => one);
  return languageOf(locale ?? '');
}
