import type { KeyDerivation, ScryptJob } from '../../core/base/ports.ts';
import { openKernel } from '../../core/scrypt/kernel.ts';
import { openMixer, scryptOn } from '../../core/scrypt/scrypt.ts';
import { byOpenSsl, cheapDerivation } from './cheap-derivation.ts';
import { remembered } from './remembered.ts';

export { CHEAP, cheapDerivation } from './cheap-derivation.ts';

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
  return byOpenSsl({ password, salt, N, r, p, dkLen });
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
