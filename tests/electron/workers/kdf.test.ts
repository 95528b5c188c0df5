import { scryptSync } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { getPriority } from 'node:os';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScryptJob } from '../../../core/base/ports.ts';
import type { FromWorker, ToWorker } from '../../../electron/workers/protocol.ts';
import { createPool } from '../../../electron/workers/pool.ts';
import type { Pool } from '../../../electron/workers/pool.ts';
import { BACKGROUND } from '../../../electron/workers/priority.ts';
import { startUnitWorker } from '../../../electron/workers/unit-worker.ts';
import { orderUnit } from '../../fakes/transfers.ts';
import { bundleWorker } from '../../fakes/worker-bundle.ts';

const job = (i: number): ScryptJob => ({
  password: Buffer.from(`passphrase ${i}`),
  salt: Buffer.from('salt'),
  N: 1024,
  r: 8,
  p: 8,
  dkLen: 64,
});

const openssl = ({ password, salt, N, r, p, dkLen }: ScryptJob): Buffer =>
  scryptSync(password, salt, dkLen, { N, r, p });

/** Milliseconds: they give way to whatever else the machine does, and each one that follows proves itself anew. */
const BUSY = 300_000;

describe('worker threads', { timeout: BUSY }, () => {
  const threads: Worker[] = [];
  let path: string;
  let pool: Pool;

  beforeAll(async () => {
    path = await bundleWorker();
    const spawn = (): Worker => {
      const worker = new Worker(path);
      threads.push(worker);
      return worker;
    };
    pool = createPool({ size: 2, sampleOneIn: 10, spawn });
    await pool.ready;
  }, BUSY);

  afterAll(async () => {
    await pool.close();
    rmSync(dirname(path), { recursive: true });
  });

  it.runIf(process.platform === 'linux')('fault 62: give way to the main thread, and only they', async () => {
    // The 17th figure after the name of the thread is its nice value.
    const nice = (path: string): number =>
      Number(
        readFileSync(`${path}/stat`, 'utf8')
          .replace(/^.*\) /, '')
          .split(' ')[16],
      );
    const all = readdirSync('/proc/self/task').map((thread) => nice(`/proc/self/task/${thread}`));
    expect(all.filter((value) => value === Math.min(19, getPriority() + BACKGROUND))).toHaveLength(pool.size);
    // Whoever runs the tests may have given way already.
    expect(nice(`/proc/self/task/${process.pid}`)).toBe(getPriority());
  });

  it('give every answer right although one of them is killed in the middle of a batch', async () => {
    const jobs = Array.from({ length: 12 }, (_, i) => job(i));
    let killed = 0;
    // Where it dies between two pieces it leaves nothing to be done again: then another one is killed.
    while (pool.stats().redone === 0) {
      const keys = jobs.map((asked) => pool.derive(asked));
      await keys[3];
      await threads.at(-1)?.terminate();
      killed++;
      expect((await Promise.all(keys)).map((key) => Buffer.from(key))).toEqual(jobs.map(openssl));
      expect(threads).toHaveLength(2 + killed);
    }
  });

  it('answer a scan in the middle of a batch before the batch ends', async () => {
    const finished: string[] = [];
    const batch = Array.from({ length: 12 }, (_, i) => pool.derive(job(i)).then(() => finished.push('batch')));
    await batch[0];
    await pool.derive(job(99), { priority: 'scan' }).then(() => finished.push('scan'));
    await Promise.all(batch);
    expect(finished.indexOf('scan')).toBeLessThan(finished.length - 1);
  });

  it('that are started for units alone make them, and refuse what costs more than they were proven with', async () => {
    const worker = startUnitWorker(path);
    const heard = (): Promise<FromWorker> => new Promise((resolve) => worker.once('message', resolve));
    expect(await heard()).toMatchObject({ kind: 'ready' });
    const tell = (message: ToWorker): void => worker.postMessage(message);
    tell({ kind: 'do', id: 1, urgent: false, task: { kind: 'second', job: job(1) } });
    expect(await heard()).toEqual({ kind: 'failed', id: 1, message: 'this worker makes units and nothing else' });
    const code = Buffer.from(orderUnit(1).code);
    tell({
      kind: 'do',
      id: 2,
      urgent: false,
      task: { kind: 'unit', code, seed: new Uint8Array(24).fill(7), coin: 'BTC' },
    });
    expect(await heard()).toMatchObject({ kind: 'done', id: 2, result: { length: 3 } });
    await worker.terminate();
  });
});
