/** Whether a station can write to its disk; one that cannot is opened for viewing, with its window's own files elsewhere. */
import { accessSync, constants, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Failed } from '../core/base/result.ts';
import { codeOf, diskFault } from './files/fault.ts';
import { openPlain } from './files/plain.ts';
import { makeRoom } from './journal/reserve.ts';

/** Of a station, whose records are there to be looked at. */
export const hasRecords = (directory: string): boolean => existsSync(join(directory, 'journal.jsonl'));

/** Why nothing may be written in `directory`, as far as is known without trying; null where it may, or holds no station. */
export function objectionToPlace(directory: string): Failed<'disk'> | null {
  if (!hasRecords(directory)) return null;
  try {
    accessSync(directory, constants.W_OK | constants.X_OK);
    return null;
  } catch (cause) {
    return diskFault(directory, cause);
  }
}

/** Bytes that a start needs at least: locks, counts and the first records. */
const LEAST = 1 << 14;
const PROBE = 'twofold.probe';

/**
 * Why the disk under a station takes nothing more; null where it does, or where there is none. A full disk is given the
 * station's reserve first.
 */
export async function objectionToDisk(directory: string): Promise<Failed<'disk'> | null> {
  if (!hasRecords(directory)) return null;
  try {
    try {
      await tryToWrite(directory);
    } catch (cause) {
      if (!FULL.includes(codeOf(cause)) || !(await makeRoom(directory))) throw cause;
      await tryToWrite(directory);
    }
    return null;
  } catch (cause) {
    return diskFault(directory, cause);
  }
}

const FULL = ['ENOSPC', 'EDQUOT'];

async function tryToWrite(directory: string): Promise<void> {
  const path = join(directory, PROBE);
  try {
    const { O_CREAT, O_WRONLY, O_TRUNC } = constants;
    const file = await openPlain(path, O_CREAT | O_WRONLY | O_TRUNC, 0o600);
    try {
      await file.writeFile(Buffer.alloc(LEAST));
      await file.datasync();
    } finally {
      await file.close();
    }
  } finally {
    await rm(path, { force: true });
  }
}

/** A folder for what Chromium writes, on whatever disk still takes it; gone again with the process. Null: there is none. */
export function folderElsewhere(): string | null {
  for (const place of [process.env['XDG_RUNTIME_DIR'], tmpdir(), '/dev/shm']) {
    try {
      if (place === undefined || place === '') continue;
      const folder = mkdtempSync(join(place, 'twofold-viewing-'));
      process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
      return folder;
    } catch {
      // The next one, then.
    }
  }
  return null;
}
