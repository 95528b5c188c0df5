/** Processes of our own that are started beside the station, do one thing with secrets, and end. */
import { fork } from 'node:child_process';

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
  const child = fork(path, [], { execArgv: [], env: {}, serialization: 'advanced' });
  return {
    post: (message) => void child.send(message as object, () => undefined),
    hear: (listener) => void child.on('message', (message) => listener(message as From)),
    ended: new Promise((resolve) => {
      child.on('exit', resolve);
      child.on('error', resolve);
    }),
    kill: () => void child.kill('SIGKILL'),
  };
};
