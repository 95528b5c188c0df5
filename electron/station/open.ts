/**
 * Opens a station's directory: identity, journal, index, vault, outbox, workers. What the window and the command line
 * have in common; what only one of them has (devices, a screen) they add themselves.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { randomBytes } from 'node:crypto';
import type { Clock, Random } from '../../core/ports.ts';
import { ok, type Result } from '../../core/result.ts';
import { createOutbox } from '../etch/outbox.ts';
import { openIndex } from '../journal/index.ts';
import { openVault } from '../vault/seal.ts';
import { openTrainingKey } from '../vault/station-key.ts';
import { createPool, type Pool } from '../workers/pool.ts';
import type { BenchStationParts } from './station.ts';
import { openTrainingJournal } from './training-journal.ts';

export interface StationOptions {
  readonly directory: string;
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

/**
 * Opens the training station in `directory`, or begins one. Commissioning of a production station is not part of this
 * version: nothing here could be mistaken for one.
 */
export async function openTrainingStation(options: StationOptions): Promise<Result<BenchStationParts>> {
  const { directory, dist, version, runtime } = options;
  const name = 'Training Bench';
  await mkdir(join(directory, 'etch'), { recursive: true, mode: 0o700 });
  const opened = await openTrainingJournal(directory, name, systemClock);
  if (!opened.ok) return opened;
  const journal = opened.value;
  const key = await openTrainingKey(directory, platformRandom);
  if (!key.ok) {
    await journal.close();
    return key;
  }
  const onDisagreement = (): void => {
    const detail = 'the two implementations of scrypt gave different keys';
    journal
      .append([
        { kind: 'key-derivation-disagreed', job: 'scrypt' },
        { kind: 'incident', reason: 'derivation-disagreed', serial: null, detail },
      ])
      .catch(() => undefined);
  };
  return ok({
    name,
    mode: 'training',
    directory,
    version,
    runtime,
    journal,
    index: await openIndex({ path: join(directory, 'index.sqlite'), journal }),
    vault: openVault({
      directory: join(directory, 'vault'),
      station: name,
      stationKey: key.value,
      random: platformRandom,
    }),
    outbox: createOutbox({ directory: join(directory, 'etch') }),
    pool: startPool(dist, options.workers, onDisagreement),
    clock: systemClock,
    random: platformRandom,
  });
}
