/** The gate of a commissioned station: its passphrase, asked for at a growing distance. */
import { join } from 'node:path';
import type { PublicIdentity } from '../../core/peers/identity.ts';
import type { KeyDerivation } from '../../core/base/ports.ts';
import { failIn, ok, type Failed, type Result } from '../../core/base/result.ts';
import type { Secret } from '../../core/base/secret.ts';
import { takeLock } from '../journal/lock.ts';
import { MOST_WRONG, readAttempts, waitAfter, writeAttempts } from '../keys/attempts.ts';
import { diskFault } from '../files/fault.ts';
import {
  MOST_STATION_BYTES,
  openStationFile,
  readStationFile,
  type StationFile,
  type StationSecrets,
} from '../keys/station-file.ts';
import { STATION_FILE } from './commission.ts';
import { openPlain } from '../files/plain.ts';

const fail = failIn('gate');

export interface GateOptions {
  readonly directory: string;
  readonly derivation: KeyDerivation;
  /** Monotonic milliseconds, such as `performance.now`: setting the clock shortens no wait. */
  readonly now: () => number;
}

export type GateFailure = 'no-station' | 'station-damaged' | 'disk';
export type UnlockFailure = 'wrong-passphrase' | 'too-soon' | 'locked-out' | 'gate-busy' | 'disk';

export interface Unlocked {
  readonly identity: PublicIdentity;
  /** The caller disposes of them. */
  readonly secrets: StationSecrets;
  /** How many wrong passphrases were given before this one. */
  readonly wrong: number;
}

export interface Gate {
  /** Known without the passphrase. */
  readonly identity: PublicIdentity;
  /** Seconds until a passphrase is looked at. After a restart the wait begins again. */
  wait(): number;
  /** Why no passphrase will ever be looked at here again; `null` if one will. */
  locked(): Failed<'locked-out'> | null;
  /** Tries a passphrase, which it reads and does not keep. Refused without a look while there is a wait. */
  unlock(passphrase: Secret): Promise<Result<Unlocked, UnlockFailure>>;
}

export async function openGate({ directory, derivation, now }: GateOptions): Promise<Result<Gate, GateFailure>> {
  const read = await readStation(directory);
  if (!read.ok) return read;
  const file = read.value;
  let wrong: number;
  try {
    wrong = await readAttempts(directory);
  } catch (cause) {
    return diskFault(directory, cause);
  }
  let since = now();

  const wait = (): number => Math.max(0, Math.ceil(waitAfter(wrong) - (now() - since) / 1000));

  async function attempt(passphrase: Secret): Promise<Result<Unlocked, UnlockFailure>> {
    const counted = await readAttempts(directory);
    // Somebody else has tried meanwhile, from another window or process: their wait is ours.
    if (counted !== wrong) [wrong, since] = [counted, now()];
    if (wrong >= MOST_WRONG) return lockedOut(wrong);
    if (wait() > 0) return tooSoon(wrong, wait());
    await writeAttempts(directory, wrong + 1);
    const secrets = await openStationFile(file, passphrase, derivation);
    if (secrets === null) {
      [wrong, since] = [wrong + 1, now()];
      return wrongPassphrase(wrong, wait());
    }
    const before = wrong;
    wrong = 0;
    await writeAttempts(directory, 0);
    return ok({ identity: file.identity, secrets, wrong: before });
  }

  return ok({
    identity: file.identity,
    wait,
    locked: () => (wrong >= MOST_WRONG ? lockedOut(wrong) : null),
    async unlock(passphrase) {
      try {
        const lock = await takeLock(directory, 'station.lock');
        if (!lock.ok) return busy();
        try {
          return await attempt(passphrase);
        } finally {
          await lock.value.release();
        }
      } catch (cause) {
        return diskFault(directory, cause);
      }
    },
  });
}

/** The station's file, whole and unaltered. */
export async function readStation(directory: string): Promise<Result<StationFile, GateFailure>> {
  const path = join(directory, STATION_FILE);
  try {
    const handle = await openPlain(path);
    try {
      const buffer = Buffer.alloc(MOST_STATION_BYTES);
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
      const file = readStationFile(buffer.toString('latin1', 0, bytesRead));
      return file === null ? damaged(path) : ok(file);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') return diskFault(path, cause);
    return fail('no-station', `There is no station in ${directory}. Create one, or choose another directory.`, {
      directory,
    });
  }
}

const damaged = (path: string) =>
  fail('station-damaged', `${path} is damaged. Restore it from your backup; nothing else opens this station.`, {
    path,
  });

const tries = (wrong: number): string => (wrong === 1 ? '1 wrong passphrase was' : `${wrong} wrong passphrases were`);

const wrongPassphrase = (wrong: number, wait: number) =>
  fail('wrong-passphrase', `This is not the station's passphrase. Wait ${wait} s before the next try.`, {
    wrong,
    wait,
  });

const tooSoon = (wrong: number, wait: number) =>
  fail('too-soon', `${tries(wrong)} given. The next is looked at in ${wait} s; this one was not.`, { wrong, wait });

const lockedOut = (wrong: number) =>
  fail(
    'locked-out',
    `This copy of the station is locked: ${tries(wrong)} given in a row. Find out by whom, and restore the station from its backup.`,
    { wrong },
  );

const busy = () =>
  fail('gate-busy', 'The passphrase of this station is being tried elsewhere. Wait until that has ended.');
