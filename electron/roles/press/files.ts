/** Where a batch's files at Press lie, and how they are opened. */
import { join } from 'node:path';
import type { Random } from '../../../core/base/ports.ts';
import type { Journal } from '../../../core/journal/journal.ts';
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import type { PressBatch } from '../../../core/stations/press/book.ts';
import type { Codes } from '../../../core/stations/press/ports.ts';
import {
  checkMedium,
  closeToOthers,
  fingerprintOf,
  makeBatchKey,
  openBatchKey,
  type KeyPlace,
} from '../../keys/batch-key.ts';
import { openCodes } from '../../vault/codes.ts';
import { destroyParts } from '../../files/erase.ts';
import type { PressStationParts } from './parts.ts';
import { openSeeds, type SeedFile } from '../../vault/seeds.ts';

const fail = failIn('press');

export interface PressFiles {
  /** Destroys copies that a power cut left half written: no record knows of them, and no certificate would. */
  clear(): Promise<void>;
  /** Of this batch's key, on the medium in `medium`. */
  keyPlace(batch: string, medium: string): KeyPlace;
  codesPath(batch: string): string;
  seedsPath(batch: string): string;
  codes(batch: PressBatch): Promise<Result<Codes>>;
  /** Makes the key of a batch that has none yet, and says so on record. */
  ensureKey(batch: PressBatch, medium: string): Promise<Result<PressBatch>>;
  /** Opens key and seeds of a batch that has a key. */
  seeds(batch: PressBatch, medium: string): Promise<Result<SeedFile>>;
}

export function createPressFiles(directory: string, station: string, journal: Journal, random: Random): PressFiles {
  const keyPlace = (batch: string, medium: string): KeyPlace => ({ directory: medium, station, batch });
  const seedsPath = (batch: string): string => join(directory, `${batch}.seeds`);
  const codesPath = (batch: string): string => join(directory, `${batch}.order`);
  return {
    clear: () => destroyParts(directory, random),
    keyPlace,
    seedsPath,
    codesPath,
    codes: ({ batch, taken }) => openCodes(codesPath(batch), taken.order),
    async ensureKey(found, medium) {
      const { batch } = found;
      if (found.fingerprint !== null) return ok(found);
      const place = keyPlace(batch, medium);
      const made = await makeBatchKey(place, random);
      if (!made.ok) return made;
      using key = made.value;
      const fingerprint = fingerprintOf(key, place);
      await journal.append([{ kind: 'batch-key-made', batch, fingerprint }]);
      return ok({ ...found, fingerprint });
    },
    async seeds({ batch, fingerprint }, medium) {
      if (fingerprint === null) return fail('no-key', `Batch ${batch} has no keys yet. Make them first.`, { batch });
      const place = keyPlace(batch, medium);
      const exposed = await closeToOthers(place);
      if (!exposed.ok) return exposed;
      // Whoever could read it has the batch: that is not undone by closing it now.
      if (exposed.value) {
        await journal.append([{ kind: 'incident', reason: 'key-exposed', serial: null, detail: `batch ${batch}` }]);
      }
      const key = await openBatchKey(place, fingerprint);
      if (!key.ok) return key;
      return openSeeds({ path: seedsPath(batch), station, batch, key: key.value, random });
    },
  };
}

/**
 * Notes that the key of a batch will lie on the disk that it protects: an incident, where it is not practised with, because
 * whoever carries that disk away has the batch.
 */
export async function noteBesideData(
  { mode, directory, journal }: Pick<PressStationParts, 'mode' | 'directory' | 'journal'>,
  { batch, fingerprint }: PressBatch,
  medium: { readonly directory: string },
): Promise<void> {
  if (mode === 'training' || fingerprint !== null) return;
  const apart = await checkMedium(medium.directory, directory, false);
  if (apart.ok) return;
  await journal.append([{ kind: 'incident', reason: 'same-disk', serial: null, detail: `batch ${batch}` }]);
}
