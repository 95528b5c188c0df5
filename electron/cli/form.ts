/** What an argument or an option of a verb takes: how it is read, how often it may stand there, what completes it. */
import { resolve } from 'node:path';
import { failIn, ok, type Failed, type Result } from '../../core/base/result.ts';
import type { OptionWord } from '../../resources/words/line.ts';
import { meantStation } from '../../core/transfer/station-name.ts';

export const misuse = failIn('command');

/** What a shell offers for it. */
export type Completion = 'directory' | 'file' | 'nothing' | readonly string[];

/** One value, as it stands on the command line. */
export interface Value<T> {
  /** What the help puts in its place: `DIR`, `NAME`. */
  readonly placeholder: string;
  readonly completes: Completion;
  /** @param name as a sentence names it: `--count` */
  parse(text: string, name: string): Result<T>;
}

/** An argument or option as a verb has it. */
export interface Form<T> {
  /** Null for a flag, which takes no value. */
  readonly placeholder: string | null;
  readonly completes: Completion;
  readonly least: number;
  readonly most: number;
  /** Where its name says something else than for other verbs: the word that explains it here. */
  readonly word?: OptionWord;
  read(texts: readonly string[], name: string): Result<T>;
}

export type Forms = Readonly<Record<string, Form<unknown>>>;

/** What a verb gets of its forms. */
export type Given<F extends Forms> = { readonly [K in keyof F]: F[K] extends Form<infer T> ? T : never };

export const textValue = (placeholder: string): Value<string> => ({ placeholder, completes: 'nothing', parse: ok });

/** A station that is meant, by its name. */
export const stationName = (placeholder: string): Value<string> => ({
  placeholder,
  completes: 'nothing',
  parse: (given) => ok(meantStation(given)),
});

export const file = (placeholder = 'FILE'): Value<string> => ({
  placeholder,
  completes: 'file',
  parse: (given) => ok(resolve(given)),
});

/** A file, or `-` for standard input. */
export const fileOrInput: Value<string> = {
  placeholder: 'FILE',
  completes: 'file',
  parse: (given) => ok(given === '-' ? given : resolve(given)),
};

export const directory = (placeholder = 'DIR'): Value<string> => ({
  placeholder,
  completes: 'directory',
  parse: (given) => ok(resolve(given)),
});

export const wholeValue = (placeholder = 'N', least = 1): Value<number> => ({
  placeholder,
  completes: 'nothing',
  parse: (given, name) =>
    /^\d{1,15}$/.test(given) && Number(given) >= least
      ? ok(Number(given))
      : misuse('not-a-number', `${name} wants a whole number from ${least} on.`, { name, least }),
});

/** The number of a file descriptor that the caller has opened: secrets come through one, never as an argument. */
export const descriptor: Value<number> = {
  placeholder: 'N',
  completes: 'nothing',
  parse: (given, name) =>
    /^\d{1,4}$/.test(given)
      ? ok(Number(given))
      : misuse('not-a-descriptor', `${name} wants the number of a descriptor that is open, such as 3.`, { name }),
};

/** @param placeholder where there are too many to be listed in a line */
export const choice = <T extends string>(choices: readonly T[], placeholder = choices.join('|')): Value<T> => ({
  placeholder,
  completes: choices,
  parse(given, name) {
    const chosen = choices.find((one) => one === given);
    return chosen === undefined ? notOneOf(name, choices) : ok(chosen);
  },
});

export const notOneOf = (name: string, choices: readonly string[]): Failed<'not-one-of'> =>
  misuse('not-one-of', `${name} wants one of: ${choices.join(', ')}.`, { name, choices: choices.join(', ') });

export const flag: Form<boolean> = {
  placeholder: null,
  completes: 'nothing',
  least: 0,
  most: 1,
  read: (texts) => ok(texts.length > 0),
};

export const maybe = <T>(value: Value<T>): Form<T | undefined> => or(value, undefined);

export const or = <T, F>(value: Value<T>, fallback: F): Form<T | F> => ({
  ...value,
  least: 0,
  most: 1,
  read: ([given], name) => (given === undefined ? ok(fallback) : value.parse(given, name)),
});

export const needed = <T>(value: Value<T>): Form<T> => ({
  ...value,
  least: 1,
  most: 1,
  read: ([given = ''], name) => value.parse(given, name),
});

/** Given twice: what two people vouch for. */
export const pair = <T>(value: Value<T>): Form<readonly [T, T]> => ({
  ...value,
  least: 2,
  most: 2,
  read([first = '', second = ''], name) {
    const [a, b] = [value.parse(first, name), value.parse(second, name)];
    if (!a.ok) return a;
    return b.ok ? ok([a.value, b.value] as const) : b;
  },
});

/** Any number of times. */
export const many = <T>(value: Value<T>, least = 0): Form<readonly T[]> => ({
  ...value,
  least,
  most: Infinity,
  read(texts, name) {
    const read: T[] = [];
    for (const given of texts) {
      const one = value.parse(given, name);
      if (!one.ok) return one;
      read.push(one.value);
    }
    return ok(read);
  },
});

/** Explained by another word than that of its name. */
export const called = <T>(word: OptionWord, form: Form<T>): Form<T> => ({ ...form, word });
