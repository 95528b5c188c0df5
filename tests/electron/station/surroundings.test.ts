import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { lookAround, type Surroundings } from '../../../electron/station/surroundings.ts';

const QUIET: Readonly<Record<string, string>> = {
  '/proc/net/dev': 'Inter-|   Receive\n face |bytes\n    lo: 1 2 3\n',
  '/proc/swaps': 'Filename\tType\tSize\tUsed\tPriority\n',
  '/proc/self/limits':
    'Limit  Soft Limit  Hard Limit  Units\nMax core file size        0                    unlimited            bytes\n',
  '/proc/sys/kernel/core_pattern': 'core\n',
};
const machine = (
  over: Readonly<Record<string, string>> = {},
  lists: Readonly<Record<string, string[]>> = {},
): Surroundings => ({
  read: async (path) => ({ ...QUIET, ...over })[path] ?? '',
  list: async (path) => lists[path] ?? [],
});
const net = (...names: string[]) => ({
  '/proc/net/dev': `a\nb\n    lo: 0\n${names.map((name) => `${name}: 0\n`).join('')}`,
});

describe('fault 81: around a station', () => {
  test('with nothing but its loopback there is nothing', async () => {
    expect(await lookAround(machine())).toEqual([]);
  });

  test('an interface that is up, or does not say that it is down, is found', async () => {
    const flags = { '/sys/class/net/eth0/flags': '0x1003\n', '/sys/class/net/eth1/flags': '0x1002\n' };
    expect(await lookAround(machine({ ...net('eth0', 'eth1', 'usb0'), ...flags }))).toEqual([
      'network interface eth0',
      'network interface usb0',
    ]);
  });

  test.each(['wireless', 'phy80211'])('a radio is found whether it is up or not (%s)', async (sign) => {
    const flags = { '/sys/class/net/wlan0/flags': '0x1002\n' };
    expect(
      await lookAround(machine({ ...net('wlan0'), ...flags }, { '/sys/class/net/wlan0': ['flags', sign] })),
    ).toEqual(['radio wlan0']);
  });

  test('so is swap, and a place for core dumps', async () => {
    const swap = { '/proc/swaps': `${QUIET['/proc/swaps']}/dev/sda2 partition 8 0 -2\n` };
    expect(await lookAround(machine(swap))).toEqual(['swap /dev/sda2']);
    expect(await lookAround(machine({ '/proc/sys/kernel/core_pattern': '|/usr/share/apport/apport %p' }))).toEqual([
      'core dumps',
    ]);
    expect(await lookAround(machine({ '/proc/self/limits': 'Max core file size  unlimited unlimited bytes' }))).toEqual(
      ['core dumps'],
    );
  });
});

const mayUnshare = (() => {
  try {
    execFileSync('unshare', ['--user', '--map-root-user', '--net', 'ip', 'link', 'add', 'tf0', 'type', 'bridge'], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
})();

test.runIf(mayUnshare)(
  'fault 81: in a network namespace of its own the kernel shows no way out, until one is made',
  async () => {
    const outDir = mkdtempSync(join(tmpdir(), 'twofold-look-'));
    onTestFinished(() => rmSync(outDir, { recursive: true }));
    const root = fileURLToPath(new URL('../../..', import.meta.url));
    await build({
      ...{ root, configFile: false, logLevel: 'error' },
      build: {
        ...{ ssr: join(root, 'electron/station/surroundings.ts'), outDir, minify: false },
        rolldownOptions: { output: { format: 'cjs', entryFileNames: 'look.cjs' } },
      },
    });
    const script = join(outDir, 'run.cjs');
    writeFileSync(
      script,
      `const { lookAround, ourSurroundings } = require('./look.cjs');
lookAround(ourSurroundings).then((found) => process.stdout.write(JSON.stringify(found)));`,
    );
    const inside = (before: string): string[] => {
      const line = `ulimit -c 0; ${before} exec '${process.execPath}' '${script}'`;
      const said = execFileSync('unshare', ['--user', '--map-root-user', '--net', 'sh', '-c', line], {
        encoding: 'utf8',
      });
      return (JSON.parse(said) as string[]).filter((one) => one.startsWith('network') || one.startsWith('radio'));
    };
    expect(inside('')).toEqual([]);
    expect(inside('ip link add tf0 type bridge && ip link set tf0 up;')).toEqual(['network interface tf0']);
    // Taken away again, it is gone.
    expect(inside('ip link add tf0 type bridge && ip link set tf0 up && ip link del tf0;')).toEqual([]);
  },
);
