/** What ciphers leave of a key on V8's own heap is gone after a lock: looked for past the process that had it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { foundInMemory } from '../../fakes/process-memory.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Made in the child from a rule, so that it comes to it by nothing that keeps a copy. */
const keyByte = (at: number): number => ((at * 37 + 11) & 0xff) ^ 0x5a;
const KEY = Buffer.from(Array.from({ length: 32 }, (_, at) => keyByte(at)));

const USES_A_KEY = `
  import { setImmediate } from 'node:timers/promises';
  import { Secret } from '${root}core/base/secret.ts';
  import { seal, unseal } from '${root}electron/vault/envelope.ts';
  import { letGoOfKeys } from '${root}electron/keys/let-go.ts';
  const bytes = new Uint8Array(new ArrayBuffer(32));
  for (let at = 0; at < bytes.length; at++) bytes[at] = ((at * 37 + 11) & 0xff) ^ 0x5a;
  const key = new Secret(bytes);
  const place = { station: 'HEL-1-BENCH-01', batch: 'B-1', serial: 'TF-000001', field: 'passphrase' };
  const random = { bytes: (length) => new Uint8Array(length).fill(9) };
  const sealed = seal(key, place, new Secret(new Uint8Array(30).fill(7)), random);
  for (let times = 0; times < 200; times++) {
    unseal(key, place, sealed).wipe();
    await setImmediate();
  }
  key.wipe();
  process.stdout.write('wiped');
  process.stdin.once('data', () => {
    letGoOfKeys();
    process.stdout.write('let go');
    process.stdin.once('data', () => process.exit(0));
  });
`;

// Only Linux shows the memory of a process in a file.
if (platform() === 'linux') {
  test('a key that ciphers used is nowhere in memory after it was let go of, and is there before', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'twofold-let-go-'));
    try {
      await writeFile(join(directory, 'uses.ts'), USES_A_KEY);
      await build({
        root,
        configFile: false,
        logLevel: 'error',
        ssr: { noExternal: true },
        build: {
          ssr: join(directory, 'uses.ts'),
          outDir: directory,
          emptyOutDir: false,
          rolldownOptions: { output: { format: 'es', entryFileNames: 'uses.mjs' } },
        },
      });
      const child = spawn(process.execPath, [join(directory, 'uses.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
      const found = () => foundInMemory(child.pid as number, { key: KEY });
      await once(child.stdout, 'data');
      // That it is found is what makes it worth something that it is not.
      expect(found()).toEqual(['key']);
      child.stdin.write('go');
      await once(child.stdout, 'data');
      expect(found()).toEqual([]);
      const gone = once(child, 'exit');
      child.stdin.write('go');
      await gone;
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
}
