/**
 * A thread that reads the codes in one picture, and ends. On its own because a picture comes from anybody: one made to
 * keep the reader busy is ended from outside. Bundled on its own (`dist/picture.cjs`).
 */
import '../prelude.ts';
import { parentPort } from 'node:worker_threads';
import { readCodes } from '../../core/scan/codes.ts';
import { openCppReader } from '../../core/scan/cpp-reader.ts';
import type { Grey } from '../../core/scan/grey.ts';
import { cppWasm } from './cpp-wasm.ts';

const port = parentPort;
if (port === null) throw new Error('picture.ts runs as a worker thread only');

port.once('message', async (picture: Grey) => {
  using first = await openCppReader(cppWasm());
  port.postMessage(await readCodes(picture, first));
  port.close();
});
