import { vi } from 'vitest';
import type { Later } from '../../core/stations/check/holding.ts';

/** Timers and the monotonic clock stand still until a test moves them. */
export const stopClock = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });

export const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

/** What is to be done later, by the timers of the test. */
export const later: Later = (milliseconds, act) => {
  const timer = setTimeout(act, milliseconds);
  return { callOff: () => clearTimeout(timer) };
};
