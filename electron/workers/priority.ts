import { readlinkSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';

/** As `nice` without an argument: a thread that works without a pause gets a tenth of a core that another one wants. */
export const BACKGROUND = 10;

/** The system knows none that gives way more: for what nobody may ever wait for. */
export const LAST = 19;

/**
 * Makes the calling thread give way to the main thread and the window, so that the pool may have every core. Linux
 * knows priorities of threads by their number, which is the last part of `1234/task/1240`; elsewhere nothing is changed.
 * Threads that it starts begin where it stands.
 */
export function giveWay(by = BACKGROUND): void {
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
    // From where the whole program stands: whoever started it as more or as less urgent meant all of it.
    setPriority(thread, Math.min(LAST, getPriority(thread) + by));
  } catch {
    // No such place, or it may not be changed: then all threads share alike.
  }
}
