/** The whole memory of a bench at work is searched for the passphrases of its batch. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { KNOWN_CARDS, knownPassphrase } from '../../../../../core/stations/bench/known-cards.ts';
import { bundle, THE_LINE } from '../../../../fakes/cli-bundle.ts';
import { beginCli, type CliProcess } from '../../../../fakes/cli-process.ts';
import { textsInMemory } from '../../../../fakes/process-memory.ts';
import { MINUTES } from '../../../../fakes/production.ts';

const home = mkdtempSync(join(tmpdir(), 'twofold-memory-'));
const sample = (name: string): string => join(import.meta.dirname, '../../../../../resources/sample', name);
const lines = (name: string): unknown[] =>
  readFileSync(sample(name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
const passphrases = new Map(
  (lines('sample.vault.jsonl').slice(1) as { serial: string; passphrase: string }[]).map((unit) => [
    unit.serial,
    unit.passphrase,
  ]),
);
const cards = lines('sample.cards.jsonl') as { serial: string; address: string; expect: string }[];

let cli: string;
beforeAll(async () => {
  cli = join(await bundle(THE_LINE), 'cli.cjs');
}, MINUTES);
afterAll(() => rmSync(home, { recursive: true }));

/**
 * Two cards of the sample are those that a shift begins with, on whatever station: their passphrases stand in the program
 * itself (known-cards.ts), so they are found before a batch is there, and prove nothing when they are found after it.
 */
const inProgram = KNOWN_CARDS.map(({ unit }) =>
  knownPassphrase(unit.serial).use((bytes) => String.fromCharCode(...bytes)),
);

/** What the engine's own moving of small arrays may leave behind of cards in hand. Without wiping all of them are found. */
const STRAYS = 1;

const secrets = [...passphrases.values()].filter((passphrase) => !inProgram.includes(passphrase));
const files = ['--vault', sample('sample.vault.jsonl'), '--return', sample('sample.return.jsonl')];

async function makeStation(name: string): Promise<readonly string[]> {
  const station = ['--station', join(home, name)];
  const made = beginCli(cli, 'station', 'create', ...station, '--role', 'bench', '--training');
  made.input.end();
  expect(await made.ended).toBe(0);
  return station;
}

/** The process that pre-verifies, standing still at a moment at which passphrases of the batch are open in it. */
async function standing(bench: CliProcess): Promise<number> {
  return vi.waitFor(
    () => {
      const [pid = 0] = bench.running('checking.cjs');
      expect(pid).toBeGreaterThan(0);
      process.kill(pid, 'SIGSTOP');
      if (textsInMemory(pid, secrets).length > 0) return pid;
      process.kill(pid, 'SIGCONT');
      throw new Error('it has opened none yet');
    },
    { timeout: MINUTES, interval: 250 },
  );
}

test(
  'M14: while a batch is pre-verified its passphrases are open in a process that ends with it, and none in the bench',
  async () => {
    expect(secrets).toHaveLength(passphrases.size - inProgram.length);
    const bench = beginCli(cli, 'bench', 'run', ...(await makeStation('bench')), ...files, '--scans', '-');
    const checking = await standing(bench);
    expect(textsInMemory(bench.pid, secrets).length).toBe(0);
    process.kill(checking, 'SIGCONT');
    await vi.waitFor(() => expect(bench.said()).toContain(`checked ${passphrases.size}`), MINUTES);
    expect(bench.running('checking.cjs')).toEqual([]);
    expect(textsInMemory(bench.pid, ['checked '])).toEqual(['checked ']);
    expect(textsInMemory(bench.pid, secrets).length).toBe(0);

    const good = cards.filter((card) => card.expect === 'PASS').slice(0, 4);
    for (const [i, { serial, address }] of good.entries()) {
      bench.input.write(`${serial}\n${address}\n`);
      await vi.waitFor(() => expect(bench.said().split('outcome PASS')).toHaveLength(i + 2), MINUTES);
    }
    const last = passphrases.get(good.at(-1)?.serial ?? '');
    const others = textsInMemory(bench.pid, secrets).filter((secret) => secret !== last);
    expect(others.length).toBeLessThanOrEqual(STRAYS);
    bench.input.end();
    expect(await bench.ended).toBe(1);
  },
  MINUTES,
);

test(
  'a pre-verification whose process is killed in the middle says so, and goes on where it was when it is begun again',
  async () => {
    const station = await makeStation('killed');
    const bench = beginCli(cli, 'bench', 'open', ...station, ...files);
    process.kill(await standing(bench), 'SIGKILL');
    expect(await bench.ended).not.toBe(0);
    expect(bench.said()).toMatch(/The pre-verification stopped with \d+ cards left/);
    const [batch = ''] = /"batch":"([^"]+)"/.exec(readFileSync(sample('sample.vault.jsonl'), 'utf8'))?.slice(1) ?? [];
    const again = beginCli(cli, 'bench', 'open', ...station, '--batch', batch);
    await again.ended;
    expect(again.said()).toContain(`checked ${passphrases.size}; of ${passphrases.size}; failed 2`);
  },
  MINUTES,
);
