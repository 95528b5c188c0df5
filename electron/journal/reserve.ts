/**
 * A little room set aside for the day the disk is full: given back to the disk then, so that what was begun can be
 * recorded to its end.
 */
import { constants } from 'node:fs';
import { rm } from 'node:fs/promises';
import { openPlain } from '../files/plain.ts';

const { O_APPEND, O_CREAT, O_WRONLY } = constants;

/** Enough for some thousand records. */
export const RESERVE_BYTES = 1 << 20;

export interface Reserve {
  /** Whether there is still something to give. */
  readonly held: boolean;
  /** Gives the room back. False if there was none left, or the disk does not even let go of it. */
  spend(): Promise<boolean>;
}

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
