/** The gate of a commissioned station: a badge and its PIN, or the passphrase, asked for at a growing distance. */
import { join } from 'node:path';
import type { PublicIdentity } from '../../core/peers/identity.ts';
import type { KeyDerivation, Random } from '../../core/base/ports.ts';
import { failIn, ok, type Failed, type Result } from '../../core/base/result.ts';
import type { Secret } from '../../core/base/secret.ts';
import { badgeTyped, strangeBadge } from '../../core/people/refusals.ts';
import { readBadge } from '../../core/scan/badge.ts';
import { takeLock } from '../journal/lock.ts';
import { withRoom } from '../journal/reserve.ts';
import { MOST_WRONG, readAttempts, waitAfter, writeAttempts } from '../keys/attempts.ts';
import { diskFault } from '../files/fault.ts';
import { openPersonSlot, type OpenedPerson } from '../keys/person-slot.ts';
import {
  MOST_STATION_BYTES,
  isOnlySupervisor,
  openByPerson,
  openStationFile,
  passphraseSlot,
  readStationFile,
  writeSlots,
  type StationFile,
  type StationSecrets,
} from '../keys/station-file.ts';
import { createTries, type Tries, type TriesFailure } from '../keys/tries.ts';
import { replaceWhole } from '../files/whole.ts';
import type { Credentials } from '../people/desk.ts';
import { outsideCount } from './anchor-folder.ts';
import { STATION_FILE } from './commission.ts';
import { openPlain } from '../files/plain.ts';

const fail = failIn('gate');

/** Digits of its id that stand on a badge. */
const NUMBER = 8;

export interface GateOptions {
  readonly directory: string;
  readonly derivation: KeyDerivation;
  readonly random: Random;
  /** Monotonic milliseconds, such as `performance.now`: setting the clock shortens no wait. */
  readonly now: () => number;
}

export type GateFailure = 'no-station' | 'station-damaged' | 'disk';
export type UnlockFailure = 'wrong-passphrase' | 'badge-typed' | 'too-soon' | 'locked-out' | 'gate-busy' | 'disk';

export interface Unlocked {
  readonly identity: PublicIdentity;
  /** The caller disposes of them. */
  readonly secrets: StationSecrets;
  /** How many wrong passphrases, or PINs, were given before this one. */
  readonly wrong: number;
  /** Who opened it; the caller disposes of them. Null: it was the passphrase. */
  readonly by: OpenedPerson | null;
  /** What was counted, and what it was opened with: whoever goes on in the station uses the same. */
  readonly tries: Tries;
  readonly derivation: KeyDerivation;
  readonly random: Random;
}

export type UnlockByFailure = TriesFailure | 'badge-unknown' | 'sample-badge' | 'gate-busy' | GateFailure;

export interface Gate {
  /** Known without the passphrase. */
  readonly identity: PublicIdentity;
  /** Whether there are people who open it; who has a badge here, by its id. */
  people(): readonly { readonly name: string; readonly badge: string }[];
  /** Tries a badge and its PIN, which it reads and does not keep. */
  unlockBy(credentials: Credentials): Promise<Result<Unlocked, UnlockByFailure>>;
  /** The same in two steps, where another is to come before anything is opened: who brings these, */
  prove(credentials: Credentials): Promise<Result<BadgeOpened, UnlockByFailure>>;
  /** and what that opens, which owns it from then on. */
  openWith(opened: BadgeOpened): Result<Unlocked, GateFailure>;
  /** Seconds until a passphrase is looked at. After a restart the wait begins again. */
  wait(): number;
  /** Why no passphrase will ever be looked at here again; `null` if one will. */
  locked(): Failed<'locked-out'> | null;
  /** Tries a passphrase, which it reads and does not keep. Refused without a look while there is a wait. */
  unlock(passphrase: Secret): Promise<Result<Unlocked, UnlockFailure>>;
}

export async function openGate({
  directory,
  derivation,
  random,
  now,
}: GateOptions): Promise<Result<Gate, GateFailure>> {
  const read = await readStation(directory);
  if (!read.ok) return read;
  let file = read.value;
  const tries = createTries(directory, now, outsideCount(file.identity, 'people.attempts'));
  const places = { directory, outside: outsideCount(file.identity, 'attempts') };
  let wrong: number;
  try {
    wrong = await readAttempts(places);
  } catch (cause) {
    return diskFault(directory, cause);
  }
  let since = now();

  const wait = (): number => Math.max(0, Math.ceil(waitAfter(wrong) - (now() - since) / 1000));

  async function attempt(passphrase: Secret): Promise<Result<Unlocked, UnlockFailure>> {
    const counted = await readAttempts(places);
    // Somebody else has tried meanwhile, from another window or process: their wait is ours.
    if (counted !== wrong) [wrong, since] = [counted, now()];
    if (wrong >= MOST_WRONG) return lockedOut(wrong);
    if (wait() > 0) return tooSoon(wrong, wait());
    await writeAttempts(places, wrong + 1);
    const secrets = await openStationFile(file, passphrase, derivation);
    if (secrets === null) {
      [wrong, since] = [wrong + 1, now()];
      return wrongPassphrase(wrong, wait());
    }
    const before = wrong;
    wrong = 0;
    await writeAttempts(places, 0);
    if (file.slots === null) {
      const slots = { passphrase: await passphraseSlot(passphrase, { derivation, random }), people: [] };
      await replaceWhole(directory, join(directory, STATION_FILE), writeSlots(file.identity, secrets, slots, random));
    }
    return ok({ identity: file.identity, secrets, wrong: before, by: null, tries, derivation, random });
  }

  async function attemptBy(credentials: Credentials): Promise<Result<Unlocked, UnlockByFailure>> {
    const tried = await lookAtBadge(directory, credentials, tries, derivation);
    return tried.ok ? openWith(tried.value) : tried;
  }

  function openWith({ by, file: read }: BadgeOpened): Result<Unlocked, GateFailure> {
    file = read;
    const secrets = openByPerson(read, by);
    if (secrets !== null)
      return ok({ identity: file.identity, secrets, wrong: by.wrong, by, tries, derivation, random });
    by[Symbol.dispose]();
    return damaged(join(directory, STATION_FILE));
  }

  return ok({
    identity: file.identity,
    wait,
    locked: () => (wrong >= MOST_WRONG ? lockedOut(wrong) : null),
    people: () => file.slots?.people.map(({ name, badge }) => ({ name, badge })) ?? [],
    async unlock(passphrase) {
      // It is no try: whoever holds a badge before a scanner that types has guessed nothing.
      const badge = passphrase.use(readBadge);
      badge?.secret.wipe();
      return badge === null ? alone(directory, () => attempt(passphrase)) : badgeTyped(badge.id.slice(0, NUMBER));
    },
    openWith,
    prove: (credentials) => alone(directory, () => lookAtBadge(directory, credentials, tries, derivation)),
    unlockBy: (credentials) => alone(directory, () => attemptBy(credentials)),
  });
}

/** One try at a time, of whatever process. */
async function alone<T, K extends string>(
  directory: string,
  work: () => Promise<Result<T, K>>,
): Promise<Result<T, K | 'gate-busy' | 'disk'>> {
  try {
    return await withRoom(directory, async () => {
      const lock = await takeLock(directory, 'station.lock');
      if (!lock.ok) return busy();
      try {
        return await work();
      } finally {
        await lock.value.release();
      }
    });
  } catch (cause) {
    return diskFault(directory, cause);
  }
}

/** The slot of a badge, open, in the file that it was found in. */
export interface BadgeOpened {
  readonly by: OpenedPerson & { readonly wrong: number };
  readonly file: StationFile;
}

/** Opens the slot of a badge, counted first. The credentials are read and not kept; the caller disposes of what opened. */
export const tryBadge = (
  directory: string,
  credentials: Credentials,
  tries: Tries,
  derivation: KeyDerivation,
): Promise<Result<BadgeOpened, UnlockByFailure>> =>
  alone(directory, () => lookAtBadge(directory, credentials, tries, derivation));

async function lookAtBadge(
  directory: string,
  credentials: Credentials,
  tries: Tries,
  derivation: KeyDerivation,
): Promise<Result<BadgeOpened, UnlockByFailure>> {
  // As it is now: another process may have enrolled or revoked somebody.
  const read = await readStation(directory);
  if (!read.ok) return read;
  const { slots } = read.value;
  const slot = slots?.people.find(({ badge }) => badge === credentials.badge.id);
  if (slots === null || slot === undefined) return strangeBadge(credentials.badge.id);
  const tried = await tries.attempt(slot, isOnlySupervisor(slots, slot), () =>
    openPersonSlot(slot, credentials, derivation),
  );
  if (!tried.ok) return tried;
  const { value, wrong } = tried.value;
  return ok({ by: { ...value, wrong }, file: read.value });
}

/** The station's file, whole and unaltered. */
export async function readStation(directory: string): Promise<Result<StationFile, GateFailure>> {
  const path = join(directory, STATION_FILE);
  try {
    const handle = await openPlain(path);
    try {
      const buffer = Buffer.alloc(MOST_STATION_BYTES);
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
      const file = readStationFile(buffer.toString('utf8', 0, bytesRead));
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
