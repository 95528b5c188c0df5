import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The command line, and what it starts. */
export const THE_LINE = {
  cli: 'electron/cli.ts',
  worker: 'electron/workers/kdf.ts',
  apart: 'electron/courier/apart/process.ts',
  checking: 'electron/roles/bench/checking/process.ts',
} as const;

/** Bundles some entries as the product does, into a folder of its own inside the project; returns the folder. */
export async function bundle(entries: Readonly<Record<string, string>>): Promise<string> {
  // Inside the project, so that native packages are found.
  mkdirSync(join(root, 'out'), { recursive: true });
  mkdirSync(join(root, 'out'), { recursive: true });
  const outDir = mkdtempSync(join(root, 'out', 'bundle-'));
  const external = ['electron', 'serialport', '@photostructure/sqlite'];
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { noExternal: true, external },
    ssr: { noExternal: true, external },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: 'node18.15',
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(root, path)])),
        external,
        output: { format: 'cjs', entryFileNames: '[name].cjs', strictExecutionOrder: true },
      },
    },
  });
  return outDir;
}
