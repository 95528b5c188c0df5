/** Why a derivation has no answer. These are thrown: none of them is the fault of what somebody typed or scanned. */

/** The caller's signal fired first. Named as the platform names it, so that callers need not know this class. */
export class AbortError extends Error {
  override readonly name = 'AbortError';

  constructor() {
    super('the derivation was cancelled before it had an answer');
  }
}

/** Two independent implementations of scrypt gave different keys: an incident, and the end of this pool. */
export class DerivationDisagreement extends Error {
  override readonly name = 'DerivationDisagreement';

  constructor() {
    super('two independent scrypt implementations disagree; stop this machine, nothing derived since is to be trusted');
  }
}

/** The pool takes no work: its workers do not start, it was closed, or one job brings worker after worker down. */
export class PoolFailure extends Error {
  override readonly name = 'PoolFailure';
}
