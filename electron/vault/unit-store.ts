/**
 * What an Origin has made, sealed at rest. A batch is two files: `<batch>.key` (its key, sealed under the station's)
 * and `<batch>.units`, one sealed line a unit, appended as they are made. Bounded memory, whatever the batch.
 */
import { constants } from 'node:fs';
import { basename, join } from 'node:path';
import type { Random } from '../../core/base/ports.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { Secret } from '../../core/base/secret.ts';
import type { OriginBatch } from '../../core/stations/origin/book.ts';
import { createWhole } from '../files/whole.ts';
import { destroyFile, destroyParts } from '../files/erase.ts';
import { diskFault } from '../files/fault.ts';
import { KEY_LENGTH, seal, unseal, type SealedPlace } from './envelope.ts';
import { openToAppend, type Adopts, type OpenUnits, type UnitHandle } from './unit-appender.ts';
import type { UnitLine, UnitSeal } from './unit-line.ts';
import { headingOf, readUnits, UnitsDamaged } from './unit-reader.ts';
import { openPlain, readPlain } from '../files/plain.ts';

const fail = failIn('vault');

export type UnitStoreFailure = 'vault-damaged' | 'disk';

export interface UnitStore {
  /** Opens a batch's file to append to it, or begins it; `adopts` says whether a line that is not on record is good. */
  open(batch: OriginBatch, adopts: Adopts): Promise<Result<OpenUnits, UnitStoreFailure>>;
  /** Gives every unit on record to `take`, in order and verified; `sealing` opens them, while `take` runs. */
  read(batch: OriginBatch, take: (line: UnitLine, sealing: UnitSeal) => void): Promise<Result<null, UnitStoreFailure>>;
  /** As `read`, with nothing to open them with. */
  marks(batch: OriginBatch, take: (line: UnitLine) => void): Promise<Result<null, UnitStoreFailure>>;
  /** Overwrites and removes a batch's key: what is sealed of it never opens again. Its marks stay. Can be repeated. */
  destroy(batch: string): Promise<Result<null, UnitStoreFailure>>;
}

export interface UnitStoreOptions {
  /** Exists. */
  readonly directory: string;
  readonly station: string;
  /** Lent. */
  readonly stationKey: Secret;
  /** For the MACs; lent. */
  readonly records: Secret;
  readonly random: Random;
  readonly openFile?: (path: string, flags: number, mode: number) => Promise<UnitHandle>;
}

const { O_RDWR } = constants;

export function createUnitStore(options: UnitStoreOptions): UnitStore {
  const { directory, station, stationKey, records, random, openFile = openPlain } = options;
  const unitsPath = (batch: string): string => join(directory, `${batch}.units`);
  const keyPath = (batch: string): string => join(directory, `${batch}.key`);
  const keyPlace = (batch: string): SealedPlace => ({ station, batch, serial: '', field: 'batch-key' });
  const expected = ({ batch, groups }: OriginBatch) => ({ station, batch, groups, key: records });

  async function onDisk<T>(path: string, work: () => Promise<Result<T, UnitStoreFailure>>) {
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof UnitsDamaged) return damaged(path, cause.message);
      const { code } = cause as NodeJS.ErrnoException;
      return code === 'ENOENT' ? damaged(path, 'it is gone') : diskFault(path, cause);
    }
  }

  /** Key and heading are there before the first unit; what is there already stays. */
  async function begin(batch: string): Promise<void> {
    using fresh = new Secret(random.bytes(KEY_LENGTH));
    await createWhole(directory, keyPath(batch), seal(stationKey, keyPlace(batch), fresh, random));
    await createWhole(directory, unitsPath(batch), Buffer.from(headingOf(station, batch), 'latin1'));
  }

  async function sealingOf(batch: string): Promise<UnitSeal> {
    const key = unseal(stationKey, keyPlace(batch), await readPlain(keyPath(batch)));
    if (key === null) throw new UnitsDamaged(`its key in ${keyPath(batch)}`);
    return { station, batch, key };
  }

  async function readAll(batch: OriginBatch, take: (line: UnitLine) => void): Promise<Result<null, UnitStoreFailure>> {
    const file = await openPlain(unitsPath(batch.batch));
    try {
      for await (const { units, onRecord } of readUnits(file, expected(batch))) {
        if (!onRecord) break;
        for (const line of units) take(line);
      }
      return ok(null);
    } finally {
      await file.close();
    }
  }

  return {
    open: (batch, adopts) =>
      onDisk(unitsPath(batch.batch), async () => {
        if (batch.coded === 0) await begin(batch.batch);
        const sealing = await sealingOf(batch.batch);
        try {
          const file = await openFile(unitsPath(batch.batch), O_RDWR, 0o600);
          try {
            return ok(await openToAppend({ ...options, file, path: unitsPath(batch.batch), batch, sealing, adopts }));
          } catch (cause) {
            await file.close();
            throw cause;
          }
        } catch (cause) {
          sealing.key.wipe();
          throw cause;
        }
      }),

    read: (batch, take) =>
      onDisk(unitsPath(batch.batch), async () => {
        const sealing = await sealingOf(batch.batch);
        using _key = sealing.key;
        return await readAll(batch, (line) => take(line, sealing));
      }),

    marks: (batch, take) => onDisk(unitsPath(batch.batch), () => readAll(batch, take)),

    destroy: (batch) =>
      onDisk(keyPath(batch), async () => {
        await destroyFile(directory, keyPath(batch), random);
        await destroyParts(directory, random, basename(keyPath(batch)));
        return ok(null);
      }),
  };
}

const damaged = (path: string, what: string) =>
  fail(
    'vault-damaged',
    `${path} is not as its records say: ${what}. Nothing can be made until it is restored from your backup.`,
    { path },
  );
