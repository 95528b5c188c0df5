/**
 * The end of the app, whoever asks for it: a person, a signal, the computer that shuts down. It is begun once, closes what
 * is open, and comes even where that does not succeed.
 */
import { setTimeout as after } from 'node:timers/promises';

export interface AppEnd {
  /** From then on nothing is opened, and nobody is told of what fails meanwhile: they asked for the end. */
  readonly begun: boolean;
  /** Does nothing when the end has begun already. */
  begin(): void;
}

export interface AppEndParts {
  /** Finishes what is in hand and lets go of everything. */
  close(): Promise<void>;
  /** Ends the process at once. */
  exit(code: number): void;
  /** Milliseconds after which the end comes with things still open; a journal that lacks its stop says so at the next start. */
  readonly patience: number;
}

export function createAppEnd({ close, exit, patience }: AppEndParts): AppEnd {
  let begun = false;
  return {
    get begun() {
      return begun;
    },
    begin() {
      if (begun) return;
      begun = true;
      const closed = close().then(
        () => 0,
        () => 1,
      );
      void Promise.race([closed, after(patience, 1)]).then(exit);
    },
  };
}

/** That a signal or the app itself wants the end; that the computer shuts down; that a person logs out of Windows. */
const WISHES = ['before-quit', 'shutdown', 'query-session-end'];

/** Begins the end as soon as `source` tells of such a wish, and asks whoever wishes it to wait until it has come. */
export function heed(ending: AppEnd, source: Pick<NodeJS.EventEmitter, 'on'>): void {
  for (const wish of WISHES) {
    source.on(wish, (event?: { preventDefault(): void }) => {
      event?.preventDefault();
      ending.begin();
    });
  }
}

/**
 * Gives the signals that ask for an end back to the system, which ends the process at once. For a process that only shows
 * a box any more: nothing is heard behind a box, and a computer would wait for it when it shuts down.
 */
export function plainSignals(process: Pick<NodeJS.Process, 'on' | 'off'>): void {
  const none = (): void => {};
  // The system's own answer is back when the last listener of ours has gone.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, none).off(signal, none);
}
