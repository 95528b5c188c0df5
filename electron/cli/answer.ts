/**
 * How a verb is answered. For programs, with `--json`: one envelope a line, `{"ok":true,"verb":…,"result":…}` or
 * `{"ok":false,"verb":…,"error":{area,kind,message,facts}}`. For people: lines on standard output, refusals on
 * standard error, in their language.
 */
import type { Words } from '../../resources/words/language.ts';
import { duration, rate, sentence } from '../../resources/words/text.ts';
import { EXIT, exitCodeOf, type ExitCode } from './exit.ts';
import type { Output } from './output.ts';
import type { VerbAnswer, Id, Line, Progress, Verb } from './verb.ts';

export interface AnswerOptions {
  readonly dist: string;
  readonly version: string;
  readonly words: Words;
  readonly signal: AbortSignal;
  readonly json: boolean;
  readonly progress: boolean;
  readonly output: Output;
  /** Standard error. */
  readonly tell: (text: string) => void;
  /** Standard error is a terminal: a line of progress may be written over. */
  readonly terminal: boolean;
  /** In milliseconds, from any start. */
  readonly now: () => number;
}

export interface AnsweringLine extends Line {
  /** The worst of all that was said. */
  readonly code: ExitCode;
}

export function answering(verb: Pick<Verb, 'name' | 'streams'>, options: AnswerOptions): AnsweringLine {
  const { dist, version, words, signal, json, output, tell } = options;
  let code: ExitCode = EXIT.good;
  const worsen = (other: ExitCode): void => void (code = other > code ? other : code);
  const named = (id: Id | undefined): object => (id === undefined ? {} : { id });
  const pace = pacing(options);
  return {
    ...{ dist, version, words, signal },
    verb: verb.name,
    get code() {
      return code;
    },
    get ended() {
      return output.ended;
    },
    async say(answer, id) {
      if (!answer.good) worsen(EXIT.no);
      pace.interrupt();
      if (json) return output.print({ ...named(id), ok: true, verb: verb.name, result: answer.result });
      for (const line of linesOf(answer, words, verb.streams)) await output.write(`${line}\n`);
    },
    async refuse(failure, id) {
      worsen(exitCodeOf(failure));
      pace.interrupt();
      const message = sentence(words, failure);
      if (!json) return tell(`twofold: ${message}\n`);
      const { area, kind, facts = {} } = failure;
      return output.print({ ...named(id), ok: false, verb: verb.name, error: { area, kind, message, facts } });
    },
    async headline(text) {
      if (!json) await output.write(`${text}\n`);
    },
    note(said) {
      pace.interrupt();
      tell(`twofold: ${said}\n`);
    },
    progress: pace.progress,
  };
}

/** A line a second where nobody watches, one that changes on a terminal. */
function pacing({ words, tell, terminal, progress: asked, now }: AnswerOptions) {
  let last = -Infinity;
  let open = false;
  function progress({ done, total, rate: pace, left }: Progress): void {
    if (!asked && !terminal) return;
    const at = now();
    if (done < total && at - last < (terminal ? 100 : 1000)) return;
    last = at;
    const time = left === null || done >= total ? '' : duration(words, left);
    const line = words.line.progress(done, total, rate(words, pace), time);
    open = terminal && done < total;
    tell(terminal ? `\r${line}\u001b[K${open ? '' : '\n'}` : `twofold: ${line}\n`);
  }
  return {
    progress,
    /** Whatever else is said begins a line of its own. */
    interrupt(): void {
      if (open) tell('\n');
      open = false;
    },
  };
}

/** The longest name of a field, and a space. */
const COLUMN = 12;

export const row = (name: string, value: string): string => `${name.padEnd(COLUMN)} ${value}`;

function linesOf(answer: VerbAnswer, words: Words, streams: boolean): readonly string[] {
  if (answer.lines !== undefined) return answer.lines(words);
  const fields = fieldsOf(words, answer.result, '');
  if (!streams) return fields.map(([name, value]) => row(name, value));
  return [fields.map(([name, value]) => `${name} ${value}`).join('; ')];
}

/** Every value of an answer under the name it has in the language; what is not known is not said. */
function fieldsOf(words: Words, result: object, above: string): readonly (readonly [string, string])[] {
  return Object.entries(result).flatMap(([key, value]: [string, unknown]) => {
    const label = Object.hasOwn(words.line.fields, key)
      ? words.line.fields[key as keyof typeof words.line.fields]
      : key;
    const name = above === '' ? label : `${above} ${label}`;
    if (value === null || value === undefined) return [];
    if (Array.isArray(value)) {
      const items: readonly unknown[] = value;
      if (items.some((item) => typeof item === 'object')) return items.map((item) => [name, inner(words, item)]);
      return [[name, items.length === 0 ? words.line.none : items.join(', ')]];
    }
    if (typeof value === 'object') return fieldsOf(words, value, name);
    return [[name, textOf(words, value)]];
  });
}

const inner = (words: Words, item: unknown): string =>
  typeof item === 'object' && item !== null
    ? fieldsOf(words, item, '')
        .map(([name, value]) => `${name} ${value}`)
        .join('; ')
    : textOf(words, item);

function textOf(words: Words, value: unknown): string {
  if (typeof value === 'boolean') return value ? words.line.yes : words.line.no;
  return String(value);
}
