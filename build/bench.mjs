/**
 * `npm run bench`: bundles the benches and runs them.
 *
 *   node build/bench.mjs [--only NAME] [--json]   in this Node, and the window's in a real Electron driven from it
 *   node build/bench.mjs --electron ...           in the main process of the Electron that the tests use
 *   node build/bench.mjs --full ...               with batches of 10,000 units, each a quarter of an hour to make and to
 *                                                 verify, one of 100,000 at Press, and an audit of 5,000,000 records
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'vite';
import { hasDisplay, withDisplay } from './display.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { buildKernel } from './kernel.mjs';
import { cachePath, ensureBuilt, ensureSystem, root, run as finish, step } from './setup.mjs';

const out = join(root, 'out', 'bench');
const wanted = process.argv.slice(2).filter((argument) => argument !== '--electron');
const only = wanted.includes('--only') ? wanted[wanted.indexOf('--only') + 1] : null;
// Standard output is for the numbers alone.
if (wanted.includes('--json')) console.log = console.error;

await buildKernel();
const entries = {
  run: 'tests/bench/run.ts',
  cli: 'electron/cli.ts',
  worker: 'electron/workers/kdf.ts',
  apart: 'electron/courier/apart/process.ts',
  checking: 'electron/roles/bench/checking/process.ts',
  audit: 'electron/audit/reader.ts',
};
await bundle(out, entries);
const { cli, worker, apart, checking } = entries;
await bundle(join(out, 'light'), { cli, worker, apart, checking }, [lightScrypt()]);
if (process.argv.includes('--electron')) process.exitCode = await inElectron();
else if (only === null || ['window', 'opening', 'designer'].includes(only)) process.exitCode = await withWindow();
else {
  const env = {
    ...(only === 'precheck' && { TWOFOLD_BENCH_BATCH: JSON.stringify(await largeBatch()) }),
    ...(only === 'page' && (await ownersPage())),
  };
  process.exitCode = run(process.execPath, [join(out, 'run.cjs')], env);
}

/** CommonJS for Electron 25, as the product itself is built. */
async function bundle(outDir, entries, plugins = []) {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    plugins,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node18.15',
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(root, path)])),
        external: ['electron', 'serialport', '@photostructure/sqlite', '@playwright/test', ...builtinModules, /^node:/],
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: '[name].cjs',
          strictExecutionOrder: true,
        },
      },
    },
  });
  mkdirSync(outDir, { recursive: true });
  writeFileSync(join(outDir, 'package.json'), JSON.stringify({ name: 'twofold-bench', main: 'run.cjs' }));
}

/** The same program whose heavy scrypt is next to none: what is left of a large batch when that is taken away. */
function lightScrypt() {
  const heavy = /SCRYPT_HEAVY = \{[^}]*\}/;
  return {
    name: 'light-scrypt',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('core/bip38/seal.ts')) return null;
      if (!heavy.test(code)) throw new Error('the heavy scrypt is not where it was');
      return code.replace(heavy, 'SCRYPT_HEAVY = { N: 16, r: 1, p: 1 }');
    },
  };
}

async function withWindow() {
  await ensureSystem(['window', 'display']);
  const { path: electron, args } = await electronRuntime();
  await ensureBuilt();
  const batch = await largeBatch();
  const window = { root, electron, args, batch };
  return withDisplay(async (env) =>
    run(process.execPath, [join(out, 'run.cjs')], {
      ...env,
      TWOFOLD_BENCH_BATCH: JSON.stringify(batch),
      TWOFOLD_BENCH_WINDOW: JSON.stringify(window),
      ...(only === null && (await ownersPage())),
    }),
  );
}

/** The page as it is built, and a browser that is not ours. */
async function ownersPage() {
  await ensureSystem(['browser']);
  await ensureBuilt();
  const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
  if (chromium === undefined) throw new Error('no Chromium is installed');
  return { TWOFOLD_BENCH_PAGE: JSON.stringify({ file: join(root, 'dist', 'page', 'twofold-check.html'), chromium }) };
}

/** A batch made once and kept: 10,000 units if that was ever asked for, else a smaller one that takes a minute. */
async function largeBatch() {
  const directory = (units) => cachePath(`bench-${units}`);
  const units = process.argv.includes('--full') || existsSync(directory(10_000)) ? 10_000 : 1_000;
  if (!existsSync(directory(units))) {
    const part = `${directory(units)}.part`;
    rmSync(part, { recursive: true, force: true });
    const make = [join(root, 'build', 'sample.mjs'), '--count', String(units), '--out', part];
    await step(`making a batch of ${units} units`, () => finish(process.execPath, make));
    renameSync(part, directory(units));
  }
  return { directory: directory(units), units };
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
