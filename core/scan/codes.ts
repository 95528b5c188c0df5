/** All codes of a picture, by two readers one after the other: neither has ever given a wrong text, and each sees what the other misses. */
import type { CppReader } from './cpp-reader.ts';
import type { Grey } from './grey.ts';
import { readPicture } from './picture.ts';

/** Each text once. The picture is wiped: it may show a key. */
export async function readCodes(picture: Grey, first: Pick<CppReader, 'read'>): Promise<readonly string[]> {
  const texts = await first.read(picture).catch(() => []);
  if (texts.length === 0) return readPicture(picture);
  picture.values.fill(0);
  return texts;
}
