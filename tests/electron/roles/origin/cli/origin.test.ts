/** `twofold origin` as it is run: bundled, with the real derivation, and killed. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { discard } from '../../../../../core/transfer/transfer.ts';
import { bundle, THE_LINE } from '../../../../fakes/cli-bundle.ts';
import { allText, readOut } from '../../../../fakes/origin.ts';

let cli = '';
let home = '';
beforeAll(async () => {
  cli = join(await bundle(THE_LINE), 'cli.cjs');
  home = mkdtempSync(join(tmpdir(), 'twofold-origin-cli-'));
});
afterAll(() => {
  rmSync(dirname(cli), { recursive: true });
  rmSync(home, { recursive: true });
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param until ends the command with a signal as soon as it answers true */
async function origin(
  args: readonly string[],
  until: () => NodeJS.Signals | null = () => null,
  descriptor: number | 'ignore' = 'ignore',
): Promise<Ended> {
  const child = spawn(process.execPath, [cli, 'origin', ...args, '--workers', '2'], {
    stdio: ['ignore', 'pipe', 'pipe', descriptor],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  const ended = once(child, 'close') as Promise<[number | null]>;
  const watch = (): void => {
    const signal = until();
    if (signal !== null) child.kill(signal);
    expect(signal !== null || child.exitCode !== null || child.signalCode !== null).toBe(true);
  };
  await vi.waitFor(watch, { timeout: 120_000, interval: 5 });
  const [code] = await ended;
  return { code, ...said };
}

/** Makes a station of training, as everywhere by a command of its own. */
function created(name: string): string {
  const station = join(home, name);
  const args = ['station', 'create', '--training', '--role', 'origin', '--station', station];
  execFileSync(process.execPath, [cli, ...args]);
  return station;
}

const records = (station: string): readonly string[] => {
  try {
    return readFileSync(join(station, 'journal.jsonl'), 'latin1').split('\n');
  } catch {
    return [];
  }
};
const coded = (station: string): number => records(station).filter((line) => line.includes('"units-coded"')).length;

test('kill -9, again and again: nothing is made twice, and nothing is lost', async () => {
  const station = created('killed');
  const at = ['--station', station, '--batch', 'B-1'];
  const after = (count: number) => (): NodeJS.Signals | null => (coded(station) >= count ? 'SIGKILL' : null);
  const sealed = (): string => readFileSync(join(station, 'origin', 'B-1.units'), 'latin1');
  const kept: string[] = [];
  await origin(['new', ...at, '--count', '10', '--prefix', 'TF-', '--permuted'], after(1));
  for (const count of [3, 6]) {
    // Everything up to the last record, as the plug found it, for ever.
    kept.push(
      sealed()
        .split('\n')
        .slice(0, coded(station) + 1)
        .join('\n'),
    );
    expect(await origin(['resume', ...at], after(count))).toMatchObject({ code: null });
  }
  const done = await origin(['resume', ...at, '--json', '--progress']);
  expect(done).toMatchObject({ code: 0 });
  expect(JSON.parse(done.stdout)).toMatchObject({
    ok: true,
    result: { batch: 'B-1', count: 10, coded: 10, bits: 100 },
  });
  expect(done.stderr).toMatch(/10 of 10, /);
  expect(kept.every((text) => sealed().startsWith(text))).toBe(true);

  const out = join(home, 'out');
  // A medium that is not there is not made, and nothing is written in its place.
  const by = (transfer: string, carrier: string, to: string): readonly string[] => {
    return ['export', ...at, '--transfer', transfer, '--carrier', carrier, '--out', to];
  };
  expect(await origin(by('order', 'Ada', out))).toMatchObject({ code: 4, stdout: '' });
  expect(existsSync(out)).toBe(false);
  const other = join(home, 'other');
  for (const one of [out, other]) mkdirSync(one);
  const sent = await origin([...by('order', 'Ada', out), '--json']);
  expect(JSON.parse(sent.stdout)).toMatchObject({ ok: true, result: { to: 'Training Press' } });
  const sealedOut = await origin([...by('vault', 'Grace', other), '--json']);
  expect(JSON.parse(sealedOut.stdout)).toMatchObject({ ok: true, result: { to: 'Training Bench' } });
  const vault = await readOut(other, 'vault');
  const order = await readOut(out, 'order');
  const passphrases = vault.units.map(({ passphrase }) => passphrase.use((bytes) => Buffer.from(bytes).toString()));
  discard(vault);
  const unique = [passphrases, order.units.map(({ serial }) => serial), order.units.map(({ code }) => code)];
  expect(unique.map((all) => new Set(all).size)).toEqual([10, 10, 10]);

  const destroy = ['destroy', ...at, '--person', 'Ada', '--person', 'Grace', '--json'];
  expect(JSON.parse((await origin(destroy)).stdout)).toMatchObject({ ok: false, error: { kind: 'no-receipt' } });
  const gone = await origin([...destroy, '--unreceived', 'practice: no Bench opens it']);
  expect(JSON.parse(gone.stdout)).toEqual({
    ...{ ok: true, verb: 'origin destroy' },
    result: { batch: 'B-1', secrets: 'destroyed' },
  });
  expect(await readdir(join(station, 'origin'))).not.toContain('B-1.key');

  // The canary: what is etched stands in the vault and nowhere else, said or written.
  const files = [...(await allText(home))];
  for (const passphrase of passphrases) {
    expect(files.filter(([, text]) => text.includes(passphrase)).map(([path]) => path)).toEqual([
      join(other, (await readdir(other)).find((name) => name.startsWith('vault')) ?? ''),
    ]);
    expect(`${done.stdout}${done.stderr}${sent.stdout}${sealedOut.stdout}${sealedOut.stderr}`).not.toContain(
      passphrase,
    );
  }
}, 180_000);

test('a stop by hand is no success, and says how to go on', async () => {
  const station = created('stopped');
  const at = ['--station', station, '--batch', 'B-1'];
  const stop = (): NodeJS.Signals | null => (coded(station) >= 2 ? 'SIGINT' : null);
  const stopped = await origin(['new', ...at, '--count', '300'], stop);
  expect(stopped).toMatchObject({ code: 3, stdout: '' });
  expect(stopped.stderr).toMatch(/100\.0 bits a passphrase[\s\S]*twofold origin resume/);
  const list = await origin(['list', '--station', station, '--json']);
  const [batch] = (JSON.parse(list.stdout) as { result: { batches: { coded: number; count: number }[] } }).result
    .batches;
  expect(batch?.count).toBe(300);
  expect(batch?.coded).toBeGreaterThanOrEqual(2);
  const by = ['--transfer', 'order', '--carrier', 'Ada', '--out', join(home, 'no'), '--json'];
  expect(await origin(['export', ...at, ...by])).toMatchObject({ code: 3 });
});

test('dice come through a descriptor; codes of customers through a file', async () => {
  const rolls = join(home, 'rolls');
  writeFileSync(rolls, '13652 41623 55421 36142 51326 44213 65312 24165\n');
  const descriptor = openSync(rolls, 'r');
  const station = created('dice');
  const made = await origin(
    ['new', '--station', station, '--batch', 'D-1', '--count', '1', '--alphabet', 'full', '--dice-fd', '3', '--json'],
    () => null,
    descriptor,
  );
  closeSync(descriptor);
  expect(made.code).toBe(0);
  expect(await readFile(join(station, 'journal.jsonl'), 'latin1')).toMatch(/"dice":103/);
  expect((JSON.parse(made.stdout) as { result: { bits: number } }).result.bits).toBeCloseTo(103.4, 1);

  writeFileSync(join(home, 'codes'), 'CUST-1,passphrase\n');
  const at = ['--station', station, '--batch', 'C-1', '--codes', join(home, 'codes'), '--json'];
  const refused = await origin(['import', ...at]);
  expect(refused).toMatchObject({ code: 3, stderr: '' });
  expect(JSON.parse(refused.stdout)).toMatchObject({ ok: false, error: { kind: 'bad-codes' } });
});

test.each([
  [[]],
  [['make']],
  [['new', '--batch', 'B-1']],
  [['new', '--station', 'x', '--batch', 'B-1', '--count', 'ten', '--size', 'x']],
  [['new', '--station', 'x', '--batch', 'B-1', '--count', '10', '--alphabet', 'emoji']],
  [['new', '--station', 'x', '--batch', 'B-1', '--count', '10', '--lot', '1']],
  [['resume', '--station', 'x']],
  [['export', '--station', 'x', '--batch', 'B-1']],
  [['destroy', '--station', 'x', '--batch', 'B-1', '--person', 'Ada']],
  [['new', '--station', 'x', '--batch', 'B-1', '--count', '10', '--passphrase', 'mine']],
])('wrong usage is told: %o', async (args) => {
  expect(await origin(args)).toMatchObject({ code: 2, stdout: '' });
});
