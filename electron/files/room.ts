/** Whether the disk has room for what is about to begin. */
import { lstat, statfs } from 'node:fs/promises';
import { orNothing } from './fault.ts';
import { inBytes } from './regular.ts';

/** Bytes free on the disk that `directory` lies on. */
export async function freeBytes(directory: string): Promise<number> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize;
}

/** Linux's file systems in memory: tmpfs and ramfs. */
const IN_MEMORY: readonly number[] = [0x01021994, 0x858458f6];

/** Whether `directory` lies in memory, where nothing stays once the power is off. Elsewhere than on Linux nobody can tell. */
export const isMemory = async (directory: string): Promise<boolean> =>
  IN_MEMORY.includes((await statfs(directory)).type);

export interface RoomPorts {
  /** The journal lives on its reserve already: nothing new is begun. */
  readonly journal: { readonly low: boolean };
  /** Bytes free. */
  readonly room: () => Promise<number>;
}

/** Too little of it: bytes, and a clause for a sentence. */
export interface Shortage {
  readonly needed: number;
  readonly free: number;
  readonly words: string;
}

/**
 * A batch is not begun on a disk that could not hold it to its end.
 *
 * @param each all that is ever written of one unit; bytes, on the safe side
 */
export async function shortageFor(units: number, each: number, { journal, room }: RoomPorts): Promise<Shortage | null> {
  const needed = units * each;
  const free = journal.low ? 0 : await room();
  if (free >= needed) return null;
  return { needed, free, words: `it needs ${inBytes(needed)} and the disk has ${inBytes(free)} left` };
}

/** Whether `path` is a directory that is there, and no link to one. */
export const isDirectory = async (path: string): Promise<boolean> =>
  (await lstat(path).catch(orNothing))?.isDirectory() ?? false;
