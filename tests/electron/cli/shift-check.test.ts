/** The check that a shift begins with, without a window. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { KNOWN_CARDS, knownLink } from '../../../core/stations/bench/known-cards.ts';
import { commandLine } from './run.ts';

const MINUTES = 300_000;
const cli = commandLine();
const [GOOD, BAD] = KNOWN_CARDS.map(knownLink) as [string, string];

let home: string;
let station: string;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'twofold-check-'));
  station = join(home, 'bench');
  const made = await cli.run(['station', 'create', '--training', '--role', 'bench', '--station', station, '--json']);
  expect(made.code).toBe(0);
}, MINUTES);
afterEach(() => rmSync(home, { recursive: true, force: true }));

async function checked(...scans: readonly string[]) {
  const file = join(home, 'scans.txt');
  writeFileSync(file, scans.join('\n'));
  const verb = ['bench', 'shift-check', '--station', station, '--scans', file, '--person', 'Ada', '--json'];
  return cli.run(verb);
}
const recorded = (): boolean => readFileSync(join(station, 'journal.jsonl'), 'utf8').includes('"shift-checked"');

test(
  'is done when both known cards came out as they must, and leaves no job behind',
  async () => {
    const ended = await checked('# the good one, then the bad one', GOOD, BAD);
    expect([ended.code, recorded()]).toEqual([0, true]);
    const came = (ended.said[0]?.['cards'] as { came: string; job: string }[]).map(({ came, job }) => [came, job]);
    expect(came).toEqual([
      ['PASS', 'sent'],
      ['FAIL', 'none'],
    ]);
    expect(existsSync(join(station, 'etch', 'CHECK-GOOD-1.svg'))).toBe(false);
  },
  MINUTES,
);

test(
  'is not done where one was never scanned',
  async () => {
    const ended = await checked(GOOD);
    expect([ended.code, ended.answers[0], recorded()]).toEqual([
      3,
      expect.objectContaining({ error: expect.objectContaining({ kind: 'check-not-done' }) as unknown }),
      false,
    ]);
    expect(existsSync(join(station, 'etch', 'CHECK-GOOD-1.svg'))).toBe(false);
  },
  MINUTES,
);
