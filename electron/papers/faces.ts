/**
 * The window's own typeface for whatever is printed: a station's computer may have none that writes Chinese, and a label
 * printer has none.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { readTypeface, type Typeface } from '../../core/typeface/typeface.ts';
import { PAPER_FACE } from './page.ts';

const FACES = {
  400: 'noto-sans-sc-chinese-simplified-400-normal.woff2',
  700: 'noto-sans-sc-chinese-simplified-700-normal.woff2',
} as const;

/** @param dist where the window's files lie */
const readFace = (dist: string, weight: keyof typeof FACES): Promise<Buffer> =>
  readFile(join(dist, 'renderer', 'assets', FACES[weight]));

/** Rules for a page, which brings the typeface for what others lack. */
export async function facesIn(dist: string): Promise<string> {
  const rules = ([400, 700] as const).map(async (weight) => {
    const source = `url(data:font/woff2;base64,${(await readFace(dist, weight)).toString('base64')})`;
    return `@font-face { font-family: '${PAPER_FACE}'; font-weight: ${weight}; src: ${source} }`;
  });
  return (await Promise.all(rules)).join('\n');
}

/**
 * What a label is drawn in where its printer has no letters. Null where it cannot be read: a label has room to write in
 * then. It is two megabytes, for few labels, so nobody keeps it.
 */
export async function typefaceIn(dist: string): Promise<Typeface | null> {
  try {
    return readTypeface(await readFace(dist, 400), brotliDecompressSync);
  } catch {
    return null;
  }
}
