import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const setup = new URL('../../build/setup.mjs', import.meta.url).href;

test('D3: a program of the build knows that it is run, at any path, and that it is only a part of another', () => {
  const home = mkdtempSync(join(tmpdir(), 'twofold-paths-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const odd = join(home, 'a b ü');
  mkdirSync(odd);
  const program = join(odd, 'program.mjs');
  writeFileSync(program, `import { isRun } from '${setup}'; console.log(isRun(import.meta.url));`);
  const linked = join(home, 'linked');
  symlinkSync(odd, linked);
  const other = join(odd, 'other.mjs');
  writeFileSync(other, `import './program.mjs';`);
  const said = (path: string) => execFileSync(process.execPath, [path], { encoding: 'utf8' }).trim();
  expect([said(program), said(join(linked, 'program.mjs')), said(other)]).toEqual(['true', 'true', 'false']);
});
