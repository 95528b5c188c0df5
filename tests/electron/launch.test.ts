import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { objectionToLaunch, objectionToLock, type Launch } from '../../electron/launch.ts';

let directory = '';
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'twofold-launch-'))));
afterEach(() => rmSync(directory, { recursive: true }));

const started = (over: Partial<Launch>) =>
  objectionToLaunch({ argv: ['/opt/twofold/twofold'], env: { HOME: '/home/li' }, packaged: true, directory, ...over });

describe('H4: a packaged station started with', () => {
  test.each([
    '--remote-debugging-port=9333',
    '--remote-debugging-pipe',
    '-remote-debugging-port=9333',
    '--REMOTE-DEBUGGING-PORT=9333',
    '--remote-allow-origins=*',
    '--no-sandbox',
    '--disable-web-security',
    '--renderer-cmd-prefix=/tmp/x',
    '--gpu-launcher=/tmp/x',
    '--utility-cmd-prefix=/tmp/x',
    '--js-flags=--allow-natives-syntax',
    '--load-extension=/tmp/x',
    '--user-data-dir=/tmp/x',
    '--host-rules=MAP * 10.0.0.1',
    '--inspect=0',
    '--inspect-brk',
    '--repeat',
    '--a-switch-of-tomorrow',
  ])('%s ends with a sentence', (given) => {
    const refused = started({ argv: ['twofold', '--station', directory, given] });
    expect(refused).toMatchObject({ error: { area: 'launch', kind: 'forbidden-switch' } });
    expect(refused?.error.message).not.toContain('9333');
  });

  test('what belongs to it goes on', () => {
    const argv = ['twofold', '--station', directory, '--training', 'bench', '--disable-gpu', '--ozone-platform=x11'];
    expect(started({ argv })).toBeNull();
  });
});

describe('M11: a packaged station started in an environment with', () => {
  test.each([
    '@PHOTOSTRUCTURE/SQLITE_PREBUILD',
    'SERIALPORT_BINDINGS_PREBUILD',
    'LD_PRELOAD',
    'LD_AUDIT',
    'NODE_OPTIONS',
    'ELECTRON_RUN_AS_NODE',
    'ELECTRON_DISABLE_SANDBOX',
  ])('%s ends with a sentence that does not say its value', (name) => {
    const refused = started({ env: { HOME: '/home/li', [name]: '/tmp/evil' } });
    expect(refused).toMatchObject({ error: { kind: 'forbidden-variable', facts: { name } } });
    expect(refused?.error.message).not.toContain('/tmp/evil');
  });

  test('what Electron sets itself goes on', () => {
    expect(started({ env: { CHROME_DESKTOP: 'twofold.desktop', DISPLAY: ':0', LANG: 'zh_CN.UTF-8' } })).toBeNull();
  });
});

test('H4: a checkout is driven by tests, with the switches that are shut in a package', () => {
  expect(started({ packaged: false, argv: ['electron', '--inspect=0', '--no-sandbox', '.'] })).toBeNull();
});

test('M4: on a disk that is read-only it says so, of the directory and of one that is not there yet', () => {
  const access = (path: string): void => {
    throw Object.assign(new Error(`EROFS: ${path}`), { code: 'EROFS' });
  };
  for (const where of [directory, join(directory, 'new', 'station')]) {
    expect(started({ directory: where, access })).toMatchObject({
      error: { kind: 'not-writable', facts: { directory: where } },
    });
    expect(started({ directory: where })).toBeNull();
  }
});

test('M4: a lock that cannot be made is not another station', () => {
  expect(objectionToLock(directory)).toMatchObject({ error: { kind: 'no-lock', facts: { directory } } });
  symlinkSync('host-4711', join(directory, 'SingletonLock'));
  expect(objectionToLock(directory)).toBeNull();
});
