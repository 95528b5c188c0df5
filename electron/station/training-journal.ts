/** What every training station stands on: an identity that lies in clear beside its journal. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ROLES, ROLE_NAMES, type Role } from '../../core/base/role.ts';
import type { Clock } from '../../core/base/ports.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { openJournal, type OpenJournal } from '../journal/file.ts';
import type { Acceptance } from '../journal/standing.ts';
import { openIdentity } from '../journal/identity.ts';
import { diskFault } from '../files/fault.ts';
import { STATION_FILE, vacancy } from './commission.ts';
import { openPlain, readPlain } from '../files/plain.ts';

const fail = failIn('station');

export const identityPath = (directory: string): string => join(directory, 'identity.key');

/** Who is there, from the first record of this opening on. */
export type Attend = (journal: OpenJournal) => Promise<Result<null>>;

/** Opens the journal of the training station in `directory`, or begins both. */
export async function openTrainingJournal(
  directory: string,
  station: string,
  clock: Clock,
  { accept, attend }: { readonly accept?: Acceptance; readonly attend?: Attend | undefined } = {},
): Promise<Result<OpenJournal>> {
  if (existsSync(join(directory, STATION_FILE))) {
    return fail('commissioned', `${directory} holds a commissioned station: nothing of training goes there.`);
  }
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const identity = await openIdentity(identityPath(directory));
  if (!identity.ok) return identity;
  const opened = await openJournal({
    directory,
    station,
    mode: 'training',
    identity: identity.value,
    clock,
    ...(accept && { accept }),
  });
  const refused = opened.ok ? await attend?.(opened.value) : undefined;
  if (!opened.ok || refused?.ok !== false) return opened;
  await opened.value.close();
  return refused;
}

/** Begins a training station: in an empty directory, as a commissioned one is. */
export async function beginTraining(directory: string, role: Role, clock: Clock): Promise<Result<null>> {
  const taken = await vacancy(directory);
  if (taken !== null) return taken;
  try {
    const opened = await openTrainingJournal(directory, trainingName(role), clock);
    if (!opened.ok) return opened;
    await opened.value.close();
    return ok(null);
  } catch (cause) {
    return diskFault(directory, cause);
  }
}

export const trainingName = (role: Role): string => `Training ${ROLE_NAMES[role]}`;

/**
 * The role of the training station that a journal in `directory` was begun for; null if there is none. A commissioned
 * station may have any name, that of a training station among them.
 */
export async function trainingRoleOf(directory: string): Promise<Role | null> {
  if (existsSync(join(directory, STATION_FILE))) return null;
  const file = await openPlain(join(directory, 'journal.jsonl')).catch(() => null);
  if (file === null) return null;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0);
    const first = buffer.toString('latin1', 0, bytesRead).split('\n')[0] ?? '';
    return ROLES.find((role) => first.includes(`"station":"${trainingName(role)}"`)) ?? null;
  } finally {
    await file.close();
  }
}

/** Whether people sign there with the sample badges. */
export async function usesBadges(directory: string): Promise<boolean> {
  const text = await readPlain(join(directory, 'journal.jsonl')).catch(() => null);
  return text?.includes('"kind":"people-begun"') === true;
}
