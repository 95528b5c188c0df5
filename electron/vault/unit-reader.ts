/** Reading a file of sealed units: what is on record must be there to the byte, what follows may be a torn end. */
import { createHmac } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { canonical } from '../../core/base/canonical.ts';
import type { Secret } from '../../core/base/secret.ts';
import type { CodedGroup } from '../../core/stations/origin/book.ts';
import { chunks } from '../journal/read.ts';
import { MOST_LINE, readUnitLine, type UnitLine } from './unit-line.ts';

/** A file of sealed units is not what its records say it is. */
export class UnitsDamaged extends Error {
  override readonly name = 'UnitsDamaged';
}

const FORMAT = 'twofold-units';

/** The first line of a batch's file, with its line feed. */
export const headingOf = (station: string, batch: string): string =>
  `${canonical({ batch, format: FORMAT, station, version: 1 })}\n`;

/** The MAC (hex) of a run of lines: it binds them to their place in their batch. */
export function macOfLines(key: Secret, batch: string, from: number, lines: string): string {
  return key.use((k) => createHmac('sha256', k).update(`${batch}|${from}\n`).update(lines, 'latin1').digest('hex'));
}

export interface ReadUnits {
  /** Place of the first. */
  readonly from: number;
  readonly units: readonly UnitLine[];
  /** Their text, line feeds included. */
  readonly text: string;
  /** Where they end in the file, in bytes. */
  readonly end: number;
  readonly onRecord: boolean;
}

/** Which file it is, and what the journal says of it. */
export interface Expected {
  readonly station: string;
  readonly batch: string;
  readonly groups: readonly CodedGroup[];
  /** For the MACs. */
  readonly key: Secret;
}

/**
 * Gives every group on record, verified, and then each whole line behind them, which nobody vouches for. Ends at the
 * first of those that is torn or no unit.
 *
 * @throws UnitsDamaged if anything on record is not there as it was written.
 */
export async function* readUnits(
  file: Pick<FileHandle, 'read' | 'stat'>,
  { station, batch, groups, key }: Expected,
): AsyncGenerator<ReadUnits, void, undefined> {
  const lines = linesOf(file, (await file.stat()).size);
  const heading = headingOf(station, batch);
  const first = await lines.next();
  if (first.done === true || `${first.value}\n` !== heading) throw new UnitsDamaged('its first line');
  let end = heading.length;
  let place = 0;
  for (const { from, count, mac } of groups) {
    const texts: string[] = [];
    while (texts.length < count) {
      const next = await lines.next();
      if (next.done === true) throw new UnitsDamaged(`it ends before unit ${from + texts.length + 1}`);
      texts.push(next.value);
    }
    const text = `${texts.join('\n')}\n`;
    if (from !== place || macOfLines(key, batch, from, text) !== mac) {
      throw new UnitsDamaged(`units ${from + 1} to ${from + count}`);
    }
    const units = texts.map(readUnitLine).filter((unit) => unit !== null);
    if (units.length !== count) throw new UnitsDamaged(`units ${from + 1} to ${from + count}`);
    end += text.length;
    yield { from, units, text, end, onRecord: true };
    place += count;
  }
  for await (const line of lines) {
    const unit = readUnitLine(line);
    if (unit === null) return;
    end += line.length + 1;
    yield { from: place++, units: [unit], text: `${line}\n`, end, onRecord: false };
  }
}

/** Whole lines without their line feeds. Ends at a line that is too long, and before one that is not whole. */
async function* linesOf(file: Pick<FileHandle, 'read'>, size: number): AsyncGenerator<string, void, undefined> {
  let rest = '';
  for await (const chunk of chunks(file, 0, size)) {
    const lines = (rest + Buffer.from(chunk).toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.length > MOST_LINE) return;
      yield line;
    }
    if (rest.length > MOST_LINE) return;
  }
}
