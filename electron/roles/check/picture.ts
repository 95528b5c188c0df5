/**
 * Reading codes off a picture. The picture was decoded in the page, whose sandbox is where untrusted PNG and JPEG
 * belong; what comes here are grey values, and they are looked at in a thread with a deadline.
 */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Grey } from '../../../core/scan/grey.ts';
import { MOST_SIDE } from '../../../core/scan/picture.ts';
import { ok } from '../../../core/base/result.ts';
import { NO_CODE, NOT_A_PICTURE, TOO_LONG, type ReadPicture } from '../../../core/stations/check/picture-failure.ts';

/** Milliseconds. A picture of nothing in the largest size takes a few seconds on a slow machine. */
const DEADLINE = 90_000;

export const createPictureReader =
  (dist: string, deadline: number = DEADLINE): ReadPicture =>
  async ({ width, height, values }) => {
    if (![width, height].every(isSide) || values.length !== width * height) return NOT_A_PICTURE;
    // In a buffer of its own, which moves to the thread instead of being copied.
    const picture: Grey = { width, height, values: new Uint8ClampedArray(new ArrayBuffer(values.length)) };
    picture.values.set(values);
    values.fill(0);
    const thread = new Worker(join(dist, 'picture.cjs'), { resourceLimits: { maxOldGenerationSizeMb: 256 } });
    try {
      const texts = await answerOf(thread, picture, deadline);
      if (texts === null) return TOO_LONG;
      return texts.length === 0 ? NO_CODE : ok(texts);
    } finally {
      await thread.terminate();
    }
  };

const isSide = (dots: number): boolean => Number.isInteger(dots) && dots > 0 && dots <= MOST_SIDE;

/** `null` if none came in time, or the thread died of the picture. */
function answerOf(thread: Worker, picture: Grey, deadline: number): Promise<readonly string[] | null> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(null), deadline);
    const end = (texts: readonly string[] | null): void => {
      clearTimeout(late);
      resolve(texts);
    };
    thread.once('message', end);
    thread.once('error', () => end(null));
    thread.once('exit', () => end(null));
    thread.postMessage(picture, [picture.values.buffer as ArrayBuffer]);
  });
}
