import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let home = '';
beforeEach(() => void (home = mkdtempSync(join(tmpdir(), 'twofold-deb-'))));
afterEach(() => rmSync(home, { recursive: true }));

/** What a script of the package does where udev listens here, or nowhere: what it says, and how udevadm was called. */
function run(name: string, given: string) {
  const script = join(import.meta.dirname, '../../../build/deb', name);
  const here = readFileSync(script, 'utf8').replaceAll('/run/udev/control', join(home, 'control'));
  const calls = join(home, 'calls');
  writeFileSync(calls, '');
  writeFileSync(join(home, 'script'), here);
  // As udevadm does where nobody listens.
  const said = `echo "$@" >> '${calls}'\necho 'Failed to send reload request' >&2\nexit 1\n`;
  writeFileSync(join(home, 'udevadm'), `#!/bin/sh\n${said}`, { mode: 0o755 });
  const { status, stdout, stderr } = spawnSync('/bin/sh', [join(home, 'script'), given], {
    encoding: 'utf8',
    env: { PATH: home },
  });
  return { status, said: stdout + stderr, calls: readFileSync(calls, 'utf8').split('\n').slice(0, -1) };
}

test.each([
  ['postinst', 'configure'],
  ['postrm', 'remove'],
])('D11: where udev does not run, %s asks it nothing and says nothing', (name, given) => {
  expect(run(name, given)).toEqual({ status: 0, said: '', calls: [] });
});

test('D11: where udev runs, it is told of the rules', async () => {
  const udev = createServer().listen(join(home, 'control'));
  await new Promise((resolve) => udev.once('listening', resolve));
  const { status, calls } = run('postinst', 'configure');
  expect([status, calls.map((call) => call.split(' ')[0])]).toEqual([0, ['control', 'trigger']]);
  await new Promise((resolve) => udev.close(resolve));
});
