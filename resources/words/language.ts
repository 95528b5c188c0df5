/** What a language is: everything the product says, in one shape. A folder of this room holds each; languages.ts lists them. */
import type { en } from './en/en.ts';
import type { FailureSentences } from './failure.ts';
import type { DetailWords } from './incident-details.ts';

/** The shape of a language: that of the English, whatever the text. */
export type Words = Omit<Widened<typeof en>, 'failures' | 'details'> & {
  /** The sentences of failures, or null for the language in which each comes with its failure. */
  readonly failures: FailureSentences | null;
  /** What the records say of an incident, or null for the language in which they are written. */
  readonly details: DetailWords | null;
};

/** Any language but the English: a failure or a detail without its sentence does not compile. */
export type Translation = Words & { readonly failures: FailureSentences; readonly details: DetailWords };

type Widened<T> = T extends string
  ? string
  : T extends (...input: infer I) => string
    ? (...input: I) => string
    : { readonly [K in keyof T]: Widened<T[K]> };
