/** The slots in a station's file, as whoever has opened the station changes them. */
import { constants } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../core/base/ports.ts';
import { failIn, type Result } from '../../core/base/result.ts';
import { noise, overwrite } from '../files/erase.ts';
import { diskFault } from '../files/fault.ts';
import { openPlain } from '../files/plain.ts';
import { replaceWhole } from '../files/whole.ts';
import { takeLock } from '../journal/lock.ts';
import { writeSlots, type Slots, type StationSecrets } from '../keys/station-file.ts';
import { readStation, type GateFailure } from './gate.ts';
import { STATION_FILE } from './commission.ts';

const fail = failIn('gate');

export interface SlotsAt {
  readonly directory: string;
  readonly secrets: StationSecrets;
  readonly random: Random;
}

export type SlotsFailure = GateFailure | 'gate-busy';

/**
 * Writes the station's file anew, whole, under a new wrapping key; then the bytes of the file before are overwritten, so
 * that a slot that was taken away is not left lying about.
 *
 * @param change what the slots are from here on; null: as they were, and nothing is written
 */
export async function changeSlots(
  { directory, secrets, random }: SlotsAt,
  change: (slots: Slots) => Slots | null,
): Promise<Result<Slots, SlotsFailure>> {
  const path = join(directory, STATION_FILE);
  try {
    const lock = await takeLock(directory, 'station.lock');
    if (!lock.ok) {
      return fail('gate-busy', 'The passphrase of this station is being tried elsewhere. Wait until that has ended.');
    }
    try {
      const read = await readStation(directory);
      if (!read.ok) return read;
      const { identity, slots } = read.value;
      if (slots === null) throw new Error('a station file of version 1 is written anew when it is opened');
      const next = change(slots);
      if (next === null) return { ok: true, value: slots };
      const before = await openPlain(path, constants.O_RDWR);
      try {
        await replaceWhole(directory, path, writeSlots(identity, secrets, next, random));
        await overwrite(before, noise(random));
      } finally {
        await before.close();
      }
      return { ok: true, value: next };
    } finally {
      await lock.value.release();
    }
  } catch (cause) {
    return diskFault(path, cause);
  }
}
