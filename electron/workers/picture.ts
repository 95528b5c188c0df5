/**
 * A thread that reads the codes in one picture, and ends. On its own because a picture comes from anybody: one made to
 * keep the reader busy is ended from outside. Bundled on its own (`dist/picture.cjs`).
 */
import { parentPort } from 'node:worker_threads';
import type { Grey } from '../../core/scan/grey.ts';
import { readPicture } from '../../core/scan/picture.ts';

const port = parentPort;
if (port === null) throw new Error('picture.ts runs as a worker thread only');

port.once('message', (picture: Grey) => {
  port.postMessage(readPicture(picture));
  port.close();
});
