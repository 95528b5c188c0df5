/** Bundles scripts of our own in TypeScript as one-off programs: for what is made from the product's sources at build time. */
import { rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

export const path = (relative) => fileURLToPath(new URL(`../${relative}`, import.meta.url));

/**
 * Bundles, works, and leaves nothing of the bundle behind.
 *
 * @param name of its folder, and of the script that is given to `work`
 * @param input scripts by their names in the bundle
 * @param work gets the script's exports, and where another of them lies
 */
export async function withBundle(name, input, external, work) {
  const bundle = path(`.cache/${name}`);
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
        input: Object.fromEntries(Object.entries(input).map(([script, file]) => [script, path(file)])),
        external: [...builtinModules, /^node:/, ...external],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  });
  try {
    return await work(await import(pathToFileURL(`${bundle}/${name}.cjs`).href), (script) => `${bundle}/${script}.cjs`);
  } finally {
    rmSync(bundle, { recursive: true });
  }
}
