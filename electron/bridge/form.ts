/**
 * What every contract of the bridge is made of: a table of calls with the schema of each input, a type of the answers,
 * and a union of updates. Handlers and the page's side are derived from both, so that a missing handler, a misnamed
 * call or a wrong field does not compile.
 *
 * There is a contract a role, and main serves that of the role behind the window alone: to the page of a Press it
 * answers no call that a passphrase could be put into.
 */
import type * as v from 'valibot';

/** Name of a call to the schema of its input; `v.null()` for a call that takes nothing. */
export type CallTable = Readonly<Record<string, v.GenericSchema>>;

export type InputOf<C extends CallTable, N extends keyof C> = v.InferOutput<C[N]>;

/** The main side: answers every call of `C`. */
export type HandlersOf<C extends CallTable, A extends Readonly<Record<keyof C, unknown>>> = {
  readonly [N in keyof C]: (input: InputOf<C, N>) => Promise<A[N]>;
};

/** `window.station`: what the preload gives to every page, whatever is behind it. Main alone knows the names. */
export interface Channel {
  /** Rejects what is no call of the role behind the window, or not its input. */
  call(name: string, input: unknown): Promise<unknown>;
  /** Calls `listener` for every update until the returned function is called. */
  on(listener: (update: unknown) => void): () => void;
}

/** The page's side: a {@link Channel} with the types of one contract. */
export type BridgeOf<C extends CallTable, A extends Readonly<Record<keyof C, unknown>>, U> = HandlersOf<C, A> & {
  /** Calls `listener` for every update until the returned function is called. */
  readonly on: (listener: (update: U) => void) => () => void;
};
