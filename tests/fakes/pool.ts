/** A pool of derivation workers that is only a cheap derivation, in this thread. */
import type { KeyDerivation } from '../../core/base/ports.ts';
import type { Pool } from '../../electron/workers/pool.ts';
import { cheapDerivation } from './derivation.ts';

export function cheapPool(derivation: KeyDerivation = cheapDerivation()): Pool {
  return {
    ...derivation,
    size: 2,
    hold: () => undefined,
    workBeside: () => () => undefined,
    distrust: () => undefined,
    ready: Promise.resolve(),
    stats: () => ({ open: 0, begun: 0, done: 0, confirmed: 0, redone: 0 }),
    close: async () => undefined,
  };
}
