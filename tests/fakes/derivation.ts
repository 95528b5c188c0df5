import { scrypt } from 'node:crypto';
import type { KeyDerivation, ScryptJob } from '../../core/base/ports.ts';
import { openKernel } from '../../core/scrypt/kernel.ts';
import { openMixer, scryptOn } from '../../core/scrypt/scrypt.ts';
import { remembered } from './remembered.ts';

const ours = scryptOn(openMixer(openKernel()));

/**
 * Key derivation for tests, at its full cost, remembering what it has answered so that a suite pays once for each
 * passphrase and salt. `signal` is honoured before a job starts.
 */
export function realDerivation(): KeyDerivation & { readonly jobs: readonly ScryptJob[] } {
  const jobs: ScryptJob[] = [];
  return {
    jobs,
    async derive(job, options) {
      if (options?.signal?.aborted === true) throw new DOMException('cancelled', 'AbortError');
      jobs.push({ ...job, password: job.password.slice(), salt: job.salt.slice() });
      return remembered(job, derived);
    },
  };
}

function derived({ password, salt, N, r, p, dkLen }: ScryptJob): Promise<Uint8Array> {
  // The heavy one is our own, which takes half the time of OpenSSL's; `scrypt.test.ts` compares the two.
  if (N === 16384) return Promise.resolve(ours.derive({ password, salt, N, r, p, dkLen }));
  return new Promise((resolve, reject) => {
    // Copies: OpenSSL reads on another thread, and the caller may wipe as soon as it has its answer.
    scrypt(password.slice(), salt.slice(), dkLen, { N, r, p, maxmem: 256 * N * r * p + 1024 * 1024 }, (error, key) =>
      error === null ? resolve(new Uint8Array(key)) : reject(error),
    );
  });
}

/** What {@link cheapDerivation} does instead of BIP38's heavy scrypt. */
export const CHEAP = { N: 16, r: 1, p: 1 } as const;

/**
 * The same with the heavy scrypt (N = 16384) cut to {@link CHEAP}, for properties that need many derivations. What it
 * makes agrees only with implementations that are given the same cost: no string from it belongs in an expectation.
 */
export function cheapDerivation(): KeyDerivation {
  return { derive: (job) => derived(job.N === 16384 ? { ...job, ...CHEAP } : job) };
}

/** {@link cheapDerivation}, standing still until it is let go. */
export function heldDerivation(): KeyDerivation & { readonly letGo: () => void } {
  const cheap = cheapDerivation();
  let letGo = (): void => {};
  const free = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  return {
    letGo: () => letGo(),
    derive: async (job, options) => {
      await free;
      return cheap.derive(job, options);
    },
  };
}
