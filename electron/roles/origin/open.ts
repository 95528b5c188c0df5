/** Opens an Origin's directory: journal, book, keys, workers. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../../../core/base/result.ts';
import { createOriginBook } from '../../../core/stations/origin/book.ts';
import { mediumOf } from '../../files/medium-id.ts';
import { freeBytes } from '../../files/room.ts';
import { createOriginShift } from '../../../core/stations/origin/shift.ts';
import { both, follow } from '../../journal/fold.ts';
import type { OpenJournal } from '../../journal/file.ts';
import { createCourier } from '../../courier/courier.ts';
import { openTrainingKey } from '../../keys/station-key.ts';
import type { CommissionedStation } from '../../station/commissioned.ts';
import { courierDelivery, plainDelivery } from '../../station/delivery.ts';
import { courierIntake, plainIntake } from '../../station/intake.ts';
import { platformRandom } from '../../keys/platform-random.ts';
import { otherRole, recordDisagreement, startPool, systemClock, type Opening } from '../../station/platform.ts';
import type { OriginStationParts } from './desk.ts';
import { startOrigin, type OriginStation } from './station.ts';
import { noteStrayProducts } from '../../products/stray.ts';
import { openTrainingJournal } from '../../station/training-journal.ts';

const NAME = 'Training Origin';

/** Opens the training Origin in `directory`, or begins one. */
export async function openTrainingOrigin(directory: string, options: Opening): Promise<Result<OriginStation>> {
  const opened = await openTrainingJournal(directory, NAME, systemClock, options);
  if (!opened.ok) return opened;
  const journal = opened.value;
  const key = await openTrainingKey(directory, platformRandom);
  if (!key.ok) {
    await journal.close();
    return key;
  }
  const kept = await bookOf(journal);
  return begin(directory, options, {
    name: NAME,
    mode: 'training',
    journal,
    ...kept,
    stationKey: key.value,
    intake: plainIntake(journal),
    delivery: plainDelivery({ from: NAME, journal, last: (to) => kept.book.exportedTo(to).at(-1) ?? null }),
    async letGo() {
      await journal.close();
      key.value.wipe();
    },
  });
}

/** Opens an Origin that was commissioned and unlocked; it is closed here if that is refused. */
export async function openOrigin(
  directory: string,
  options: Opening,
  station: CommissionedStation,
): Promise<Result<OriginStation>> {
  const { identity, journal, vaultKey } = station;
  const refused = await otherRole(station, 'origin', 'it makes no batches');
  if (refused !== null) return refused;
  const courier = createCourier({ ...station, self: identity });
  return begin(directory, options, {
    name: identity.name,
    mode: identity.mode,
    journal,
    ...(await bookOf(journal)),
    stationKey: vaultKey,
    intake: courierIntake(courier),
    delivery: courierDelivery(courier, station.book),
    letGo: station.close,
  });
}

/** The book and the shift, from one reading of the journal. */
async function bookOf(journal: OpenJournal): Promise<Pick<OriginStationParts, 'book' | 'shift'>> {
  const [book, shift] = [createOriginBook(), createOriginShift()];
  await follow(both(book, shift), journal);
  return { book, shift };
}

async function begin(
  directory: string,
  { dist, version, runtime, workers }: Opening,
  parts: Pick<
    OriginStationParts,
    'name' | 'mode' | 'journal' | 'book' | 'shift' | 'stationKey' | 'intake' | 'delivery' | 'letGo'
  >,
): Promise<Result<OriginStation>> {
  await noteStrayProducts(directory, parts.journal);
  const sealed = join(directory, 'origin');
  await mkdir(sealed, { recursive: true, mode: 0o700 });
  const started = await startOrigin({
    ...parts,
    version,
    runtime,
    directory: sealed,
    startPool: () => startPool(dist, workers, () => recordDisagreement(parts.journal)),
    random: platformRandom,
    medium: (at) => mediumOf(at, sealed),
    room: () => freeBytes(sealed),
  });
  if (started.ok) return started;
  await parts.letGo();
  return started;
}
