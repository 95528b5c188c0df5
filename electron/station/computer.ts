/**
 * Whether the computer is one that a station should stand on: what could carry its memory to a disk, what could carry
 * anything away, and what its devices need. It is looked at from outside the station, and changed by nobody here.
 */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, readFile, readdir, stat, statfs } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { askKnownAnswers } from './known-answers.ts';
import { openSettings } from './settings.ts';
import { lookAround } from './surroundings.ts';

/** What of the computer is asked; tests bring another computer. */
export interface Computer {
  /** Null where there is no such file. */
  text(path: string): Promise<string | null>;
  /** Null where there is no such directory. */
  names(path: string): Promise<readonly string[] | null>;
  /** Whether we may read and write it. */
  mayUse(path: string): Promise<boolean>;
  /** Bytes free where `path` lies, and whether that is memory; null where it is not. */
  room(path: string): Promise<{ readonly free: number; readonly inMemory: boolean } | null>;
  /** Milliseconds since 1970. */
  changed(path: string): Promise<number | null>;
  sha256(path: string): Promise<string | null>;
  readonly now: () => number;
}

export interface ExaminedComputer {
  readonly computer: Computer;
  /** The station's; null where none was named. */
  readonly directory: string | null;
  /** Where the bundle of the command line lies. */
  readonly dist: string;
}

/** What was seen; `good: null` is what nobody can know here. */
export interface Finding {
  readonly good: boolean | null;
  /** Names and numbers, in no language. */
  readonly seen: string;
}

const found = (bad: readonly string[]): Finding => ({ good: bad.length === 0, seen: bad.join(', ') });
const unknown: Finding = { good: null, seen: '' };

/** What a station looks for by itself all the time, as far as it begins so. */
async function around({ computer }: ExaminedComputer, ...kinds: readonly string[]): Promise<Finding> {
  // Where Linux tells nothing, that nothing was found means nothing.
  if ((await computer.text('/proc/self/limits')) === null) return unknown;
  const all = await lookAround({
    read: async (path) => (await computer.text(path)) ?? '',
    list: async (path) => (await computer.names(path)) ?? [],
  });
  return found(kinds.flatMap((kind) => all.filter((one) => one.startsWith(kind)).map((one) => one.slice(kind.length))));
}

/** One for each line that `twofold doctor` says; their words are `machine` of each language. */
export const TRAITS = {
  swap: (examined: ExaminedComputer) => around(examined, 'swap '),

  async hibernation({ computer }: ExaminedComputer) {
    const [states, resume] = await Promise.all([computer.text('/sys/power/state'), computer.text('/sys/power/resume')]);
    if (states === null) return unknown;
    const device = resume?.trim() ?? '0:0';
    return found(states.includes('disk') && device !== '0:0' ? [device] : []);
  },

  cores: (examined: ExaminedComputer) => around(examined, 'core dumps'),

  network: (examined: ExaminedComputer) => around(examined, 'network interface ', 'radio '),

  async ports({ computer }: ExaminedComputer) {
    const names = ((await computer.names('/dev')) ?? []).filter((name) => /^tty(USB|ACM)\d+$/.test(name));
    if (names.length === 0) return unknown;
    const usable = await Promise.all(names.map((name) => computer.mayUse(join('/dev', name))));
    return found(names.filter((_, at) => usable[at] !== true));
  },

  /** It takes every new port for a modem, unless the package's rule tells it not to. */
  async modems({ computer }: ExaminedComputer) {
    if ((await computer.text('/usr/lib/udev/rules.d/70-twofold.rules')) !== null) return found([]);
    const processes = (await computer.names('/proc'))?.filter((name) => /^\d+$/.test(name));
    if (processes === undefined) return unknown;
    const named = await Promise.all(processes.map((id) => computer.text(join('/proc', id, 'comm'))));
    return found(named.some((name) => name?.trim() === 'ModemManager') ? ['ModemManager'] : []);
  },

  async room({ computer, directory }: ExaminedComputer) {
    const room = await computer.room(directory ?? homedir());
    if (room === null) return unknown;
    return { good: room.free >= ENOUGH, seen: `${(room.free / 1e9).toFixed(1)} GB` };
  },

  /** Jobs lie there with passphrases in them. */
  async outbox({ computer, directory }: ExaminedComputer) {
    if (directory === null) return unknown;
    const folder = (await openSettings(directory)).value.laser.directory ?? join(directory, 'etch');
    const room = await computer.room(folder);
    if (room === null) return unknown;
    return found(room.inMemory ? [] : [folder]);
  },

  /** No program is younger than the time. */
  async clock({ computer, dist }: ExaminedComputer) {
    const made = await computer.changed(join(dist, 'cli.cjs'));
    if (made === null) return unknown;
    const now = computer.now();
    return { good: now >= made, seen: new Date(now).toISOString() };
  },

  /** As at the start of every station. */
  async arithmetic() {
    const answers = await askKnownAnswers();
    return found(answers.filter(({ good }) => !good).map(({ of }) => of));
  },

  async files({ computer, dist }: ExaminedComputer) {
    const home = dirname(dirname(dist));
    const manifest = await computer.text(join(home, 'FILES.sha256'));
    if (manifest === null) return unknown;
    const other: string[] = [];
    for (const line of manifest.trim().split('\n')) {
      const [hash, name] = [line.slice(0, 64), line.slice(66)];
      if ((await computer.sha256(join(home, name))) !== hash) other.push(name);
    }
    return found(other);
  },
} as const satisfies Record<string, (examined: ExaminedComputer) => Promise<Finding>>;

export type Trait = keyof typeof TRAITS;

/** A year of work, on the safe side; bytes. */
const ENOUGH = 2e9;

/** All of it, in the order of the table. */
export async function examineComputer(
  examined: ExaminedComputer,
): Promise<readonly (Finding & { readonly trait: Trait })[]> {
  const findings: (Finding & { readonly trait: Trait })[] = [];
  for (const trait of Object.keys(TRAITS) as Trait[]) findings.push({ trait, ...(await TRAITS[trait](examined)) });
  return findings;
}

/** File systems in memory: tmpfs, ramfs. */
const IN_MEMORY: readonly number[] = [0x01021994, 0x858458f6];

const orNull = <T>(work: Promise<T>): Promise<T | null> => work.catch(() => null);

/** The computer we run on. */
export const thisComputer: Computer = {
  text: (path) => orNull(readFile(path, 'utf8')),
  names: (path) => orNull<readonly string[]>(readdir(path)),
  mayUse: async (path) => (await orNull(access(path, constants.R_OK | constants.W_OK).then(() => true))) ?? false,
  async room(path) {
    const at = await orNull(statfs(path));
    return at && { free: at.bavail * at.bsize, inMemory: IN_MEMORY.includes(at.type) };
  },
  changed: async (path) => (await orNull(stat(path)))?.mtimeMs ?? null,
  sha256: (path) => orNull(readFile(path).then((bytes) => createHash('sha256').update(bytes).digest('hex'))),
  now: () => Date.now(),
};
