/**
 * What an Origin has made, sealed at rest. A batch is two files: `<batch>.key` (its key, sealed under the station's)
 * and `<batch>.units`, one sealed line a unit, appended as they are made. Bounded memory, whatever the batch.
 */
import { constants } from 'node:fs';
import { open, readFile, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Random } from '../../core/base/ports.ts';
import { failIn, ok, type Failed, type Result } from '../../core/base/result.ts';
import { Secret } from '../../core/base/secret.ts';
import type { CodedGroup, OriginBatch } from '../../core/stations/origin/book.ts';
import { groupSize, type CodedUnit, type SealedUnits } from '../../core/stations/origin/origin.ts';
import { createWhole } from '../files/whole.ts';
import { destroyFile, destroyParts } from '../files/erase.ts';
import { diskFault } from '../files/fault.ts';
import { KEY_LENGTH, seal, unseal, type SealedPlace } from './envelope.ts';
import { writeUnitLine, type UnitLine, type UnitSeal } from './unit-line.ts';
import { headingOf, macOfLines, readUnits, UnitsDamaged, type ReadUnits } from './unit-reader.ts';

const fail = failIn('vault');

/** What the store needs of an open file: enough to stand in for one that is full or broken. */
export type UnitHandle = Pick<FileHandle, 'read' | 'write' | 'datasync' | 'truncate' | 'stat' | 'close'>;

export type UnitStoreFailure = 'vault-damaged' | 'disk';

/** A batch's file, open to go on with it. */
export interface OpenUnits extends SealedUnits {
  /** Units found sealed behind those on record, now to be recorded as they are. */
  readonly adopted: readonly CodedGroup[];
  /** Bytes of a torn end that were cut off. */
  readonly cut: number;
  close(): Promise<void>;
}

export interface UnitStore {
  /** Opens a batch's file to append to it, or begins it; `adopts` says whether a line that is not on record is good. */
  open(
    batch: OriginBatch,
    adopts: (line: UnitLine, place: number, sealing: UnitSeal) => boolean,
  ): Promise<Result<OpenUnits, UnitStoreFailure>>;
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

const { O_NOFOLLOW = 0, O_RDONLY, O_RDWR } = constants;

export function createUnitStore(options: UnitStoreOptions): UnitStore {
  const { directory, station, stationKey, records, random } = options;
  const openFile = options.openFile ?? open;
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
    const key = unseal(stationKey, keyPlace(batch), await readFile(keyPath(batch)));
    if (key === null) throw new UnitsDamaged(`its key in ${keyPath(batch)}`);
    return { station, batch, key };
  }

  async function readAll(batch: OriginBatch, take: (line: UnitLine) => void): Promise<Result<null, UnitStoreFailure>> {
    const file = await open(unitsPath(batch.batch), O_RDONLY | O_NOFOLLOW);
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
          const file = await openFile(unitsPath(batch.batch), O_RDWR | O_NOFOLLOW, 0o600);
          try {
            return ok(await goOn(file, batch, sealing, adopts));
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

  async function goOn(
    file: UnitHandle,
    batch: OriginBatch,
    sealing: UnitSeal,
    adopts: (line: UnitLine, place: number, sealing: UnitSeal) => boolean,
  ): Promise<OpenUnits> {
    let length = headingOf(station, batch.batch).length;
    const tail: ReadUnits[] = [];
    for await (const read of readUnits(file, expected(batch))) {
      if (!read.onRecord) {
        const line = read.units[0] as UnitLine;
        if (read.from >= batch.count || !adopts(line, read.from, sealing)) break;
        tail.push(read);
      }
      length = read.end;
    }
    const { size } = await file.stat();
    if (size > length) await file.truncate(length);
    await file.datasync();
    const adopted = inGroups(tail, groupSize(batch.count)).map((group) => groupOf(batch.batch, group));
    let place = batch.coded + tail.length;
    let broken: Failed<'disk'> | null = null;

    return {
      adopted,
      cut: size - length,

      async append(units: readonly CodedUnit[]) {
        if (broken !== null) return broken;
        const text = units.map((unit) => writeUnitLine(sealing, unit, random)).join('');
        let syncing = false;
        try {
          await writeAll(file, Buffer.from(text, 'latin1'), length);
          syncing = true;
          await file.datasync();
        } catch (cause) {
          // After a failed fdatasync nobody knows what is on disk: the next opening looks at it.
          if (!syncing) await file.truncate(length).catch(() => undefined);
          broken = diskFault(unitsPath(batch.batch), cause);
          return broken;
        }
        const mac = macOfLines(records, batch.batch, place, text);
        length += text.length;
        place += units.length;
        return ok(mac);
      },

      async close() {
        sealing.key.wipe();
        await file.close();
      },
    };
  }

  function groupOf(batch: string, group: readonly ReadUnits[]): CodedGroup {
    const from = group[0]?.from ?? 0;
    const serials = group.map(({ units }) => units[0]?.serial ?? '');
    const mac = macOfLines(records, batch, from, group.map(({ text }) => text).join(''));
    return { from, count: group.length, first: serials[0] ?? '', last: serials.at(-1) ?? '', mac };
  }
}

function inGroups<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}

async function writeAll(file: UnitHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}

const damaged = (path: string, what: string) =>
  fail(
    'vault-damaged',
    `${path} is not as its records say: ${what}. Nothing can be made until it is restored from your backup.`,
    { path },
  );
