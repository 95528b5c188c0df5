/** Twelve sample cards of each product that ships, on a tray of 3 x 4, in every format and as pictures: `node build/trays.mjs [DIR]`. */
import { rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const path = (relative) => fileURLToPath(new URL(`../${relative}`, import.meta.url));

/** @param out where they go */
export async function writeTrays(out) {
  const bundle = path('.cache/trays');
  await build({
    root: path('.'),
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: bundle,
      target: 'node18.15',
      minify: false,
      rolldownOptions: {
        input: { trays: path('build/trays.ts') },
        external: [...builtinModules, /^node:/, 'pngjs'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  });
  const { drawTrays } = await import(pathToFileURL(`${bundle}/trays.cjs`).href);
  drawTrays(path('resources/sample'), out);
  rmSync(bundle, { recursive: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeTrays(process.argv[2] ?? path('out/trays'));
