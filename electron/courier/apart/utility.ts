/** A reading process of the window's program, whose own runtime runs no scripts. */
import { utilityProcess } from 'electron';
import type { StartReading } from './start.ts';

export const startByElectron: StartReading = (path) => {
  const child = utilityProcess.fork(path, [], { serviceName: 'Twofold: a transfer', env: {}, execArgv: [] });
  return {
    post: (message) => child.postMessage(message),
    hear: (listener) => void child.on('message', listener),
    ended: new Promise((resolve) => void child.once('exit', resolve)),
    kill: () => void child.kill(),
  };
};
