/** How a process beside the station speaks to who has started it: of a window's program, or of the command line. */

export interface StationLine<To, From> {
  post(message: From): void;
  /** What is said to it, in turn; one at a time is waited for. */
  next(): Promise<To>;
}

/** Electron's, in a utility process. */
interface ParentPort {
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

/**
 * Ends the process where what it does is given up: a runtime that only warns of a promise that nobody caught (Electron's, from
 * 37 on) would keep it, with what it has open, and whoever waits for its answer would wait for ever.
 */
export const orEnd = (run: Promise<unknown>): void => void run.catch(() => process.exit(1));

export function openLine<To, From>(): StationLine<To, From> {
  const heard: To[] = [];
  let waiting: ((message: To) => void) | null = null;
  const hear = (message: unknown): void => {
    if (waiting === null) heard.push(message as To);
    else waiting(message as To);
    waiting = null;
  };
  const { parentPort } = process as { parentPort?: ParentPort };
  if (parentPort !== undefined) parentPort.on('message', ({ data }) => hear(data));
  else {
    process.on('message', hear);
    // Whoever asked is gone.
    process.on('disconnect', () => process.exit(0));
    // What is in hand is finished: the station says when this ends.
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => undefined);
  }
  return {
    post: (message) => (parentPort === undefined ? void process.send?.(message) : parentPort.postMessage(message)),
    next: async () => heard.shift() ?? new Promise((resolve) => (waiting = resolve)),
  };
}
