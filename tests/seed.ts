/**
 * Every property of a run begins at one seed, so that a commit passes or fails, and does not do now the one and then the
 * other. What other seeds would find, `npm run soak` looks for.
 */
import fc from 'fast-check';
import { vi } from 'vitest';

fc.configureGlobal({ seed: Number(process.env['TWOFOLD_SEED'] ?? 20261127) });

/** A deadline and no measure. Vitest's own is a second, which passes on a busy machine before anything is wrong. */
const DEADLINE_MS = 50_000;

// Files of one thread share Vitest, and each of them begins here.
if (vi.waitFor.name !== 'patient') {
  const { waitFor } = vi;
  vi.waitFor = function patient(holds, options) {
    return waitFor(holds, { timeout: DEADLINE_MS, ...(typeof options === 'number' ? { timeout: options } : options) });
  };
}
