/**
 * Makes a batch of training units out of nothing, with the station's own BIP38:
 *
 *   node build/sample.mjs                             the sample cards, into resources/sample
 *   node build/sample.mjs --count 10000 --out DIR     a large batch of good cards, for measuring
 *
 * Every run makes other keys. The sample is committed, so this is run again only if a format changes.
 */
import { path, withBundle } from './bundle.mjs';
import { buildKernel } from './kernel.mjs';

await buildKernel();
const scripts = { sample: 'build/sample.ts', worker: 'electron/workers/kdf.ts' };
process.exitCode = await withBundle('sample', scripts, [], ({ main }, at) =>
  main(process.argv.slice(2), { sample: path('resources/sample'), worker: at('worker') }),
);
