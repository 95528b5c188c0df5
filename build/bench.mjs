/**
 * `npm run bench`: bundles the benches and runs them.
 *
 *   node build/bench.mjs [--only NAME] [--json]   in this Node
 *   node build/bench.mjs --electron ...           in the main process of the Electron that the tests use
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'vite';
import { hasDisplay, withDisplay } from './display.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { buildKernel } from './kernel.mjs';
import { root } from './setup.mjs';

const out = join(root, 'out', 'bench');
const wanted = process.argv.slice(2).filter((argument) => argument !== '--electron');

await buildKernel();
await bundle();
process.exitCode = process.argv.includes('--electron')
  ? await inElectron()
  : run(process.execPath, [join(out, 'run.cjs')]);

/** CommonJS for Electron 25, as the product itself is built. */
async function bundle() {
  const input = { run: join(root, 'tests/bench/run.ts'), worker: join(root, 'electron/workers/kdf.ts') };
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: out,
      emptyOutDir: true,
      target: 'node18.15',
      minify: false,
      rolldownOptions: {
        input,
        external: ['electron', 'serialport', '@photostructure/sqlite', ...builtinModules, /^node:/],
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' },
      },
    },
  });
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'package.json'), JSON.stringify({ name: 'twofold-bench', main: 'run.cjs' }));
}

async function inElectron() {
  const { path, args } = await electronRuntime();
  const start = async (env) => run(path, [...args, out], env);
  return hasDisplay() ? start({}) : withDisplay(start);
}

function run(command, args, env = {}) {
  const { status } = spawnSync(command, [...args, ...wanted], { stdio: 'inherit', env: { ...process.env, ...env } });
  return status ?? 1;
}
