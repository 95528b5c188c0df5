/**
 * Makes a batch of training units out of nothing, with the station's own BIP38:
 *
 *   node build/sample.mjs                             the sample cards, into resources/sample
 *   node build/sample.mjs --count 10000 --out DIR     a large batch of good cards, for measuring
 *
 * Every run makes other keys. The sample is committed, so this is run again only if a format changes.
 */
import { rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { buildKernel } from './kernel.mjs';

const path = (relative) => fileURLToPath(new URL(`../${relative}`, import.meta.url));
const bundle = path('.cache/sample');

await buildKernel();
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
      input: { sample: path('build/sample.ts'), worker: path('electron/workers/kdf.ts') },
      external: [...builtinModules, /^node:/],
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
});
const { main } = await import(pathToFileURL(`${bundle}/sample.cjs`).href);
process.exitCode = await main(process.argv.slice(2), {
  sample: path('resources/sample'),
  worker: `${bundle}/worker.cjs`,
});
rmSync(bundle, { recursive: true });
