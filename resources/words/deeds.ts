/** What each language says of a deed: on its button, in its dialog, and in the question that two people answer natively. */
import type { Deed, DEEDS } from '../../core/stations/bench/deeds.ts';

type Question = (serial: string) => string;

/** A way in which it is done, as a person chooses it; what two people sign for is asked once more. */
interface WayWords {
  readonly word: string;
  readonly question?: Question;
}

export interface DeedWords {
  /** On its button. */
  readonly act: string;
  readonly title: (serial: string) => string;
  readonly why: string;
  /** What the command line says of its verb. */
  readonly summary: string;
  readonly more?: string;
  /** Above the ways. */
  readonly asks?: string;
  readonly ways?: Readonly<Record<string, WayWords>>;
  readonly question?: Question;
}

type RowOf<D extends Deed> = (typeof DEEDS)[D];
type Ways<D extends Deed> = RowOf<D> extends { readonly as?: readonly (infer A extends string)[] } ? A : never;

/** Of what two people sign there is a question; of what is done in several ways each has its word, and its question. */
export type DeedsWords = {
  readonly [D in Deed]: DeedWords &
    ([Ways<D>] extends [never]
      ? RowOf<D>['people'] extends 'two'
        ? { readonly question: Question }
        : unknown
      : {
          readonly asks: string;
          readonly ways: Readonly<Record<Ways<D>, RowOf<D>['people'] extends 'two' ? Required<WayWords> : WayWords>>;
        });
};

/** What two people are asked before they sign for it. */
export function deedQuestion({ ways, question }: DeedWords, as: string | null): Question {
  const asked = as === null ? question : ways?.[as]?.question;
  if (asked === undefined) throw new TypeError('a deed without a question');
  return asked;
}

/** The verbs of the command line that are deeds, as each language explains them. */
export const deedVerbs = (words: DeedsWords) =>
  Object.fromEntries(
    Object.entries<DeedWords>(words).map(([deed, { summary, more = '' }]) => [`bench ${deed}`, { summary, more }]),
  ) as { readonly [D in Deed as `bench ${D}`]: { readonly summary: string; readonly more: string } };
