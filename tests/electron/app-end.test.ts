import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { createAppEnd, heed, plainSignals } from '../../electron/app-end.ts';

const turns = () => new Promise((resolve) => setImmediate(resolve));

function endingOf(close: () => Promise<void>, patience = 10_000) {
  const exits: number[] = [];
  return { ending: createAppEnd({ close, exit: (code) => exits.push(code), patience }), exits };
}

test('D1: the end closes what is open, once, and comes after it', async () => {
  let closed = (): void => undefined;
  const close = vi.fn(() => new Promise<void>((resolve) => (closed = resolve)));
  const { ending, exits } = endingOf(close);
  expect(ending.begun).toBe(false);
  ending.begin();
  ending.begin();
  await turns();
  expect([ending.begun, close.mock.calls.length, exits]).toEqual([true, 1, []]);
  closed();
  await turns();
  expect(exits).toEqual([0]);
});

test('D1: the end comes where closing fails, and where it takes for ever', async () => {
  const failed = endingOf(() => Promise.reject(new Error('no')));
  failed.ending.begin();
  const stuck = endingOf(() => new Promise(() => undefined), 5);
  stuck.ending.begin();
  await vi.waitFor(() => expect([failed.exits, stuck.exits]).toEqual([[1], [1]]));
});

test.each(['before-quit', 'shutdown', 'query-session-end'])('D1: %s begins the end, and is asked to wait', (wish) => {
  const source = new EventEmitter();
  const { ending } = endingOf(() => new Promise(() => undefined), 5);
  heed(ending, source);
  const preventDefault = vi.fn();
  source.emit(wish, { preventDefault });
  expect([ending.begun, preventDefault.mock.calls.length]).toEqual([true, 1]);
});

test('D1: behind a box no listener keeps a signal from the system', () => {
  const process = new EventEmitter();
  const seen: string[] = [];
  process.on('newListener', (name: string) => seen.push(name));
  plainSignals(process as unknown as NodeJS.Process);
  expect(seen).toEqual(['SIGTERM', 'SIGINT', 'SIGHUP']);
  expect(seen.map((name) => process.listenerCount(name))).toEqual([0, 0, 0]);
});
