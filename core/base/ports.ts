/**
 * What core asks of the world. Core has no clock, no disk, no device and no randomness of its own: `electron/`
 * brings real ones, tests bring fakes, training brings simulators.
 */

/** The platform's cryptographic random generator. Nothing seedable exists outside the tests. */
export interface Random {
  /** `length` fresh random bytes. Throws if the platform cannot give them: never falls back. */
  bytes(length: number): Uint8Array;
}

export interface Clock {
  /** Now, as UTC in ISO 8601 with milliseconds: `2026-11-22T10:00:00.000Z`. */
  now(): string;
}

/** One scrypt call (RFC 7914). `password` and `salt` are read, not kept; the caller wipes its own. */
export interface ScryptJob {
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
  /** CPU/memory cost, a power of two greater than 1. */
  readonly N: number;
  /** Block size factor. */
  readonly r: number;
  /** Parallelisation: independent lanes. */
  readonly p: number;
  /** Output length in bytes. */
  readonly dkLen: number;
}

/** An operator's scan (`scan`) overtakes everything that runs in a batch (`batch`). */
export type Priority = 'scan' | 'batch';

export interface DeriveOptions {
  readonly priority?: Priority;
  /** An `AbortSignal` fits. When it fires before the job has an answer, `derive` rejects with an `AbortError`. */
  readonly signal?: CancelSignal;
  /** The same was derived before, and the lot of the second opinion was drawn then: it is not drawn again. */
  readonly again?: boolean;
}

/** The part of the platform's `AbortSignal` that core uses (core compiles without the DOM's or Node's types). */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Where all the time goes: scrypt behind one method. The answer belongs to the caller, who wipes it. */
export interface KeyDerivation {
  derive(job: ScryptJob, options?: DeriveOptions): Promise<Uint8Array>;
}
