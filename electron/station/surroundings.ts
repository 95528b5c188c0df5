/**
 * What of the computer around a station must not be: a way to other computers, and places outside the station to which its
 * memory is written. Linux tells it in files; where there are none (another system), nothing is found and nothing promised.
 */
import { promises as disk } from 'node:fs';

/** What is looked at; other ones in tests. */
export interface Surroundings {
  /** The text of a file; '' where there is none. */
  read(path: string): Promise<string>;
  /** The names in a directory; none where there is none. */
  list(path: string): Promise<readonly string[]>;
}

export const ourSurroundings: Surroundings = {
  read: (path) => disk.readFile(path, 'latin1').catch(() => ''),
  list: (path) => disk.readdir(path).catch(() => []),
};

/** IFF_UP of linux/if.h. */
const UP = 1;

/** What was found, each in a few words that a person can act on; in a steady order. */
export async function lookAround(around: Surroundings): Promise<readonly string[]> {
  const found = [...(await interfaces(around)), ...(await memory(around))];
  return found.sort();
}

async function interfaces(around: Surroundings): Promise<readonly string[]> {
  // Of this process's own network namespace, unlike what /sys tells.
  const lines = (await around.read('/proc/net/dev')).split('\n').slice(2);
  const names = lines.flatMap((line) => /^\s*([^\s:]+):/.exec(line)?.[1] ?? []).filter((name) => name !== 'lo');
  const found: string[] = [];
  for (const name of names) {
    const about = `/sys/class/net/${name}`;
    const radio = (await around.list(about)).some((entry) => entry === 'wireless' || entry === 'phy80211');
    const flags = await around.read(`${about}/flags`);
    // What does not say that it is down counts as up.
    const up = flags === '' || (Number(flags) & UP) !== 0;
    if (radio) found.push(`radio ${name}`);
    else if (up) found.push(`network interface ${name}`);
  }
  return found;
}

async function memory(around: Surroundings): Promise<readonly string[]> {
  const swaps = (await around.read('/proc/swaps')).split('\n').slice(1);
  const found = swaps.flatMap((line) => (line.trim() === '' ? [] : [`swap ${line.trim().split(/\s/)[0]}`]));
  const limit = /^Max core file size\s+(\S+)/m.exec(await around.read('/proc/self/limits'))?.[1];
  // A pattern that begins with a bar is a program, which gets the dump whatever the limit says.
  const piped = (await around.read('/proc/sys/kernel/core_pattern')).startsWith('|');
  if (piped || (limit !== undefined && limit !== '0')) found.push('core dumps');
  return found;
}
