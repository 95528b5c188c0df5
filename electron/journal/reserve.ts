/**
 * A little room set aside for the day the disk is full: given back to the disk then, so that what was begun can be
 * recorded to its end.
 */
import { constants } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openPlain } from '../files/plain.ts';
import { isTaken, JOURNAL_LOCK } from './lock.ts';

const { O_APPEND, O_CREAT, O_WRONLY } = constants;

/** Enough for some thousand records. */
export const RESERVE_BYTES = 1 << 20;

export interface Reserve {
  /** Whether there is still something to give. */
  readonly held: boolean;
  /** Gives the room back. False if there was none left, or the disk does not even let go of it. */
  spend(): Promise<boolean>;
}

/** Its name in a station's directory. */
export const RESERVE_FILE = 'journal.reserve';

/**
 * Gives the reserve of a station back that nobody has open: its disk has no room for the files of a start, and without
 * them nothing could be recorded there, nor looked at.
 *
 * @returns whether there is room that was not there
 */
export async function makeRoom(directory: string): Promise<boolean> {
  if (await isTaken(directory, JOURNAL_LOCK)) return false;
  return rm(join(directory, RESERVE_FILE)).then(
    () => true,
    () => false,
  );
}

/** Does what a start begins with; where the disk is too full for it, once more with the room of the reserve. */
export async function withRoom<T>(directory: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    if (!FULL.includes(code) || !(await makeRoom(directory))) throw cause;
    return work();
  }
}

const FULL = ['ENOSPC', 'EDQUOT'];

/** Fills `path` with zeros that really take up room. On a disk too full for that there is no reserve. */
export async function openReserve(path: string, bytes: number = RESERVE_BYTES): Promise<Reserve> {
  let held = await fill(path, bytes);
  return {
    get held() {
      return held;
    },
    async spend() {
      if (!held) return false;
      held = false;
      return rm(path, { force: true }).then(
        () => true,
        () => false,
      );
    },
  };
}

async function fill(path: string, bytes: number): Promise<boolean> {
  try {
    const file = await openPlain(path, O_WRONLY | O_APPEND | O_CREAT, 0o600);
    try {
      const missing = bytes - (await file.stat()).size;
      if (missing > 0) await file.writeFile(Buffer.alloc(missing));
      await file.sync();
    } finally {
      await file.close();
    }
    return true;
  } catch {
    await rm(path, { force: true }).catch(() => undefined);
    return false;
  }
}
