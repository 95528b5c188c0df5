import { availableParallelism } from 'node:os';
import { getEventListeners } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { ScryptJob } from '../../../core/base/ports.ts';
import { createPool } from '../../../electron/workers/pool.ts';
import { AbortError, DerivationDisagreement, PoolFailure } from '../../../electron/workers/refusals.ts';
import { fakePool, hex, job, names, openssl } from '../../fakes/fake-pool.ts';
import { fakeWorker } from '../../fakes/kdf-worker.ts';
import type { FakeWorker, FakeWorkerOptions } from '../../fakes/kdf-worker.ts';

describe('the pool', () => {
  it('fault 62: has a worker for every core unless it is told otherwise', () => {
    let started = 0;
    const spawn = (): FakeWorker => {
      started++;
      return fakeWorker({});
    };
    expect(createPool({ spawn }).size).toBe(availableParallelism());
    expect(started).toBe(availableParallelism());
  });

  it('derives a batch on several workers', async () => {
    const { pool, workers } = fakePool({ size: 3 });
    const keys = await Promise.all(names(10).map((name) => pool.derive(job(name))));
    expect(keys.map(hex)).toEqual(names(10).map((name) => openssl(job(name))));
    expect(workers).toHaveLength(3);
    expect(pool.stats()).toEqual({ open: 0, begun: 0, done: 10, confirmed: 0, redone: 0 });
  });

  it('fills turns across derivations', async () => {
    const { pool, workers } = fakePool();
    await Promise.all(names(8).map((name) => pool.derive(job(name, 3))));
    const turns = workers.flatMap(({ tasks }) => tasks).filter((task) => task.kind === 'mix');
    expect(turns.map(({ lanes }) => lanes.length)).toEqual([4, 4, 4, 4, 4, 4]);
  });

  it('spreads the lanes of a scan evenly over the workers', async () => {
    const { pool, workers } = fakePool({ size: 3 });
    await pool.ready;
    await pool.derive(job('scan'), { priority: 'scan' });
    const lanes = workers.map(({ tasks }) => tasks.flatMap((task) => (task.kind === 'mix' ? [task.lanes.length] : [])));
    expect(lanes).toEqual([[3], [3], [2]]);
  });

  it('lets a scan overtake a running batch', async () => {
    const { pool } = fakePool();
    const finished: string[] = [];
    const note = (name: string) => (): number => finished.push(name);
    const scan = (): Promise<number> => pool.derive(job('scan'), { priority: 'scan' }).then(note('scan'));
    const batch = names(6).map((name) => pool.derive(job(name)).then(note(name)));
    await batch[0];
    await Promise.all([...batch, scan()]);
    expect(finished.toSorted()).toEqual([...names(6), 'scan'].toSorted());
    expect(finished.indexOf('scan')).toBeLessThanOrEqual(2);
  });

  it('opens only as many jobs as keep the workers busy', async () => {
    const { pool } = fakePool();
    const batch = names(40).map((name) => pool.derive(job(name)));
    await batch[10];
    expect(pool.stats().open).toBeGreaterThan(20);
    expect(pool.stats().begun).toBeLessThan(6);
    await Promise.all(batch);
  });

  it('redoes what a worker had when it died', async () => {
    const deaths = { left: 4 };
    const onTask: FakeWorkerOptions['onTask'] = (task, worker) => {
      if (task.kind === 'open' || worker.tasks.length < 7 || deaths.left-- <= 0) return;
      worker.die();
    };
    const { pool, workers } = fakePool({ size: 2 }, { onTask });
    const keys = await Promise.all(names(12).map((name) => pool.derive(job(name))));
    expect(keys.map(hex)).toEqual(names(12).map((name) => openssl(job(name))));
    expect(workers).toHaveLength(6);
    expect(pool.stats().redone).toBeGreaterThan(0);
  });

  it('gives up a job that brings worker after worker down, and no other', async () => {
    const onTask: FakeWorkerOptions['onTask'] = (task, worker) => {
      if (task.kind === 'open' && task.job.salt.length === 13) worker.die();
    };
    const { pool } = fakePool({}, { onTask });
    const poison = pool.derive({ ...job('poison'), salt: new Uint8Array(13) });
    const others = names(3).map((name) => pool.derive(job(name)));
    await expect(poison).rejects.toThrow(PoolFailure);
    expect((await Promise.all(others)).map(hex)).toEqual(names(3).map((name) => openssl(job(name))));
  });

  it('fault 62: holds every worker for a scan from its first step to a while after its last', async () => {
    const { pool, workers } = fakePool({ size: 2 });
    const batch = names(4).map((name) => pool.derive(job(name)));
    const [heavy, beside] = ['heavy', 'beside'].map((name) => pool.derive(job(name), { priority: 'scan' }));
    await Promise.all([heavy, beside]);
    // The next derivation of the same card follows at once: they are held for it still.
    await pool.derive(job('light'), { priority: 'scan' });
    expect(workers.map(({ holds }) => holds)).toEqual([
      [true, true],
      [true, true],
    ]);
    await vi.waitFor(() => expect(workers.map(({ holds }) => holds.at(-1))).toEqual([false, false]));
    expect((await Promise.all(batch)).map(hex)).toEqual(names(4).map((name) => openssl(job(name))));
  });

  it('cancels one job and finishes the others', async () => {
    const { pool } = fakePool();
    const cancel = new AbortController();
    const batch = names(5).map((name, i) => pool.derive(job(name), i === 2 ? { signal: cancel.signal } : {}));
    const outcome = Promise.allSettled(batch);
    await batch[0];
    cancel.abort();
    const settled = (await outcome).map((one) => (one.status === 'fulfilled' ? hex(one.value) : one.reason));
    const right = names(5).map((name) => openssl(job(name)));
    expect(settled).toEqual(right.map((key, i) => (i === 2 ? expect.any(AbortError) : key)));
  });

  it('cancels any number of jobs by one listener, and takes it back with the last of them', async () => {
    const { pool } = fakePool();
    const { signal } = new AbortController();
    const listeners = (): number => getEventListeners(signal, 'abort').length;
    const batch = names(12).map((name) => pool.derive(job(name), { signal }));
    expect(listeners()).toBe(1);
    await Promise.all(batch);
    expect(listeners()).toBe(0);
    const stop = new AbortController();
    const outcome = Promise.allSettled(names(12).map((name) => pool.derive(job(name), { signal: stop.signal })));
    stop.abort();
    for (const one of await outcome) expect(one).toMatchObject({ reason: { name: 'AbortError' } });
    expect([getEventListeners(stop.signal, 'abort').length, pool.stats().open]).toEqual([0, 0]);
  });

  it('does not begin for a signal that has fired', async () => {
    const { pool } = fakePool();
    await expect(pool.derive(job('late'), { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('refuses illegal parameters before any worker sees them', async () => {
    const { pool, workers } = fakePool();
    await expect(pool.derive({ ...job('odd'), N: 3 })).rejects.toThrow(RangeError);
    expect(workers[0]?.tasks).toEqual([]);
  });

  it('leaves nothing of a password with a worker, and the caller its own', async () => {
    const { pool, workers } = fakePool();
    const asked = job('secret');
    await Promise.all([pool.derive(asked), pool.derive(job('other'))]);
    // What was sent back is detached here; all the rest must read as zeros.
    const here = workers.flatMap(({ received }) => received).filter(({ buffer }) => buffer.byteLength > 0);
    const left = here.filter((array) => array.some((byte) => byte !== 0));
    expect(here.length).toBeGreaterThan(0);
    expect(left).toEqual([]);
    expect(asked).toEqual(job('secret'));
  });

  it('confirms every job when every job is sampled', async () => {
    const second = async (asked: ScryptJob): Promise<Uint8Array> => Uint8Array.from(Buffer.from(openssl(asked), 'hex'));
    const { pool } = fakePool({ sampleOneIn: 1 }, { second });
    await Promise.all(names(3).map((name) => pool.derive(job(name))));
    expect(pool.stats()).toMatchObject({ done: 3, confirmed: 3 });
  });

  it('asks as few workers for second opinions as can give them all, and no other', async () => {
    const second = async (asked: ScryptJob): Promise<Uint8Array> => Uint8Array.from(Buffer.from(openssl(asked), 'hex'));
    const askedOf = async (sampleOneIn: number, count: number): Promise<number> => {
      const { pool, workers } = fakePool({ size: 3, sampleOneIn }, { second });
      await Promise.all(names(count).map((name) => pool.derive(job(name, 1))));
      await pool.close();
      return workers.filter(({ tasks }) => tasks.some(({ kind }) => kind === 'second')).length;
    };
    expect(await askedOf(1, 30)).toBe(3);
    // Of so many not one is sampled once in ten thousand million times.
    expect(await askedOf(40, 900)).toBe(1);
  });

  it('gives what somebody waits for to a worker that gives no second opinion', async () => {
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => (answer = resolve));
    const second = async (of: ScryptJob): Promise<Uint8Array> => {
      await asked;
      return Uint8Array.from(Buffer.from(openssl(of), 'hex'));
    };
    const lots = { left: 1 };
    const { pool, workers } = fakePool({ size: 2, draw: () => lots.left-- > 0 }, { second });
    const checks = (): number => workers.filter(({ tasks }) => tasks.some(({ kind }) => kind === 'second')).length;
    const first = pool.derive(job('batch', 1));
    while (checks() === 0) await nextTurn();
    const scan = await pool.derive(job('scan', 1), { priority: 'scan' });
    const opened = workers.map(({ tasks }) => tasks.filter(({ kind }) => kind === 'open').length);
    expect(opened.sort()).toEqual([1, 1]);
    answer();
    expect([hex(scan), hex(await first)]).toEqual([openssl(job('scan', 1)), openssl(job('batch', 1))]);
  });

  it('lets nobody wait for a lot that falls on what is in hand: random bytes of its cost are derived twice', async () => {
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => (answer = resolve));
    const lots = { left: 1 };
    const second = async (of: ScryptJob): Promise<Uint8Array> => {
      await asked;
      return Uint8Array.from(Buffer.from(openssl(of), 'hex'));
    };
    const { pool, workers } = fakePool({ size: 2, draw: () => lots.left-- > 0 }, { second });
    const checked = (): ScryptJob[] =>
      workers.flatMap(({ tasks }) => tasks.flatMap((task) => (task.kind === 'second' ? [task.job] : [])));
    const scan = job('scan', 2);
    expect(hex(await pool.derive(scan, { priority: 'scan' }))).toBe(openssl(scan));
    expect(pool.stats().confirmed).toBe(0);
    // The same derivation again has no lot to draw.
    lots.left = 1;
    await pool.derive(scan, { priority: 'scan', again: true });
    expect(lots.left).toBe(1);
    while (checked().length === 0) await nextTurn();
    const [other, ...more] = checked();
    expect(more).toEqual([]);
    expect([other?.N, other?.r, other?.p, other?.password.length]).toEqual([scan.N, 8, 2, scan.password.length]);
    expect([hex(other?.password ?? scan.password), hex(other?.salt ?? scan.salt)]).not.toEqual([
      hex(scan.password),
      hex(scan.salt),
    ]);
    answer();
    while (pool.stats().confirmed === 0) await nextTurn();
    expect(pool.stats()).toMatchObject({ open: 0, confirmed: 1 });
  });

  it('stops when the two disagree on what was derived in the place of a card', async () => {
    const onDisagreement = vi.fn();
    const { pool } = fakePool({ sampleOneIn: 1, onDisagreement }, { second: async () => new Uint8Array(32) });
    await pool.derive(job('in hand'), { priority: 'scan' });
    while (onDisagreement.mock.calls.length === 0) await nextTurn();
    await expect(pool.derive(job('later'), { priority: 'scan' })).rejects.toThrow(DerivationDisagreement);
  });

  it('stops at once when the two implementations disagree', async () => {
    const onDisagreement = vi.fn();
    const second = async (): Promise<Uint8Array> => new Uint8Array(32);
    const { pool } = fakePool({ sampleOneIn: 1, onDisagreement }, { second });
    const batch = await Promise.allSettled(names(5).map((name) => pool.derive(job(name))));
    expect(batch).toEqual(names(5).map(() => ({ status: 'rejected', reason: expect.any(DerivationDisagreement) })));
    expect(onDisagreement).toHaveBeenCalledOnce();
    await expect(pool.derive(job('later'))).rejects.toThrow(DerivationDisagreement);
  });

  it('fails with a clear word when a worker refuses its start-up check', async () => {
    const { pool } = fakePool({ size: 2 }, { start: { kind: 'refused', message: 'the kernel is wrong' } });
    const waiting = pool.derive(job('early'));
    await expect(pool.ready).rejects.toThrow('the kernel is wrong');
    await expect(waiting).rejects.toThrow(PoolFailure);
  });

  it('gives up workers that never start', async () => {
    const { pool, workers } = fakePool({}, { start: 'dies' });
    await expect(pool.ready).rejects.toThrow(PoolFailure);
    expect(workers).toHaveLength(3);
  });

  it('says once that there is no SIMD', async () => {
    const onPortable = vi.fn();
    const { pool } = fakePool({ size: 3, onPortable }, { start: { kind: 'ready', simd: false } });
    await pool.ready;
    expect(onPortable).toHaveBeenCalledOnce();
  });

  it('asks its workers to leave and rejects what is left', async () => {
    const { pool } = fakePool({ size: 2 });
    const left = expect(pool.derive(job('left'))).rejects.toThrow(PoolFailure);
    await pool.close();
    await left;
    await expect(pool.derive(job('later'))).rejects.toThrow('closed');
  });
});
