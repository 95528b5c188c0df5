import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { examineComputer, TRAITS, type Computer, type Trait } from '../../../electron/station/computer.ts';
import { LANGUAGE_CODES, wordsOf } from '../../../resources/words/languages.ts';

const HASH = 'ab'.repeat(32);
const NETS = 'Inter-| Receive\n face |bytes\n    lo: 0 0\n';
const SWAPS = 'Filename Type Size Used Priority\n';
const limits = (cores: string) =>
  `Limit  Soft Hard Units\nMax core file size        ${cores}                    0                    bytes\n`;

/** As a station should be, but for what is said otherwise. */
interface Told {
  readonly texts?: Readonly<Record<string, string>>;
  readonly names?: Readonly<Record<string, readonly string[]>>;
  readonly usable?: boolean;
  readonly room?: { readonly free: number; readonly inMemory: boolean };
  readonly hash?: string;
  readonly now?: number;
}

function computerOf(told: Told): Computer {
  const texts: Record<string, string> = {
    '/proc/swaps': SWAPS,
    '/proc/net/dev': NETS,
    '/sys/power/state': 'freeze mem disk',
    '/sys/power/resume': '0:0\n',
    '/proc/self/limits': limits('0'),
    '/opt/twofold/FILES.sha256': `${HASH}  resources/app.asar\n`,
    ...told.texts,
  };
  const names: Record<string, readonly string[]> = {
    '/dev': ['null', 'ttyUSB0'],
    '/proc': ['1', 'self'],
    ...told.names,
  };
  return {
    text: async (path) => texts[path] ?? null,
    names: async (path) => names[path] ?? null,
    mayUse: async () => told.usable ?? true,
    room: async () => told.room ?? { free: 9e9, inMemory: true },
    changed: async () => 1000,
    sha256: async () => told.hash ?? HASH,
    now: () => told.now ?? 2000,
  };
}

async function examined(told: Told) {
  const directory = await mkdtemp(join(tmpdir(), 'twofold-computer-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const findings = await examineComputer({ computer: computerOf(told), directory, dist: '/opt/twofold/cli/dist' });
  return findings.filter(({ good }) => good !== true).map(({ trait, good, seen }) => [trait, good, seen]);
}

test('a computer that is as it should be is found so', async () => {
  expect(await examined({})).toEqual([]);
});

const BAD: readonly (readonly [Trait, string, Told])[] = [
  ['swap', '/dev/sda2', { texts: { '/proc/swaps': `${SWAPS}/dev/sda2 partition 1000 0 -2\n` } }],
  ['hibernation', '8:2', { texts: { '/sys/power/resume': '8:2\n' } }],
  ['cores', '', { texts: { '/proc/self/limits': limits('unlimited') } }],
  ['network', 'eth0, wlan0', { texts: { '/proc/net/dev': `${NETS}  eth0: 0 0\n wlan0: 0 0\n` } }],
  ['ports', 'ttyUSB0', { usable: false }],
  ['modems', 'ModemManager', { texts: { '/proc/1/comm': 'ModemManager\n' } }],
  ['clock', '1970-01-01T00:00:00.000Z', { now: 0 }],
  ['files', 'resources/app.asar', { hash: 'cd'.repeat(32) }],
];

test.each(BAD)('%s is found where it is not', async (trait, seen, told) => {
  expect(await examined(told)).toEqual([[trait, false, seen]]);
});

test('a full disk is found, and a folder of the laser that is no memory', async () => {
  expect(await examined({ room: { free: 1e9, inMemory: false } })).toEqual([
    ['room', false, '1.0 GB'],
    ['outbox', false, expect.stringMatching(/etch$/)],
  ]);
});

test('the rule of the package keeps ModemManager away', async () => {
  const rule = { '/usr/lib/udev/rules.d/70-twofold.rules': '', '/proc/1/comm': 'ModemManager\n' };
  expect(await examined({ texts: rule })).toEqual([]);
});

test('what nobody can know is not called good', async () => {
  const nothing: Computer = {
    text: async () => null,
    names: async () => null,
    mayUse: async () => false,
    room: async () => null,
    changed: async () => null,
    sha256: async () => null,
    now: () => 0,
  };
  const findings = await examineComputer({ computer: nothing, directory: null, dist: '/nowhere' });
  // What it computes, it can be asked anywhere.
  const seen = findings.filter(({ trait }) => trait !== 'arithmetic');
  expect(seen.map(({ good }) => good)).toEqual(seen.map(() => null));
});

test.each(LANGUAGE_CODES)('each has its words in %s', (code) => {
  const { traits } = wordsOf(code).machine;
  expect(Object.keys(traits).sort()).toEqual(Object.keys(TRAITS).sort());
  const { cores, ...named } = traits;
  for (const { bad } of Object.values(named)) expect(bad('WHAT WAS SEEN')).toContain('WHAT WAS SEEN');
  expect(cores.bad()).not.toBe('');
});
