/** Two pools on the same cores: one for whoever waits, one in a process of its own for a batch. */
import { describe, expect, it, vi } from 'vitest';
import { DerivationDisagreement } from '../../../electron/workers/refusals.ts';
import { fakePool, hex, job, openssl } from '../../fakes/fake-pool.ts';

describe('a pool beside another', () => {
  it('holds it whenever somebody waits, from the first step to a while after the last, until it is gone', async () => {
    const { pool } = fakePool();
    const said: boolean[] = [];
    const first = pool.derive(job('scan'), { priority: 'scan' });
    const gone = pool.workBeside((on) => void said.push(on));
    expect(said).toEqual([true]);
    await first;
    await pool.derive(job('the same card', 1), { priority: 'scan' });
    expect(said).toEqual([true, true]);
    await vi.waitFor(() => expect(said).toEqual([true, true, false]));
    await pool.derive(job('of a batch'));
    gone();
    await pool.derive(job('scan'), { priority: 'scan' });
    expect(said).toEqual([true, true, false]);
  });

  it('begins nothing of a batch while it is held', async () => {
    const { pool, workers } = fakePool();
    await pool.ready;
    pool.hold(true);
    const held = pool.derive(job('of a batch'));
    await pool.derive(job('scan'), { priority: 'scan' });
    expect(pool.stats()).toMatchObject({ done: 1, open: 1 });
    expect(workers.map(({ holds }) => holds[0])).toEqual([true]);
    pool.hold(false);
    expect(hex(await held)).toBe(openssl(job('of a batch')));
  });

  it('keeps a worker that takes the place of a dead one held as well', async () => {
    const { pool, workers } = fakePool({ size: 2 });
    await pool.ready;
    pool.hold(true);
    workers[0]?.die();
    await vi.waitFor(() => expect(workers[2]?.holds).toEqual([true]));
    const held = pool.derive(job('of a batch'));
    await pool.derive(job('scan'), { priority: 'scan' });
    expect(pool.stats()).toMatchObject({ done: 1, open: 1 });
    pool.hold(false);
    expect(hex(await held)).toBe(openssl(job('of a batch')));
  });

  it('is worth nothing when that one found the two implementations to disagree', async () => {
    const onDisagreement = vi.fn();
    const { pool } = fakePool({ onDisagreement });
    const open = pool.derive(job('open'));
    pool.distrust();
    await expect(open).rejects.toThrow(DerivationDisagreement);
    await expect(pool.derive(job('later'))).rejects.toThrow(DerivationDisagreement);
    expect(onDisagreement).toHaveBeenCalledOnce();
  });
});
