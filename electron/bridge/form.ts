/**
 * What every contract of the bridge is made of: a table of calls with the schema of each input, a type of the answers,
 * and a union of updates. Handlers and the page's side are derived from both, so that a missing handler, a misnamed
 * call or a wrong field does not compile.
 *
 * There is a contract a role: the page of a Press has no call that a passphrase could be put into.
 */
import type * as v from 'valibot';

/** Name of a call to the schema of its input; `v.null()` for a call that takes nothing. */
export type CallTable = Readonly<Record<string, v.GenericSchema>>;

export type InputOf<C extends CallTable, N extends keyof C> = v.InferOutput<C[N]>;

/** The main side: answers every call of `C`. */
export type HandlersOf<C extends CallTable, A extends Readonly<Record<keyof C, unknown>>> = {
  readonly [N in keyof C]: (input: InputOf<C, N>) => Promise<A[N]>;
};

/** The page's side, `window.station`. */
export type BridgeOf<C extends CallTable, A extends Readonly<Record<keyof C, unknown>>, U> = HandlersOf<C, A> & {
  /** Calls `listener` for every update until the returned function is called. */
  readonly on: (listener: (update: U) => void) => () => void;
};
