import { svelte } from '@sveltejs/vite-plugin-svelte';
import { rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig, type EnvironmentOptions } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = `${root}dist`;

/** Native modules stay packages of their own; everything else is bundled, so that what ships is what was tested. */
const external = ['electron', 'original-fs', 'serialport', '@photostructure/sqlite', ...builtinModules, /^node:/];

/** CommonJS for the main side: Electron 25 has no ESM main, and a sandboxed preload never has. */
const node = (input: Record<string, string>, license?: { fileName: string }): EnvironmentOptions => ({
  consumer: 'server',
  resolve: { noExternal: true, external: ['electron', 'serialport', '@photostructure/sqlite'] },
  build: {
    ssr: true,
    target: 'node18.15',
    outDir: dist,
    emptyOutDir: false,
    minify: false,
    // The typefaces' licences go with the page.
    copyPublicDir: false,
    license: license ?? false,
    rolldownOptions: {
      input,
      external,
      // It does not say so itself, and half of it is for pages with a camera: no start waits for those.
      treeshake: { moduleSideEffects: [{ test: /@zxing\/library/, sideEffects: false }] },
      output: {
        format: 'cjs',
        entryFileNames: '[name].cjs',
        chunkFileNames: 'chunks/[name]-[hash].cjs',
        // The prelude must have run before any shared chunk is evaluated.
        strictExecutionOrder: true,
      },
    },
  },
});

export default defineConfig({
  root: `${root}renderer`,
  base: './',
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  build: {
    target: 'chrome114',
    outDir: `${dist}/renderer`,
    emptyOutDir: true,
    // Every asset is a file of its own: the content security policy knows no `data:`.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Of what is bundled, for the copyright of the package (build/licences.mjs).
    license: { fileName: 'licences.json' },
    rolldownOptions: {
      output: {
        // Fonts keep their names: the manual, which is not bundled, asks for them as well.
        assetFileNames: ({ names }) =>
          names.some((name) => name.endsWith('.woff2')) ? 'assets/[name][extname]' : 'assets/[name]-[hash][extname]',
      },
    },
  },
  environments: {
    // The window of the station, and the one in which people prove who they are.
    client: {
      build: { rolldownOptions: { input: [`${root}renderer/index.html`, `${root}renderer/people.html`] } },
    },
    main: node(
      {
        main: `${root}electron/main.ts`,
        cli: `${root}electron/cli.ts`,
        worker: `${root}electron/workers/kdf.ts`,
        picture: `${root}electron/workers/picture.ts`,
        audit: `${root}electron/audit/reader.ts`,
        apart: `${root}electron/courier/apart/process.ts`,
        tray: `${root}electron/roles/bench/tray-reader.ts`,
        checking: `${root}electron/roles/bench/checking/process.ts`,
      },
      { fileName: 'licences.json' },
    ),
    // On its own: a chunk shared with main would put a `require` into it that the sandbox cannot resolve.
    preload: node({ preload: `${root}electron/bridge/preload.ts` }),
    people: node({ 'people-preload': `${root}electron/bridge/people-preload.ts` }),
  },
  builder: {
    async buildApp(builder) {
      // Chunks carry a hash in their names: those of earlier builds would stay, and be shipped.
      rmSync(dist, { recursive: true, force: true });
      for (const name of ['client', 'main', 'preload', 'people']) {
        const environment = builder.environments[name];
        if (environment === undefined) throw new Error(`no environment "${name}"`);
        await builder.build(environment);
      }
    },
  },
});
