/** Key derivation for tests that need many: nothing of our own, so that whatever cannot load that has it too. */
import { scrypt } from 'node:crypto';
import type { KeyDerivation, ScryptJob } from '../../core/base/ports.ts';

/** By OpenSSL, whatever it costs. */
export const byOpenSsl = ({ password, salt, N, r, p, dkLen }: ScryptJob): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    // Copies: OpenSSL reads on another thread, and the caller may wipe as soon as it has its answer.
    scrypt(password.slice(), salt.slice(), dkLen, { N, r, p, maxmem: 256 * N * r * p + 1024 * 1024 }, (error, key) =>
      error === null ? resolve(new Uint8Array(key)) : reject(error),
    );
  });

/** What {@link cheapDerivation} does instead of BIP38's heavy scrypt. */
export const CHEAP = { N: 16, r: 1, p: 1 } as const;

/**
 * BIP38's with the heavy scrypt (N = 16384) cut to {@link CHEAP}, for properties that need many derivations. What it
 * makes agrees only with implementations that are given the same cost: no string from it belongs in an expectation.
 */
export function cheapDerivation(): KeyDerivation {
  return { derive: (job) => byOpenSsl(job.N === 16384 ? { ...job, ...CHEAP } : job) };
}
