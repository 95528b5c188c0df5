/** The whole memory of a bench at work is searched for the passphrases of its batch. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { KNOWN_CARDS, knownPassphrase } from '../../../../../core/stations/bench/known-cards.ts';
import { bundle, THE_LINE } from '../../../../fakes/cli-bundle.ts';
import { inMemory } from '../../../../fakes/memory.ts';
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

/** A command that goes on until its input ends, and what it has said. */
function begin(...args: readonly string[]) {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (said += text));
  const ended = new Promise<number | null>((resolve) => void child.on('close', resolve));
  return { pid: child.pid as number, input: child.stdin, said: () => said, ended };
}

/**
 * Two cards of the sample are those that a shift begins with, on whatever station: their passphrases stand in the program
 * itself (known-cards.ts), so they are found before a batch is there, and prove nothing when they are found after it.
 */
const inProgram = KNOWN_CARDS.map(({ unit }) =>
  knownPassphrase(unit.serial).use((bytes) => String.fromCharCode(...bytes)),
);

/** What the engine's own moving of small arrays may leave behind. Without wiping all of the batch are found. */
const STRAYS = 1;

test(
  'M14: a bench that has checked a batch and works on it does not have its passphrases in memory, but for the last one drawn',
  async () => {
    const station = ['--station', join(home, 'bench')];
    const made = begin('station', 'create', ...station, '--role', 'bench', '--training');
    made.input.end();
    expect(await made.ended).toBe(0);
    const files = ['--vault', sample('sample.vault.jsonl'), '--return', sample('sample.return.jsonl')];
    const bench = begin('bench', 'run', ...station, ...files, '--scans', '-');
    const secrets = [...passphrases.values()].filter((passphrase) => !inProgram.includes(passphrase));
    expect(secrets).toHaveLength(passphrases.size - inProgram.length);

    await vi.waitFor(() => expect(bench.said()).toContain(`checked ${passphrases.size}`), MINUTES);
    expect(inMemory(bench.pid, ['checked '])).toEqual(['checked ']);
    expect(inMemory(bench.pid, secrets).length).toBeLessThanOrEqual(STRAYS);

    const good = cards.filter((card) => card.expect === 'PASS').slice(0, 4);
    for (const [i, { serial, address }] of good.entries()) {
      bench.input.write(`${serial}\n${address}\n`);
      await vi.waitFor(() => expect(bench.said().split('outcome PASS')).toHaveLength(i + 2), MINUTES);
    }
    const last = passphrases.get(good.at(-1)?.serial ?? '');
    const others = inMemory(bench.pid, secrets).filter((secret) => secret !== last);
    expect(others.length).toBeLessThanOrEqual(STRAYS);
    bench.input.end();
    expect(await bench.ended).toBe(1);
  },
  MINUTES,
);
