/**
 * Expected failures are values, bugs are exceptions.
 *
 * Every operation that can be refused by its input returns a {@link Result} whose error has a `kind` from a closed
 * set, so that callers switch on it exhaustively and it crosses the bridge and the CLI unharmed.
 */
import type { Area, FailureKind } from './failures.ts';

export type Result<T, K extends string = string> = Ok<T> | Failed<K>;

export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Failed<K extends string = string> {
  readonly ok: false;
  readonly error: Failure<K>;
}

/** Why something was refused. `message` is one plain English sentence: what, where, what to do. Never a secret. */
export interface Failure<K extends string = string> {
  /** Whose word `kind` is: "wrong passphrase" of a card and of a station are two failures with two sentences. */
  readonly area: Area;
  readonly kind: K;
  readonly message: string;
  /** Facts for translated sentences and for records; never secret. */
  readonly facts?: Facts;
}

export type Facts = Readonly<Record<string, string | number | boolean | null>>;

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });

/** How an area refuses: `const fail = failIn('gate')` at the head of its files, then `fail('too-soon', …)`. */
export const failIn =
  <A extends Area>(area: A) =>
  <K extends FailureKind<A>>(kind: K, message: string, facts?: Facts): Failed<K> => ({
    ok: false,
    error: facts === undefined ? { area, kind, message } : { area, kind, message, facts },
  });

/** For code that has no way on: turns an expected failure into a bug report. The message carries no secret. */
export function must<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.error.kind}: ${result.error.message}`);
}

/** Ends an exhaustive `switch`: adding a case to the union stops this from compiling. */
export function never(value: never): never {
  throw new TypeError(`unexpected value of type ${typeof value}`);
}
