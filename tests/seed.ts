/**
 * Every property of a run begins at one seed, so that a commit passes or fails, and does not do now the one and then the
 * other. What other seeds would find, `npm run soak` looks for.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['TWOFOLD_SEED'] ?? 20261127) });
