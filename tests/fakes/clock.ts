import { vi } from 'vitest';

/** Timers and the monotonic clock stand still until a test moves them. */
export const stopClock = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });

export const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
