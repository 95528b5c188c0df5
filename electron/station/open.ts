/**
 * Opens a station's directory: identity, journal, index, vault, outbox, workers. What the window and the command line
 * have in common; what only one of them has (devices, a screen) they add themselves.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { randomBytes } from 'node:crypto';
import { ROLE_NAMES, type Role } from '../../core/peers/role.ts';
import type { Clock, Journal, Random } from '../../core/ports.ts';
import { fail, ok, type Failed, type Result } from '../../core/result.ts';
import type { Secret } from '../../core/secret.ts';
import { createOutbox } from '../etch/outbox.ts';
import { openIndex } from '../journal/index.ts';
import { createCourier } from '../vault/courier.ts';
import { openVault } from '../vault/seal.ts';
import { openTrainingKey } from '../vault/station-key.ts';
import { createPool, type Pool } from '../workers/pool.ts';
import type { CommissionedStation } from './commissioned.ts';
import { courierDelivery, plainDelivery } from './delivery.ts';
import { courierIntake, plainIntake } from './intake.ts';
import type { BenchStationParts } from './station.ts';
import { openTrainingJournal } from './training-journal.ts';

export interface StationOptions extends Opening {
  readonly directory: string;
}

/** What every station is opened with, training or commissioned. */
export interface Opening {
  /** Where this bundle lies: `worker.cjs` is beside it. */
  readonly dist: string;
  readonly version: string;
  readonly runtime: string;
  /** Workers for key derivation; the pool's own default when absent. */
  readonly workers?: number;
}

/** The platform's generator. It throws rather than give less. */
export const platformRandom: Random = { bytes: (length) => new Uint8Array(randomBytes(length)) };

export const systemClock: Clock = { now: () => new Date().toISOString() };

export function startPool(dist: string, workers?: number, onDisagreement?: () => void): Pool {
  return createPool({
    spawn: () => new Worker(join(dist, 'worker.cjs')),
    ...(workers === undefined ? {} : { size: workers }),
    ...(onDisagreement === undefined ? {} : { onDisagreement }),
  });
}

/** The two implementations of scrypt gave different keys: the station's own memory or program is not sound. */
export function recordDisagreement(journal: Journal): void {
  const detail = 'the two implementations of scrypt gave different keys';
  journal
    .append([
      { kind: 'key-derivation-disagreed', job: 'scrypt' },
      { kind: 'incident', reason: 'derivation-disagreed', serial: null, detail },
    ])
    .catch(() => undefined);
}

/** Opens the training Bench in `directory`, or begins one. It takes unsigned files, of training alone. */
export async function openTrainingStation(options: StationOptions): Promise<Result<BenchStationParts>> {
  const { directory, ...opening } = options;
  const name = 'Training Bench';
  const opened = await openTrainingJournal(directory, name, systemClock);
  if (!opened.ok) return opened;
  const journal = opened.value;
  const key = await openTrainingKey(directory, platformRandom);
  if (!key.ok) {
    await journal.close();
    return key;
  }
  const parts = await begin(directory, opening, {
    name,
    mode: 'training',
    journal,
    stationKey: key.value,
    intake: plainIntake(journal),
    // Proofs alone leave a Bench, and those are read in any order.
    delivery: plainDelivery({ from: name, journal, last: () => null }),
    letGo: () => journal.close(),
  });
  return ok(parts);
}

/** Opens a Bench that was commissioned and unlocked; it is closed here if that is refused. */
export async function openBench(
  directory: string,
  options: Opening,
  station: CommissionedStation,
): Promise<Result<BenchStationParts>> {
  const { identity, journal, vaultKey, book } = station;
  const refused = await otherRole(station, 'bench', 'it verifies no cards');
  if (refused !== null) return refused;
  const courier = createCourier({ ...station, self: identity });
  const parts = await begin(directory, options, {
    name: identity.name,
    mode: identity.mode,
    journal,
    stationKey: vaultKey,
    intake: courierIntake(courier),
    delivery: courierDelivery(courier, book),
    letGo: station.close,
  });
  return ok(parts);
}

/** A role is fixed in a station's signed identity. Whoever opens one as another is refused, and the station closed. */
export async function otherRole(
  { identity, close }: CommissionedStation,
  wanted: Role,
  consequence: string,
): Promise<Failed<'wrong-role'> | null> {
  if (identity.role === wanted) return null;
  await close();
  const role = ROLE_NAMES[identity.role];
  return fail('wrong-role', `${identity.name} is commissioned as ${role}: ${consequence}.`, { role });
}

/** What differs between the two kinds of Bench, and the key that the vault owns from here on. */
type Kind = Pick<BenchStationParts, 'name' | 'mode' | 'journal' | 'intake' | 'delivery' | 'letGo'> & {
  readonly stationKey: Secret;
};

async function begin(directory: string, options: Opening, kind: Kind): Promise<BenchStationParts> {
  const { stationKey, ...parts } = kind;
  const { name, journal } = parts;
  const { dist, version, runtime, workers } = options;
  const etch = join(directory, 'etch');
  await mkdir(etch, { recursive: true, mode: 0o700 });
  return {
    ...parts,
    directory,
    version,
    runtime,
    index: await openIndex({ path: join(directory, 'index.sqlite'), journal }),
    vault: openVault({ directory: join(directory, 'vault'), station: name, stationKey, random: platformRandom }),
    outbox: createOutbox({ directory: etch }),
    pool: startPool(dist, workers, () => recordDisagreement(journal)),
    clock: systemClock,
    random: platformRandom,
  };
}
