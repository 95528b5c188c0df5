/** Pages for the command line, drawn by another program: what it is given, what is made of its answers. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { paperBeside } from '../../../electron/papers/beside.ts';
import { savePages } from '../../../electron/papers/save.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'twofold-beside-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** A program in the place of the one with the window: what it was called with stands in `called`. */
function program(script: string): string {
  const path = join(folder, 'window');
  writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' "$@" > '${folder}/called'\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

const place = (script: string) => ({ dist: folder, variables: { TWOFOLD_WINDOW: program(script), DISPLAY: ':1' } });

test('a page goes in and its PDF comes out, and the folder that the program had is gone', async () => {
  const { print } = paperBeside(place(`printf '%%PDF-1.4 '; cat`));
  const printed = await print('<p>纸</p>');
  expect(printed.ok && Buffer.from(printed.value).toString()).toBe('%PDF-1.4 <p>纸</p>');
  const [how, wanted, station, own = ''] = readFileSync(join(folder, 'called'), 'utf8').trim().split('\n');
  expect([how, wanted, station]).toEqual(['--paper', 'pdf', '--station']);
  expect(readdirSync(tmpdir())).not.toContain(own.split('/').at(-1));
});

test.each([
  ['what is no PDF', 'cat'],
  ['nothing', 'cat > /dev/null'],
  ['a program that fails', 'exit 7'],
])('%s is said, and nothing is written', async (_, script) => {
  const { print } = paperBeside(place(script));
  const medium = join(folder, 'medium');
  mkdirSync(medium);
  const saved = await savePages({ name: 'shift', page: '<p>' }, { page: medium, pdf: medium }, print);
  expect(saved).toMatchObject({ ok: false, error: { kind: 'no-pdf' } });
  expect(readdirSync(medium)).toEqual([]);
});

test('a page is shown until its program ends', async () => {
  const { show } = paperBeside(place(`cat > '${folder}/shown'`));
  expect(await show('<p>a page</p>')).toEqual({ ok: true, value: null });
  expect(readFileSync(join(folder, 'shown'), 'utf8')).toBe('<p>a page</p>');
  expect(readFileSync(join(folder, 'called'), 'utf8')).toContain('window');
});

test('without the program, or without a screen, it says so', async () => {
  const nowhere = paperBeside({ dist: join(folder, 'cli', 'dist'), variables: { DISPLAY: ':1' } });
  const missing = await nowhere.print('<p>');
  expect(missing).toMatchObject({ ok: false, error: { kind: 'no-program', facts: { path: join(folder, 'twofold') } } });
  const blind = { ...place('exit 7'), variables: { TWOFOLD_WINDOW: program('exit 7') }, platform: 'linux' } as const;
  expect(await paperBeside(blind).print('<p>')).toMatchObject({ ok: false, error: { kind: 'no-display' } });
});

test('a page and its PDF go where each is wanted', async () => {
  const { print } = paperBeside(place(`printf '%%PDF-1.4 '; cat`));
  const [page, pdf] = [join(folder, 'page'), join(folder, 'pdf')];
  for (const one of [page, pdf]) mkdirSync(one);
  const saved = await savePages({ name: 'audit', page: '<p>' }, { page, pdf }, print);
  expect(saved).toEqual({ ok: true, value: { page: join(page, 'audit.html'), pdf: join(pdf, 'audit.pdf') } });
  expect(readdirSync(pdf).sort()).toEqual(['audit.html', 'audit.pdf']);
  expect(await savePages({ name: 'audit', page: '<p>' }, { page: undefined, pdf: undefined }, print)).toEqual({
    ok: true,
    value: { page: null, pdf: null },
  });
});
