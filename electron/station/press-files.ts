/** Where a batch's files at Press lie, and how they are opened. */
import { join } from 'node:path';
import type { Random } from '../../core/ports.ts';
import type { Result } from '../../core/result.ts';
import type { PressBatch } from '../../core/stations/press-book.ts';
import type { Codes } from '../../core/stations/press-ports.ts';
import type { Journal } from '../../core/ports.ts';
import { fingerprintOf, makeBatchKey, openBatchKey, type KeyPlace } from '../vault/batch-key.ts';
import { openCodes } from '../vault/codes.ts';
import { openSeeds, type SeedFile } from '../vault/seeds.ts';

export interface PressFiles {
  /** Of this batch's key, on the medium in `medium`. */
  keyPlace(batch: string, medium: string): KeyPlace;
  codesPath(batch: string): string;
  seedsPath(batch: string): string;
  codes(batch: PressBatch): Promise<Result<Codes>>;
  /** Opens key and seeds; makes the key the first time, and says so on record. */
  seeds(batch: PressBatch, medium: string): Promise<Result<SeedFile>>;
}

export function createPressFiles(directory: string, station: string, journal: Journal, random: Random): PressFiles {
  const keyPlace = (batch: string, medium: string): KeyPlace => ({ directory: medium, station, batch });
  const seedsPath = (batch: string): string => join(directory, `${batch}.seeds`);
  const codesPath = (batch: string): string => join(directory, `${batch}.order`);
  return {
    keyPlace,
    seedsPath,
    codesPath,
    codes: ({ batch, taken }) => openCodes(codesPath(batch), taken.order),
    async seeds({ batch, fingerprint }, medium) {
      const place = keyPlace(batch, medium);
      const key = fingerprint === null ? await makeBatchKey(place, random) : await openBatchKey(place, fingerprint);
      if (!key.ok) return key;
      if (fingerprint === null) {
        await journal.append([{ kind: 'batch-key-made', batch, fingerprint: fingerprintOf(key.value, place) }]);
      }
      return openSeeds({ path: seedsPath(batch), station, batch, key: key.value, random });
    },
  };
}
