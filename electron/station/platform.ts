/** What every station is opened with: the platform's generator, clock and workers. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ROLE_NAMES, type Role } from '../../core/base/role.ts';
import type { Clock } from '../../core/base/ports.ts';
import type { Journal } from '../../core/journal/journal.ts';
import { failIn, type Failed } from '../../core/base/result.ts';
import type { StartApart } from '../apart/running.ts';
import type { Apart } from '../courier/apart/start.ts';
import { createPool, type Pool } from '../workers/pool.ts';
import type { CommissionedStation } from './commissioned.ts';
import type { Attend } from './training-journal.ts';

const fail = failIn('station');

export interface StationOptions extends Opening {
  readonly directory: string;
}

/** What every station is opened with, training or commissioned. */
export interface Opening {
  /** Where this bundle lies: `worker.cjs` is beside it. */
  readonly dist: string;
  readonly version: string;
  readonly runtime: string;
  /** Reads what holds secrets in a process that ends; without it, this process does. */
  readonly apart?: Apart;
  /** Starts a process for what else holds secrets; without it, this process does that. */
  readonly startApart?: StartApart;
  /** Who is at a training station that has badges, where nobody is at its window. */
  readonly attend?: Attend | undefined;
  /** Workers for key derivation; the pool's own default when absent. */
  readonly workers?: number;
}

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
