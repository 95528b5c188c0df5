/** Twelve sample cards of each product that ships, on a tray of 3 x 4, in every format and as pictures: `node build/trays.mjs [DIR]`. */
import { fileURLToPath } from 'node:url';
import { path, withBundle } from './bundle.mjs';

/** @param out where they go */
export const writeTrays = (out) =>
  withBundle('trays', { trays: 'build/trays.ts' }, ['pngjs'], ({ drawTrays }) => {
    drawTrays(path('resources/sample'), out);
  });

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeTrays(process.argv[2] ?? path('out/trays'));
