/** The command line, killed (-9) while it makes keys, prints and destroys: nothing is lost, nothing exists twice. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { JournalEvent } from '../../../../core/journal/event.ts';
import { bundle, THE_LINE } from '../../../fakes/cli-bundle.ts';
import { filesBelow } from '../../../fakes/press-station.ts';
import { orderUnit, textOf } from '../../../fakes/transfers.ts';

const COUNT = 96;
let dist: string;
let root: string;
const at = (...names: string[]) => join(root, ...names);

beforeAll(async () => {
  dist = await bundle(THE_LINE);
  root = mkdtempSync(join(tmpdir(), 'twofold-kill-'));
  for (const name of ['medium', 'out']) mkdirSync(at(name));
  const units = Array.from({ length: COUNT }, (_, i) => orderUnit(i + 1));
  writeFileSync(at('order.jsonl'), textOf('order', units, { from: 'Training Origin', to: 'Training Press' }));
});
afterAll(() => {
  rmSync(dist, { recursive: true, force: true });
  rmSync(root, { recursive: true, force: true });
});

const MEDIUM = () => ['--key', at('medium'), '--same-disk'];
const press = (verb: string, ...args: string[]) => [
  join(dist, 'cli.cjs'),
  'press',
  verb,
  '--station',
  at('station'),
  ...args,
];

function run(verb: string, ...args: string[]): { readonly status: number | null; readonly stderr: string } {
  return spawnSync(process.execPath, press(verb, ...args), { encoding: 'utf8' });
}

/** Runs until the journal has grown by so many bytes, and then no further. Gives whether it was still running. */
async function killed(bytes: number, verb: string, ...args: string[]): Promise<boolean> {
  const size = () => statSync(at('station', 'journal.jsonl')).size;
  const limit = size() + bytes;
  const child = spawn(process.execPath, press(verb, ...args), { stdio: 'ignore' });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await vi.waitFor(() => expect(child.exitCode !== null || size() >= limit).toBe(true), {
    timeout: 120_000,
    interval: 1,
  });
  const running = child.exitCode === null;
  child.kill('SIGKILL');
  await gone;
  return running;
}

const events = (): JournalEvent[] =>
  readFileSync(at('station', 'journal.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => (JSON.parse(line) as { event: JournalEvent }).event);
const serialsOf = (kind: JournalEvent['kind']) =>
  events().flatMap((event) => (event.kind === kind && 'serial' in event ? [event.serial] : []));

test('killed while it makes keys, prints and destroys', async () => {
  execFileSync(process.execPath, [
    ...[join(dist, 'cli.cjs'), 'station', 'create', '--training'],
    ...['--role', 'press', '--station', at('station')],
  ]);
  expect(run('import', '--order', at('order.jsonl'), '--coins', 'BTC').status).toBe(0);

  // Keys: once in the middle of a group, once just after one.
  await killed(400, 'make', ...MEDIUM(), '--workers', '1');
  const early = filesBelow(at('station', 'press')).find(({ path }) => path.endsWith('.seeds'))?.text ?? '';
  await killed(20_000, 'make', ...MEDIUM(), '--workers', '1');
  expect(run('make', ...MEDIUM(), '--workers', '1')).toMatchObject({ status: 0 });
  const keyed = serialsOf('unit-keyed');
  expect([keyed.length, new Set(keyed).size]).toEqual([COUNT, COUNT]);
  const seeds = readFileSync(at('station', 'press', 'BATCH-7.seeds'), 'latin1')
    .split('\n')
    .slice(0, -1);
  expect([seeds.length, new Set(seeds.map((line) => line.slice(-20))).size]).toEqual([COUNT, COUNT]);
  expect(seeds.join('\n').startsWith(early.slice(0, early.lastIndexOf('\n')))).toBe(true);

  // Stickers: what was at the printer is in doubt or printed, and the next run prints nothing before people have looked.
  for (let bytes = 3000; await killed(bytes, 'print', ...MEDIUM(), '--simulate'); bytes += 700) {
    const blocked = run('print', ...MEDIUM(), '--simulate', '--count', '1');
    const [, serial] = /The sticker of (CARD-\d+) is not proven yet/.exec(blocked.stderr) ?? [];
    // Between two stickers there is nothing to look at: once more.
    if (serial === undefined) continue;
    expect(run('spoil', '--serial', serial, '--reason', 'power cut', '--supervisor', 'Ann').status).toBe(0);
    expect(run('destroyed', '--serial', serial, '--person', 'Bob').status).toBe(0);
    break;
  }
  expect(run('print', ...MEDIUM(), '--simulate').status).toBe(0);
  const proven = serialsOf('unit-proven');
  expect([proven.length, new Set(proven).size]).toEqual([COUNT, COUNT]);
  const stickers = events().flatMap((event) => (event.kind === 'sticker-intended' ? [event.sticker] : []));
  expect(new Set(stickers).size).toBe(stickers.length);
  expect(stickers).toHaveLength(COUNT + serialsOf('sticker-destroyed').length);

  expect(run('return', '--counted', String(COUNT), '--to', at('out')).status).toBe(0);
  const people = ['--person', 'Ann', '--person', 'Bob'];
  await killed(500, 'destroy', ...MEDIUM(), '--simulate', ...people, '--unreceived', 'told by voice');
  const last = run('destroy', ...MEDIUM(), '--simulate', ...people, '--unreceived', 'told by voice');
  expect(last.status === 0 || events().some(({ kind }) => kind === 'press-batch-closed')).toBe(true);
  expect([...filesBelow(at('medium')), ...filesBelow(at('station', 'press'))]).toEqual([]);
  expect(events().filter(({ kind }) => kind === 'press-batch-closed')).toHaveLength(1);

  // Nothing secret in clear anywhere, whatever was cut off.
  const found = filesBelow(root).filter(({ text }) => /\b6P[1-9A-HJ-NP-Za-km-z]{30}/.test(text));
  expect(found.map(({ path }) => path)).toEqual([]);
});
