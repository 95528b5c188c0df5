/** The file of a batch's units, open to go on with: what stands behind the records is taken in or cut off. */
import type { FileHandle } from 'node:fs/promises';
import type { Random } from '../../core/base/ports.ts';
import { ok, type Failed } from '../../core/base/result.ts';
import type { Secret } from '../../core/base/secret.ts';
import type { CodedGroup, OriginBatch } from '../../core/stations/origin/book.ts';
import { groupSize, type CodedUnit, type SealedUnits } from '../../core/stations/origin/origin.ts';
import { diskFault } from '../files/fault.ts';
import { writeUnitLine, type UnitLine, type UnitSeal } from './unit-line.ts';
import { headingOf, macOfLines, readUnits, type ReadUnits } from './unit-reader.ts';

/** What the store needs of an open file: enough to stand in for one that is full or broken. */
export type UnitHandle = Pick<FileHandle, 'read' | 'write' | 'datasync' | 'truncate' | 'stat' | 'close'>;

/** Whether a line that is not on record is good in its place. */
export type Adopts = (line: UnitLine, place: number, sealing: UnitSeal) => boolean;

/** A batch's file, open to go on with it. */
export interface OpenUnits extends SealedUnits {
  /** Units found sealed behind those on record, now to be recorded as they are. */
  readonly adopted: readonly CodedGroup[];
  /** Bytes of a torn end that were cut off. */
  readonly cut: number;
  close(): Promise<void>;
}

export interface AppendOptions {
  /** Owned from when it is open. */
  readonly file: UnitHandle;
  readonly path: string;
  readonly batch: OriginBatch;
  /** Owned from when it is open. */
  readonly sealing: UnitSeal;
  readonly adopts: Adopts;
  readonly station: string;
  /** For the MACs; lent. */
  readonly records: Secret;
  readonly random: Random;
}

/** @throws UnitsDamaged where the file is not as the records say; and the system's error */
export async function openToAppend(options: AppendOptions): Promise<OpenUnits> {
  const { file, path, batch, sealing, records, random } = options;
  const { tail, end } = await readBehind(options);
  const { size } = await file.stat();
  if (size > end) await file.truncate(end);
  await file.datasync();
  const groups = inGroups(tail, groupSize(batch.count));
  let length = end;
  let place = batch.coded + tail.length;
  let broken: Failed<'disk'> | null = null;

  return {
    adopted: groups.map((group) => groupOf(records, batch.batch, group)),
    cut: size - end,

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
        broken = diskFault(path, cause);
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

/** The good units behind the records, and where the last good line ends. */
async function readBehind({ file, batch, sealing, adopts, station, records }: AppendOptions) {
  let end = headingOf(station, batch.batch).length;
  const tail: ReadUnits[] = [];
  for await (const read of readUnits(file, { station, batch: batch.batch, groups: batch.groups, key: records })) {
    if (!read.onRecord) {
      const line = read.units[0] as UnitLine;
      if (read.from >= batch.count || !adopts(line, read.from, sealing)) break;
      tail.push(read);
    }
    end = read.end;
  }
  return { tail, end };
}

function groupOf(records: Secret, batch: string, group: readonly ReadUnits[]): CodedGroup {
  const from = group[0]?.from ?? 0;
  const serials = group.map(({ units }) => units[0]?.serial ?? '');
  const mac = macOfLines(records, batch, from, group.map(({ text }) => text).join(''));
  return { from, count: group.length, first: serials[0] ?? '', last: serials.at(-1) ?? '', mac };
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
