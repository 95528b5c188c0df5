import { expect, test } from 'vitest';
import { inLanes } from '../../../core/work/lanes.ts';
import { createPace } from '../../../core/work/pace.ts';
import { deferred } from '../../fakes/deferred.ts';
import { createExclusive, createInHand, createQueue, once } from '../../../core/work/queue.ts';

test('a queue does one thing at a time, in order, whatever becomes of those before', async () => {
  const queue = createQueue();
  const order: string[] = [];
  const first = deferred();
  const failing = queue(async () => {
    order.push('first begins');
    await first.done;
    order.push('first ends');
    throw new Error('first failed');
  });
  const second = queue(() => Promise.resolve(order.push('second')));
  first.end();
  await expect(failing).rejects.toThrow('first failed');
  await second;
  expect(order).toEqual(['first begins', 'first ends', 'second']);
});

test('what is exclusive refuses what comes meanwhile, and is free again after a failure', async () => {
  const exclusive = createExclusive(() => 'busy' as const);
  const first = deferred();
  const running = exclusive.run(() => first.done.then(() => Promise.reject(new Error('it failed'))));
  expect([exclusive.busy, await exclusive.run(() => Promise.resolve('done'))]).toEqual([true, 'busy']);
  const settled = exclusive.settled();
  first.end();
  await expect(running).rejects.toThrow('it failed');
  await settled;
  expect(exclusive.busy).toBe(false);
  expect(await exclusive.run(() => Promise.resolve('done'))).toBe('done');
});

test('what is in hand has settled when all of it has, whatever became of it', async () => {
  const inHand = createInHand();
  await inHand.settled();
  const [one, two] = [deferred(), deferred()];
  const failed = inHand.run(() => one.done.then(() => Promise.reject(new Error('it failed'))));
  const made = inHand.run(() => two.done.then(() => 'made'));
  let settled = false;
  const all = inHand.settled().then(() => (settled = true));
  one.end();
  await expect(failed).rejects.toThrow('it failed');
  expect(settled).toBe(false);
  two.end();
  expect(await made).toBe('made');
  await all;
  expect(settled).toBe(true);
});

test('what is done once is done once, and everybody waits for it', async () => {
  let times = 0;
  const { done, end } = deferred();
  const rest = once(() => done.then(() => void (times += 1)));
  const [first, second] = [rest(), rest()];
  end();
  await Promise.all([first, second, rest()]);
  expect(times).toBe(1);
});

test('a pace is unknown at first, then that of the last stretch', () => {
  let now = 0;
  const pace = createPace(3, () => now, 10, 100);
  expect(pace.view()).toEqual({ done: 10, total: 100, rate: 0, left: null });
  for (const [at, done] of [
    [1000, 20],
    [2000, 60],
    [3000, 80],
  ] as const) {
    now = at;
    pace.reached(done);
  }
  // Of the last three reports: sixty units in two seconds.
  expect(pace.view()).toEqual({ done: 80, total: 100, rate: 30, left: 20 / 30 });
});

test('lanes keep the order of the items and never exceed their number', async () => {
  let open = 0;
  let most = 0;
  const results = await inLanes([5, 1, 4, 2, 3], 2, async (n) => {
    most = Math.max(most, ++open);
    for (let i = 0; i < n; i++) await Promise.resolve();
    open--;
    return n * n;
  });
  expect([results, most]).toEqual([[25, 1, 16, 4, 9], 2]);
});
