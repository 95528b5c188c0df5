import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { platformRandom } from '../../fakes/streams.ts';
import type { KeyDerivation } from '../../../core/base/ports.ts';
import { must } from '../../../core/base/result.ts';
import { outsideCount } from '../../../electron/station/anchor-folder.ts';
import { openGate, type Gate } from '../../../electron/station/gate.ts';
import { cheapGate, makeStation, PASSPHRASE, secretOf } from '../../fakes/commissioned.ts';

const directories: string[] = [];
let directory = '';
let time = 0;

beforeEach(async () => {
  directory = await makeStation('bench', 'Bench A');
  directories.push(directory);
  time = 1000;
});
afterAll(() => Promise.all(directories.map((path) => rm(path, { recursive: true }))));

const open = async (derivation: KeyDerivation = cheapGate()): Promise<Gate> =>
  must(await openGate({ directory, derivation, random: platformRandom, now: () => time }));
const counted = (): Promise<string> => readFile(join(directory, 'station.attempts'), 'latin1');

/** What a try with this passphrase is answered. */
async function tries(gate: Gate, passphrase: string): Promise<string> {
  const result = await gate.unlock(secretOf(passphrase));
  return result.ok ? `open after ${result.value.wrong}` : result.error.kind;
}

describe('wrong passphrases', () => {
  test('double the wait each time, and the right one ends it', async () => {
    const gate = await open();
    const waits: number[] = [];
    for (let i = 0; i < 6; i++) {
      expect(await tries(gate, 'a wrong passphrase')).toBe('wrong-passphrase');
      waits.push(gate.wait());
      time += gate.wait() * 1000;
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32]);
    expect(await tries(gate, PASSPHRASE)).toBe('open after 6');
    expect([gate.wait(), await counted()]).toEqual([0, 'wrong 0\n']);
  });

  test('are not looked at before the wait is over, not even the right one', async () => {
    const gate = await open();
    await tries(gate, 'a wrong passphrase');
    time += 999;
    const early = await gate.unlock(secretOf(PASSPHRASE));
    expect(early).toMatchObject({ error: { kind: 'too-soon', facts: { wrong: 1, wait: 1 } } });
    expect(await counted()).toBe('wrong 1\n');
    time += 1;
    expect(await tries(gate, PASSPHRASE)).toBe('open after 1');
  });

  test('are counted across restarts, and each restart begins the wait again', async () => {
    await writeFile(join(directory, 'station.attempts'), 'wrong 5\n');
    const gate = await open();
    expect(gate.wait()).toBe(16);
    time += 15_000;
    const restarted = await open();
    expect(restarted.wait()).toBe(16);
    expect(await tries(restarted, PASSPHRASE)).toBe('too-soon');
  });

  test.each(['inside', 'outside'] as const)('M13: are not forgotten where the number %s is set back', async (where) => {
    const gate = await open();
    for (let i = 0; i < 4; i++) {
      await tries(gate, 'a wrong passphrase');
      time += gate.wait() * 1000;
    }
    const path = {
      inside: join(directory, 'station.attempts'),
      outside: outsideCount(gate.identity, 'attempts'),
    }[where];
    expect(await readFile(path, 'latin1')).toBe('wrong 4\n');
    await writeFile(path, 'wrong 0\n');
    expect((await open()).wait()).toBe(8);
    await writeFile(path, 'no number');
    expect((await open()).wait()).toBe(3600);
    await rm(path);
    expect((await open()).wait()).toBe(where === 'inside' ? 3600 : 8);
  });

  test('given in another window count in this one', async () => {
    const [here, there] = [await open(), await open()];
    await tries(there, 'a wrong passphrase');
    expect(await tries(here, PASSPHRASE)).toBe('too-soon');
    expect(here.wait()).toBe(1);
  });

  test('wait for an hour at most, and after a hundred this copy is locked', async () => {
    await writeFile(join(directory, 'station.attempts'), 'wrong 99\n');
    const gate = await open();
    expect(gate.wait()).toBe(3600);
    time += 3_600_000;
    expect(await tries(gate, 'a wrong passphrase')).toBe('wrong-passphrase');
    time += 3_600_000;
    expect(await tries(gate, PASSPHRASE)).toBe('locked-out');
  });

  test.each([
    ['removed', null],
    ['emptied', ''],
    ['set back by hand to nonsense', 'wrong -1\n'],
  ])('whose count was %s have the longest wait', async (_, content) => {
    const path = join(directory, 'station.attempts');
    await (content === null ? rm(path) : writeFile(path, content));
    expect((await open()).wait()).toBe(3600);
  });
});

test('a try is on disk before it is looked at', async () => {
  const seen: string[] = [];
  const cheap = cheapGate();
  const gate = await open({
    async derive(job) {
      seen.push(await counted());
      return cheap.derive(job);
    },
  });
  await tries(gate, PASSPHRASE);
  expect(seen).toEqual(['wrong 1\n']);
});

test('two tries at once are one after the other or refused, never both free', async () => {
  const [a, b] = [await open(), await open()];
  const answers = await Promise.all([tries(a, 'a wrong passphrase'), tries(b, 'a wrong passphrase')]);
  expect(answers.filter((answer) => answer === 'wrong-passphrase')).toHaveLength(1);
  expect(await counted()).toBe('wrong 1\n');
});

test('killing the process in the middle of a try does not take it back', async () => {
  const outDir = await mkdtemp(join(tmpdir(), 'twofold-gate-'));
  directories.push(outDir);
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: join(root, 'electron/station/gate.ts'),
      outDir,
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'gate.cjs' } },
    },
  });
  // A derivation that says it has begun and never ends: the moment the plug is pulled.
  const script = `
    const { openGate } = require(process.argv[1]);
    const passphrase = { length: 5, use: (borrow) => borrow(Buffer.from('wrong')) };
    setInterval(() => {}, 1000);
    const derivation = { derive: () => (process.stdout.write('trying'), new Promise(() => {})) };
    openGate({ directory: process.argv[2], derivation, random: null, now: () => 0 }).then(({ value }) => value.unlock(passphrase));
  `;
  const child = spawn(process.execPath, ['-e', script, join(outDir, 'gate.cjs'), directory], { stdio: 'pipe' });
  await once(child.stdout, 'data');
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  expect(await counted()).toBe('wrong 1\n');
  // What it has left behind, its lock among it, is in nobody's way.
  const gate = await open();
  time += 1000;
  expect(await tries(gate, PASSPHRASE)).toBe('open after 1');
});
