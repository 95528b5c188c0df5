/** How fast this machine makes units, so that somebody can know what they begin before they do. */
import { ok, type Result } from '../../../core/base/result.ts';
import { SCRYPT_HEAVY } from '../../../core/bip38/seal.ts';
import { PoolFailure } from '../../workers/refusals.ts';
import type { EstimateView } from './contract.ts';
import type { OriginDesk } from './desk.ts';

/** Nobody's secret: what is derived of it is thrown away. */
const JOB = { password: new Uint8Array(16), salt: new Uint8Array(8), ...SCRYPT_HEAVY, dkLen: 32 };

/**
 * Units a second: every worker derives once to be awake, and twice by the clock. Null where none answers, or where `signal`
 * says that the machine is wanted for something else.
 */
export async function measurePace({ parts }: OriginDesk, signal: AbortSignal): Promise<Result<number | null>> {
  const pool = parts.startPool();
  const derive = (each: number): Promise<unknown> =>
    Promise.all(Array.from({ length: pool.size * each }, () => pool.derive(JOB, { priority: 'batch', signal })));
  try {
    await derive(1);
    const started = performance.now();
    await derive(2);
    return ok((2 * pool.size * 1000) / Math.max(1, performance.now() - started));
  } catch (cause) {
    if (cause instanceof PoolFailure || signal.aborted) return ok(null);
    throw cause;
  } finally {
    await pool.close();
  }
}

/** Bytes a unit takes in the order and in the vault, about; what is around the units is more than enough for a few. */
const EACH = { order: 160, vault: 96 } as const;

/** What a batch of so many units costs. */
export const estimateOf = (count: number, pace: number | null): EstimateView => ({
  seconds: pace === null ? null : count / pace,
  bytes: { order: count * EACH.order, vault: count * EACH.vault },
});
