/**
 * A batch's key at Press: 32 bytes in a file of their own, on a medium of their own, so that destroying that file (and
 * then the medium) destroys everything sealed with it, wherever copies of that lie.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { constants } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { asciiBytes } from '../../core/base/digest.ts';
import type { Random } from '../../core/base/ports.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { sameBytes, Secret, wipe } from '../../core/base/secret.ts';
import { holdsBytes } from '../files/back.ts';
import { noise, overwrite } from '../files/erase.ts';
import { diskFault, orNothing } from '../files/fault.ts';
import { replaceWhole, syncDirectory } from '../files/whole.ts';
import { KEY_LENGTH } from '../vault/envelope.ts';
import { openPlain } from '../files/plain.ts';

const fail = failIn('key');

export type BatchKeyFailure = 'no-medium' | 'same-disk' | 'key-missing' | 'key-destroyed' | 'wrong-key' | 'disk';

export interface KeyPlace {
  /** Where the medium is mounted. */
  readonly directory: string;
  readonly station: string;
  readonly batch: string;
}

const { O_CREAT, O_RDWR } = constants;

const pathOf = ({ directory, batch }: KeyPlace): string => join(directory, `${batch}.key`);
const tombstonePath = (place: KeyPlace): string => `${pathOf(place)}.destroyed`;

/** What says that a key is to be destroyed, or was: written before the first byte of the key is touched. */
const epitaph = (fingerprint: string): Uint8Array => asciiBytes(`twofold: key ${fingerprint} was destroyed here.\n`);

const isBuried = async (place: KeyPlace, fingerprint: string): Promise<boolean> => {
  const text = epitaph(fingerprint);
  const found = await readWhole(tombstonePath(place), text.length);
  return found !== null && sameBytes(found, text);
};

/** Says nothing of the key to who has not got it: an HMAC under the key itself. */
export const fingerprintOf = (key: Secret, { station, batch }: KeyPlace): string =>
  key.use((bytes) =>
    bytesToHex(hmac(sha256, bytes, asciiBytes(`twofold|batch-key|${station}|${batch}`)).subarray(0, 16)),
  );

/**
 * Whether `directory` is there, and on another disk than the station's: a key beside what it seals protects nothing.
 *
 * @param together the operator insists, as in training.
 */
export async function checkMedium(
  directory: string,
  station: string,
  together: boolean,
): Promise<Result<null, BatchKeyFailure>> {
  const [medium, home] = await Promise.all([stat(directory).catch(() => null), stat(station)]);
  if (medium === null || !medium.isDirectory()) {
    return fail('no-medium', `${directory} is not there. Put the key's medium in and mount it.`, { directory });
  }
  if (medium.dev !== home.dev || together) return ok(null);
  return fail(
    'same-disk',
    `${directory} is on the same disk as the station. Keep the key on a removable medium of its own.`,
    { directory },
  );
}

/** Draws a key and keeps it. A leftover of an earlier try, which never was on record, is overwritten. */
export async function makeBatchKey(place: KeyPlace, random: Random): Promise<Result<Secret, BatchKeyFailure>> {
  const path = pathOf(place);
  const key = new Secret(random.bytes(KEY_LENGTH));
  try {
    const file = await openPlain(path, O_RDWR | O_CREAT, 0o600);
    try {
      await overwrite(file, noise(random), path);
      await file.truncate(0);
      await key.use((bytes) => file.write(bytes, 0, bytes.length, 0));
      await file.sync();
    } finally {
      await file.close();
    }
    await syncDirectory(place.directory);
    if (await key.use((bytes) => holdsBytes(path, bytes))) return ok(key);
    key.wipe();
    return fail('disk', `The key in ${path} is not what was written. Use another medium.`, { path });
  } catch (cause) {
    key.wipe();
    return diskFault(path, cause);
  }
}

/** The key on the medium, if it is the one whose fingerprint is on record. */
export async function openBatchKey(place: KeyPlace, fingerprint: string): Promise<Result<Secret, BatchKeyFailure>> {
  const path = pathOf(place);
  try {
    if (await isBuried(place, fingerprint)) {
      return fail('key-destroyed', `The key of batch ${place.batch} was destroyed. Finish the destruction.`, { path });
    }
    const bytes = await readWhole(path, KEY_LENGTH);
    if (bytes === null) {
      return fail('key-missing', `There is no key of batch ${place.batch} in ${place.directory}. Put its medium in.`, {
        path,
      });
    }
    const key = Secret.copyOf(bytes);
    wipe(bytes);
    if (key.length === KEY_LENGTH && fingerprintOf(key, place) === fingerprint) return ok(key);
    key.wipe();
    return fail('wrong-key', `${path} is not the key of this batch, or is damaged. Put the right medium in.`, { path });
  } catch (cause) {
    return diskFault(path, cause);
  }
}

/**
 * Takes from everybody but its owner what they may do with the key's file, which was made for its owner alone. True if it had
 * been open to others; false where it was not, and on a medium that knows no rights (FAT and its kin show the same of every file).
 */
export async function closeToOthers(place: KeyPlace): Promise<Result<boolean, BatchKeyFailure>> {
  const path = pathOf(place);
  try {
    const file = await openPlain(path).catch(orNothing);
    if (file === null) return ok(false);
    try {
      const rights = async (): Promise<number> => (await file.stat()).mode & 0o077;
      if (process.platform === 'win32' || (await rights()) === 0) return ok(false);
      await file.chmod(0o600).catch(() => undefined);
      return ok((await rights()) === 0);
    } finally {
      await file.close();
    }
  } catch (cause) {
    return diskFault(path, cause);
  }
}

/**
 * Overwrites the key and removes its file. A tombstone is on the medium before the first byte of the key changes, so
 * that whoever is cut off in the middle knows what they have before them; {@link removeTombstone} takes it away once
 * the step is on record. A medium that is merely not there is never taken for a key that is destroyed.
 */
export async function buryBatchKey(
  place: KeyPlace,
  fingerprint: string,
  random: Random,
): Promise<Result<string, BatchKeyFailure>> {
  const path = pathOf(place);
  const found = await openBatchKey(place, fingerprint);
  if (!found.ok && found.error.kind !== 'key-destroyed') return found;
  if (found.ok) found.value.wipe();
  try {
    if (found.ok) await replaceWhole(place.directory, tombstonePath(place), epitaph(fingerprint));
    const file = await openPlain(path, O_RDWR).catch(orNothing);
    if (file === null) return ok('found overwritten and removed');
    try {
      await overwrite(file, noise(random), path);
    } finally {
      await file.close();
    }
    await rm(path);
    await syncDirectory(place.directory);
    return ok('overwritten once with random bytes, read back, removed');
  } catch (cause) {
    return diskFault(path, cause);
  }
}

/** Refused where a key stands again. Without a tombstone all is done: the step is on record. */
export async function removeTombstone(place: KeyPlace): Promise<Result<null, BatchKeyFailure>> {
  const path = pathOf(place);
  try {
    const key = await readWhole(path, KEY_LENGTH);
    if (key !== null) {
      wipe(key);
      return fail('wrong-key', `${path} still holds a key. Call your supervisor.`);
    }
    await rm(tombstonePath(place), { force: true });
    await syncDirectory(place.directory);
    return ok(null);
  } catch (cause) {
    return diskFault(path, cause);
  }
}

/** `null` where there is no file. One byte more than `length` shows one that is too long. */
async function readWhole(path: string, length: number): Promise<Uint8Array | null> {
  const file = await openPlain(path).catch(orNothing);
  if (file === null) return null;
  try {
    const bytes = new Uint8Array(new ArrayBuffer(length + 1));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
