import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { readTypeface } from '../../core/typeface/typeface.ts';

const FILE = 'node_modules/@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff2';

/** The file that the window is built with. */
export const faceBytes = (): Uint8Array => Uint8Array.from(readFileSync(FILE));

/** What labels are drawn in. */
export const noto = readTypeface(faceBytes(), brotliDecompressSync);
