/** Processes of our own that are started beside the station, do one thing with secrets, and end. */
import { fork, type ChildProcess } from 'node:child_process';

/** One that was started from a bundle of ours. */
export interface Running<To, From> {
  post(message: To): void;
  hear(listener: (message: From) => void): void;
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<unknown>;
  kill(): void;
}

/** Starts one; `path`: where its bundle lies. */
export type StartApart = <To, From>(path: string) => Running<To, From>;

/** By the runtime of the command line. The window's program is shut to scripts and has its own way (`utility.ts`). */
export const startByNode: StartApart = <To, From>(path: string): Running<To, From> => {
  try {
    return runningChild(fork(path, [], { execArgv: [], env: {}, serialization: 'advanced' }));
  } catch {
    // A system that has no room for another process: whoever waits for its end hears at once that there is none.
    return { post: () => undefined, hear: () => undefined, ended: Promise.resolve(), kill: () => undefined };
  }
};

function runningChild<To, From>(child: ChildProcess): Running<To, From> {
  return {
    post(message) {
      // One that could not be started has no channel, and one that has ended none any more.
      if (child.connected) child.send(message as object, () => undefined);
    },
    hear: (listener) => void child.on('message', (message) => listener(message as From)),
    ended: new Promise((resolve) => {
      child.on('exit', resolve);
      child.on('error', resolve);
    }),
    kill: () => void child.kill('SIGKILL'),
  };
}
