/** A directory that is mistyped: nothing is made there, and every verb says so in the same words and envelope. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { commandLine } from './run.ts';

const { run } = commandLine();
const home = mkdtempSync(join(tmpdir(), 'twofold-mistyped-'));
afterAll(() => rmSync(home, { recursive: true }));

const VERBS: readonly (readonly string[])[] = [
  ['origin', 'list'],
  ['press', 'status'],
  ['bench', 'units'],
];

test.each(VERBS)('fault 56: %s %s at a station that is not there makes none', async (...verb) => {
  const missing = join(home, 'stations', verb.join('-'));
  const refused = await run([...verb, '--station', missing]);
  expect(refused).toMatchObject({ code: 3, stdout: '' });
  expect(refused.stderr).toContain(
    `${missing} holds no station. Look at its name; twofold station create makes a new one.`,
  );
  expect(existsSync(join(home, 'stations'))).toBe(false);
});

test('fault 56: nor in a directory that is full of something else', async () => {
  const full = mkdtempSync(join(home, 'full-'));
  writeFileSync(join(full, 'holiday.txt'), 'photographs');
  expect(await run(['origin', 'list', '--station', full])).toMatchObject({ code: 3, stdout: '' });
  expect(readdirSync(full)).toEqual(['holiday.txt']);
});

test('fault 58: the refusal in an envelope is that of every verb, in the language that is asked for', async () => {
  const missing = join(home, 'nowhere');
  for (const verb of VERBS) {
    const { code, stdout } = await run([...verb, '--station', missing, '--json', '--language', 'zh']);
    expect(code).toBe(3);
    const { message, ...error } = (JSON.parse(stdout) as { error: { message: string } }).error;
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, verb: verb.join(' ') });
    expect(error).toEqual({ area: 'command', kind: 'no-station-here', facts: { directory: missing } });
    expect(message).toMatch(/\p{Script=Han}/u);
  }
});

test('fault 60: what the disk answers is said in words, without its code or anybody’s stack', async () => {
  for (const args of [
    ['journal', 'verify', home],
    ['journal', 'verify', join(home, 'gone.jsonl')],
    ['station', 'show', '--station', join(home, 'gone')],
  ]) {
    const { code, stderr } = await run(args);
    expect([3, 4]).toContain(code);
    expect(stderr).not.toMatch(/\bE[A-Z]{3,}\b|\n\s+at |node:/);
  }
});
