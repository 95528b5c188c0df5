import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { throttled } from '../../../electron/station/throttled.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('many calls are one piece of work, ten times a second at most, and the last call is never lost', () => {
  let done = 0;
  const news = throttled(() => void done++);
  for (let i = 0; i < 250; i++) {
    news.call();
    vi.advanceTimersByTime(4);
  }
  expect(done).toBeGreaterThanOrEqual(9);
  expect(done).toBeLessThanOrEqual(10);
  const before = done;
  news.call();
  vi.advanceTimersByTime(1000);
  expect(done).toBe(before + 1);
});

test('what is cancelled does not happen, and the next call does', () => {
  let done = 0;
  const news = throttled(() => void done++);
  news.call();
  news.cancel();
  vi.advanceTimersByTime(1000);
  expect(done).toBe(0);
  news.call();
  vi.advanceTimersByTime(1000);
  expect(done).toBe(1);
});
