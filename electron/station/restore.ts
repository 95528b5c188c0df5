/**
 * Restoring: a backup becomes a station's directory again. It lacks its anchors, so it stays shut until two people give
 * the newest record of it that they know from elsewhere.
 */
import { bytesToHex } from '@noble/hashes/utils.js';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { failIn, ok, type Failed, type Result } from '../../core/base/result.ts';
import { signingKeyOf, type PublicIdentity } from '../../core/peers/identity.ts';
import { openPlain } from '../files/plain.ts';
import { syncDirectory, writeNew } from '../files/whole.ts';
import { verifyJournal } from '../journal/verify.ts';
import { writeAttempts } from '../keys/attempts.ts';
import { BACKED_UP, disk, JOURNAL_FILE, readSums, digestOf } from './backup.ts';
import { vacancy } from './commission.ts';
import { outsideCount } from './anchor-folder.ts';
import { readStation } from './gate.ts';

const fail = failIn('backup');

export interface Restored {
  readonly identity: PublicIdentity;
  readonly records: number;
}

export type RestoreFailure = 'not-a-backup' | 'altered' | 'disk';

/** Puts the backup in `from` into the empty directory `to`, when all of it is what was backed up. */
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
    const files = BACKED_UP.filter((name) => sums.has(name));
    for (const name of files) {
      const path = join(from, name);
      if ((await digestOf(path, (await stat(path)).size)) !== sums.get(name)) return altered(path);
    }
    const whole = await belongTogether(from);
    if (!whole.ok) return whole;
    await mkdir(to, { recursive: true, mode: 0o700 });
    // The station's own file comes last: a power cut before it leaves a directory that is no station.
    await writeAttempts({ directory: to, outside: outsideCount(whole.value.identity, 'attempts') }, 0);
    for (const [done, name] of files.entries()) {
      const file = await openPlain(join(from, name));
      await writeNew(join(to, name), file.createReadStream());
      onProgress(done + 1, files.length);
    }
    await syncDirectory(to);
    return whole;
  } catch (cause) {
    return disk(from, cause);
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
