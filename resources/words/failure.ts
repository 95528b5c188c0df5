/** Failures in words: a sentence for every kind of every area, made of the failure's facts. */
import type { Area, FailureKind } from '../../core/base/failures.ts';
import type { Facts } from '../../core/base/result.ts';

export type Say = (facts: Facts) => string;

/** The sentences of one area. A kind without one does not compile. */
export type Sentences<A extends Area> = Readonly<Record<FailureKind<A>, Say>>;

/** The sentences of a language. English has none here: its sentence comes with the failure. */
export type FailureSentences = { readonly [A in Area]: Sentences<A> };

/** A fact as text; the mark of a question where there is none. */
export const fact = (facts: Facts, name: string): string => String(facts[name] ?? '？');
