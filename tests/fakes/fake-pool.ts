/** A pool on workers without threads, and light jobs for it. */
import { scryptSync } from 'node:crypto';
import type { ScryptJob } from '../../core/base/ports.ts';
import { createPool, type Pool, type PoolOptions } from '../../electron/workers/pool.ts';
import { fakeWorker, type FakeWorker, type FakeWorkerOptions } from './kdf-worker.ts';

/** So rarely that no test will ever see it. */
const NEVER = 2 ** 40;

export const job = (name: string, p = 8): ScryptJob => ({
  password: new TextEncoder().encode(name),
  salt: new Uint8Array([1, 2, 3]),
  N: 64,
  r: 8,
  p,
  dkLen: 32,
});

/** The same by another implementation. */
export const openssl = ({ password, salt, N, r, p, dkLen }: ScryptJob): string =>
  scryptSync(password, salt, dkLen, { N, r, p }).toString('hex');

export const hex = (key: Uint8Array): string => Buffer.from(key).toString('hex');

export const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `job ${i}`);

/** A pool on fake workers, and all the workers it ever started. */
export function fakePool(
  options: Partial<PoolOptions> = {},
  worker: FakeWorkerOptions = {},
): { pool: Pool; workers: FakeWorker[] } {
  const workers: FakeWorker[] = [];
  const spawn = (): FakeWorker => {
    const started = fakeWorker(worker);
    workers.push(started);
    return started;
  };
  return { pool: createPool({ size: 1, sampleOneIn: NEVER, spawn, ...options }), workers };
}
