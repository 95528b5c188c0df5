/**
 * Restoring: a backup becomes a station's directory again. It lacks its anchors, so it stays shut until two people give
 * the newest record of it that they know from elsewhere.
 */
import { bytesToHex } from '@noble/hashes/utils.js';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { failIn, ok, type Failed, type Result } from '../../core/base/result.ts';
import { signingKeyOf, type PublicIdentity } from '../../core/peers/identity.ts';
import { syncDirectory } from '../files/whole.ts';
import { verifyJournal } from '../journal/verify.ts';
import { ATTEMPTS_FILE, writeAttempts } from '../keys/attempts.ts';
import { BACKED_UP, copy, disk, JOURNAL_FILE, readSums, digestOf } from './backup.ts';
import { vacancy } from './commission.ts';
import { outsideCount } from './anchor-folder.ts';
import { readStation } from './gate.ts';

const fail = failIn('backup');

export interface Restored {
  readonly identity: PublicIdentity;
  readonly records: number;
}

export type RestoreFailure = 'not-a-backup' | 'altered' | 'disk';

/**
 * Puts the backup in `from` into the empty directory `to`, when all of it is what was backed up. Refused, nothing is
 * left there.
 *
 * @param onProgress bytes: each is read twice, to be looked at and to be written
 */
export async function restoreStation(
  from: string,
  to: string,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Result<Restored>> {
  const taken = await vacancy(to);
  if (taken !== null) return taken;
  try {
    const sums = await readSums(from);
    if (sums === null) return notABackup(from);
    const files: BackedUp[] = [];
    for (const name of BACKED_UP) {
      const [path, sum] = [join(from, name), sums.get(name)];
      if (sum !== undefined) files.push({ name, path, sum, size: (await stat(path)).size });
    }
    const total = 2 * files.reduce((sum, { size }) => sum + size, 0);
    let done = 0;
    const told = (bytes: number): void => onProgress((done += bytes), total);
    for (const { path, size, sum } of files) if ((await digestOf(path, size, told)) !== sum) return altered(path);
    const whole = await belongTogether(from);
    if (!whole.ok) return whole;
    const spoilt = await copyInto(to, files, whole.value.identity, told);
    return spoilt === null ? whole : altered(spoilt);
  } catch (cause) {
    return disk(from, cause);
  }
}

interface BackedUp {
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly sum: string;
}

/**
 * Its sum is taken once more as it is copied, from a medium that may read otherwise the second time. Gives the file that
 * does; where that or anything else stopped it, the directory is as empty as it was.
 */
async function copyInto(
  to: string,
  files: readonly BackedUp[],
  identity: PublicIdentity,
  told: (bytes: number) => void,
): Promise<string | null> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  let copied = false;
  try {
    await writeAttempts({ directory: to, outside: outsideCount(identity, 'attempts') }, 0);
    // The station's own file comes last: a power cut before it leaves a directory that is no station.
    for (const { name, path, size, sum } of files)
      if ((await copy(path, join(to, name), size, told)) !== sum) return path;
    await syncDirectory(to);
    copied = true;
    return null;
  } finally {
    if (!copied) for (const name of [...BACKED_UP, ATTEMPTS_FILE]) await rm(join(to, name), { force: true });
  }
}

/** The journal is whole and is that of the station whose keys lie beside it. */
async function belongTogether(folder: string): Promise<Result<Restored>> {
  const read = await readStation(folder);
  if (!read.ok) return read;
  const path = join(folder, JOURNAL_FILE);
  const verified = await verifyJournal(path);
  if (!verified.ok) return verified;
  const { identity } = read.value;
  const { records, publicKey, firstBad } = verified.value;
  if (firstBad !== null || publicKey !== bytesToHex(signingKeyOf(identity))) return altered(path);
  return ok({ identity, records });
}

const notABackup = (folder: string): Failed<'not-a-backup'> =>
  fail('not-a-backup', `${folder} holds no backup of a station. Choose the folder that a backup has made.`, { folder });

const altered = (path: string): Failed<'altered'> =>
  fail('altered', `${path} is not what was backed up: it is damaged or was changed. Use another backup.`, { path });
