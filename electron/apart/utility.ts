/** A process of the window's program, whose own runtime runs no scripts. */
import { utilityProcess } from 'electron';
import type { Running, StartApart } from './running.ts';

export const startByElectron: StartApart = <To, From>(path: string): Running<To, From> => {
  const child = utilityProcess.fork(path, [], { serviceName: 'Twofold: secrets', env: {}, execArgv: [] });
  let over = false;
  return {
    post: (message) => child.postMessage(message),
    hear: (listener) => void child.on('message', listener),
    ended: new Promise<void>((resolve) => {
      child.once('exit', () => {
        over = true;
        resolve();
      });
    }),
    kill() {
      // It keeps its number when it has ended, which may be another process's by now.
      if (over) return;
      // Until it has spawned there is nothing that could be ended, and it would stay.
      if (child.pid === undefined) child.once('spawn', () => void child.kill());
      else child.kill();
    },
  };
};
