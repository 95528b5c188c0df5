import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles the derivation worker as the product does, into a folder of its own; returns the file's path. */
export async function bundleWorker(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'twofold-worker-'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { noExternal: true },
    build: {
      ssr: join(root, 'electron/workers/kdf.ts'),
      outDir,
      target: 'node18.15',
      minify: false,
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'worker.cjs' } },
    },
    ssr: { noExternal: true },
  });
  return join(outDir, 'worker.cjs');
}
