import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultDirectory, readOptions, type Host } from '../../electron/options.ts';

const app = { getPath: (name: string) => join('/electron', name) } as Parameters<typeof defaultDirectory>[0];
const on = (platform: NodeJS.Platform, env: Host['env'] = {}): Host => ({ platform, env });

test.each([
  [on('linux', { XDG_DATA_HOME: '/data' }), '/data'],
  [on('linux', { XDG_DATA_HOME: 'data' }), '/electron/home/.local/share'],
  [on('linux'), '/electron/home/.local/share'],
  [on('darwin', { XDG_DATA_HOME: '/data' }), '/electron/appData'],
  // The roaming profile would go to a server, journal and sealed secrets with it.
  [on('win32', { LOCALAPPDATA: '/local' }), '/local'],
  [on('win32'), '/electron/appData'],
])('a station lies where data of one computer lies: %o', (host, home) => {
  expect(defaultDirectory(app, null, host)).toBe(join(home, 'twofold', 'station'));
  expect(defaultDirectory(app, 'press', host)).toBe(join(home, 'twofold', 'training', 'press'));
});

test('a checkout may practise with badges from the start; a packaged program is told so by nobody', () => {
  const badges = (isPackaged: boolean, ...given: readonly string[]): boolean =>
    readOptions(['twofold', '--training', 'bench', ...given], { ...app, isPackaged }).badges;
  expect([badges(false, '--badges'), badges(false), badges(true, '--badges')]).toEqual([true, false, false]);
});
