/** What every training station stands on: an identity that lies in clear beside its journal. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../core/ports.ts';
import type { Result } from '../../core/result.ts';
import { openJournal, type OpenJournal } from '../journal/file.ts';
import { openIdentity } from '../journal/identity.ts';

export const identityPath = (directory: string): string => join(directory, 'identity.key');

/** Opens the journal of the training station in `directory`, or begins both. */
export async function openTrainingJournal(
  directory: string,
  station: string,
  clock: Clock,
): Promise<Result<OpenJournal>> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const identity = await openIdentity(identityPath(directory));
  if (!identity.ok) return identity;
  return openJournal({ directory, station, mode: 'training', identity: identity.value, clock });
}
