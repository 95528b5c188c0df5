/** Reading codes off a picture, in a thread of its own that is ended when it takes too long. */
import { ok } from '../core/base/result.ts';
import type { Grey } from '../core/scan/grey.ts';
import { readPicture } from '../core/scan/picture.ts';
import { NO_CODE, TOO_LONG, type ReadPicture } from '../core/stations/check/picture-failure.ts';
import type { StartThread } from './threads.ts';

/** Milliseconds; a phone may be ten times slower than a station. */
const DEADLINE = 90_000;

export const pictureReader =
  (start: StartThread): ReadPicture =>
  async (picture) => {
    const own: Grey = { ...picture, values: picture.values.slice() };
    picture.values.fill(0);
    const thread = start();
    const texts = thread === null ? readPicture(own) : await readIn(thread, own);
    if (texts === null) return TOO_LONG;
    return texts.length === 0 ? NO_CODE : ok(texts);
  };

async function readIn(thread: ReturnType<StartThread> & object, picture: Grey): Promise<readonly string[] | null> {
  const late = setTimeout(() => thread.end(), DEADLINE);
  try {
    return await thread.ask({ kind: 'picture', picture }, [picture.values.buffer as ArrayBuffer]);
  } catch {
    return null;
  } finally {
    clearTimeout(late);
    thread.end();
  }
}
