import { mkdir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '../../core/base/ports.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { Secret } from '../../core/base/secret.ts';
import { createWhole } from '../files/whole.ts';
import { diskFault } from '../files/fault.ts';
import { KEY_LENGTH } from '../vault/envelope.ts';
import { openPlain } from '../files/plain.ts';

const fail = failIn('key');

export type StationKeyFailure = 'station-key-damaged' | 'station-key-exposed' | 'disk';

/**
 * The key of a training station, made at its first start: 32 random bytes in `training.key`, mode 0600, in clear. It
 * keeps secrets from strangers' eyes and copied disks apart from it, no more; training has no secrets of value.
 */
export async function openTrainingKey(directory: string, random: Random): Promise<Result<Secret, StationKeyFailure>> {
  const path = join(directory, 'training.key');
  const fresh = random.bytes(KEY_LENGTH);
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    // Does nothing where there is one: a key is never replaced.
    await createWhole(directory, path, fresh);
    return await readKey(path);
  } catch (cause) {
    return diskFault(path, cause);
  } finally {
    fresh.fill(0);
  }
}

async function readKey(path: string): Promise<Result<Secret, StationKeyFailure>> {
  const handle = await openPlain(path);
  try {
    return await readOpened(path, handle);
  } finally {
    await handle.close();
  }
}

async function readOpened(path: string, handle: FileHandle): Promise<Result<Secret, StationKeyFailure>> {
  const { mode, size } = await handle.stat();
  if (size !== KEY_LENGTH) {
    return fail(
      'station-key-damaged',
      `The station's key in ${path} is damaged. Restore it from your backup; what is sealed with it opens with nothing else.`,
      { path },
    );
  }
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    return fail(
      'station-key-exposed',
      `The station's key in ${path} is open to other users. Find out why, then take their rights away (chmod 600).`,
      { path },
    );
  }
  const bytes = new Uint8Array(new ArrayBuffer(KEY_LENGTH));
  await handle.read(bytes, 0, KEY_LENGTH, 0);
  return ok(new Secret(bytes));
}
