/** A process of the window's program, whose own runtime runs no scripts. */
import { utilityProcess } from 'electron';
import type { Running, StartApart } from './running.ts';

export const startByElectron: StartApart = <To, From>(path: string): Running<To, From> => {
  const child = utilityProcess.fork(path, [], { serviceName: 'Twofold: secrets', env: {}, execArgv: [] });
  return {
    post: (message) => child.postMessage(message),
    hear: (listener) => void child.on('message', listener),
    ended: new Promise((resolve) => void child.once('exit', resolve)),
    kill() {
      // Until it has spawned there is nothing that could be ended, and it would stay.
      if (child.pid === undefined) child.once('spawn', () => void child.kill());
      else child.kill();
    },
  };
};
