/**
 * A verb of the command line: a row from which its parsing, its help, completions and the page of the manual are made.
 * What it says of itself stands in the words of each language, under its name.
 */
import type { Failure, Result } from '../../core/base/result.ts';
import type { Words } from '../../resources/words/language.ts';
import { LANGUAGE_CODES } from '../../resources/words/languages.ts';
import type { VerbName } from '../../resources/words/line.ts';
import type { Attending } from './attending.ts';
import { descriptor, directory, flag, maybe, needed, type Form, type Forms, type Given } from './form.ts';

/** One answer. The exit code is 1 where it is not good: carried out, and the answer is no. */
export interface VerbAnswer {
  readonly result: object;
  readonly good: boolean;
  /** For people, a line each; its fields by their names where nothing is said. */
  readonly lines?: (words: Words) => readonly string[];
}

export const answer = (result: object, more: Partial<Omit<VerbAnswer, 'result'>> = {}): VerbAnswer => ({
  result,
  good: true,
  ...more,
});

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** Units a second. */
  readonly rate: number;
  /** Seconds; null while nobody can know. */
  readonly left: number | null;
}

/** What a verb has of the line that called it. */
export interface Line {
  /** Where this bundle lies. */
  readonly dist: string;
  readonly version: string;
  readonly words: Words;
  /** Asks to stop after what is in hand. */
  readonly signal: AbortSignal;
  /** Who is at the line with badge and PIN; absent where nobody is. */
  readonly attending?: Attending;
  /** The verb that was called. */
  readonly verb?: VerbName;
  /** Nobody reads any more: there is no point in going on. */
  readonly ended: boolean;
  /** One answer of several, as soon as it is known. */
  say(answer: VerbAnswer, id?: Id): Promise<void>;
  /** One refusal of several; the verb goes on. */
  refuse(failure: Failure, id?: Id): Promise<void>;
  /** A line above the answer or the refusal that follows, for people alone. */
  headline(text: string): Promise<void>;
  /** Something to know besides, for people: on standard error. */
  note(sentence: string): void;
  /** How far it is, on standard error: on a terminal, or where `--progress` asks for it. */
  progress(progress: Progress): void;
}

/** What a request calls itself, so that its answer is found. */
export type Id = string | number | null;

export interface Verb {
  readonly name: VerbName;
  /** In the order in which they stand; the last may be repeated. */
  readonly args: Forms;
  readonly options: Forms;
  /** Runs where its command is followed by no verb. */
  readonly otherwise: boolean;
  /** Answers are lines as they come; a verb without gives one answer. */
  readonly streams: boolean;
  /** Reads requests as JSON, so answers are JSON whatever is asked for. */
  readonly jsonOnly: boolean;
  run(given: Readonly<Record<string, unknown>>, line: Line): Promise<Result<VerbAnswer | null>>;
}

interface VerbRow<A extends Forms, O extends Forms> {
  readonly name: VerbName;
  readonly args?: A;
  readonly options?: O;
  readonly otherwise?: boolean;
  readonly streams?: boolean;
  readonly jsonOnly?: boolean;
  /** Gives its last answer; null if all was said on the way. */
  run(given: Given<A> & Given<O>, line: Line): Promise<Result<VerbAnswer | null>>;
}

/** A row of the table of verbs. */
export function verb<A extends Forms = Record<never, never>, O extends Forms = Record<never, never>>(
  row: VerbRow<A, O>,
): Verb {
  const { name, args = {}, options = {}, otherwise = false, streams = false, jsonOnly = false, run } = row;
  // What `run` gets was read by the very forms of this row.
  const erased = run as unknown as Verb['run'];
  return { name, args, options: { ...options, ...COMMON }, otherwise, streams, jsonOnly, run: erased };
}

/** What every verb takes. `--language` is looked for before anything else, so that refusals already speak it. */
export const COMMON = {
  json: flag,
  progress: flag,
  language: maybe<string>({
    placeholder: LANGUAGE_CODES.join('|'),
    completes: LANGUAGE_CODES,
    parse: (given) => ({ ok: true, value: given }),
  }),
  help: flag,
} as const satisfies Forms;

/** What opens a station. */
export const STATION_OPTIONS = {
  station: needed(directory()),
  'passphrase-fd': maybe(descriptor),
  'person-fd': maybe(descriptor),
} as const satisfies Forms;

/** As a sentence or the help names it. */
export const formName = (name: string, form: Form<unknown>, kind: 'argument' | 'option'): string => {
  if (kind === 'argument') return form.placeholder ?? name;
  return form.placeholder === null ? `--${name}` : `--${name} ${form.placeholder}`;
};
