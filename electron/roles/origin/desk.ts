/** What all that an Origin does has in common: its parts, its keys, and what refuses it before it begins. */
import type { Mode } from '../../../core/journal/event.ts';
import type { Random } from '../../../core/base/ports.ts';
import type { DiceRolls } from '../../../core/random/dice.ts';
import type { HealthyRandom, RandomFault } from '../../../core/random/healthy.ts';
import { failIn, ok, type Failed, type Result } from '../../../core/base/result.ts';
import type { Secret } from '../../../core/base/secret.ts';
import type { OriginBatch, OriginBook } from '../../../core/stations/origin/book.ts';
import type { OriginShift } from '../../../core/stations/origin/shift.ts';
import type { CodingView } from '../../../core/stations/origin/origin.ts';
import type { SerialRange, Serials } from '../../../core/card/serial-scheme.ts';
import { shortageFor, type RoomPorts } from '../../files/room.ts';
import type { OpenJournal } from '../../journal/file.ts';
import type { OriginKeys } from '../../keys/origin-keys.ts';
import type { UnitHandle } from '../../vault/unit-appender.ts';
import type { UnitStore } from '../../vault/unit-store.ts';
import type { Pool } from '../../workers/pool.ts';
import type { Delivery } from '../../station/delivery.ts';
import type { Intake } from '../../station/intake.ts';

const fail = failIn('origin');

export interface OriginStationParts {
  readonly name: string;
  readonly mode: Mode;
  readonly version: string;
  readonly runtime: string;
  /** The station's own directory, which exists; what is sealed lies in it. */
  readonly directory: string;
  readonly journal: OpenJournal;
  /** Folded from all of `journal`, and following it. */
  readonly book: OriginBook;
  /** What was made and sent; follows `journal`. */
  readonly shift: Omit<OriginShift, 'apply'>;
  /** Seals the keys of batches; lent. */
  readonly stationKey: Secret;
  /** Starts workers for one batch, which are let go of after it. */
  readonly startPool: () => Pick<Pool, 'derive' | 'size' | 'close'>;
  /** The platform's generator; tested here. */
  readonly random: Random;
  readonly delivery: Delivery;
  readonly intake: Intake;
  /** What tells the medium that a directory lies on from any other. Throws what the disk answers. */
  readonly medium: (directory: string) => Promise<string>;
  /** Bytes free on the station's disk. */
  readonly room: () => Promise<number>;
  /** Closes the journal and wipes the station's key, once. */
  readonly letGo: () => Promise<void>;
  /** Stands in for `open` where a test needs a bad disk. */
  readonly openFile?: (path: string, flags: number, mode: number) => Promise<UnitHandle>;
}

export interface CodingRequest {
  readonly batch: string;
  readonly dice: DiceRolls | null;
  readonly progress: (view: CodingView) => void;
  readonly signal: AbortSignal;
}

export interface OriginDesk {
  readonly parts: OriginStationParts;
  readonly store: UnitStore;
  readonly keys: OriginKeys;
  /** What is drawn here comes from this alone. */
  readonly random: HealthyRandom;
  serialsOf(range: SerialRange): Serials;
}

/** What is written of one unit in its sealed file and the journal; bytes, on the safe side. */
const UNIT_ROOM = 1024;

/** A batch is not begun on a disk that could not hold it to its end. */
export async function noRoom(parts: RoomPorts, batch: string, units: number): Promise<Failed<'disk-full'> | null> {
  const short = await shortageFor(units, UNIT_ROOM, parts);
  if (short === null) return null;
  const { words, needed, free } = short;
  return fail('disk-full', `Batch ${batch} was not begun: ${words}. Free some room first.`, { batch, needed, free });
}

/** A batch by name, whatever has become of it. */
export function knownBatch({ book }: Pick<OriginStationParts, 'book'>, name: string): Result<OriginBatch> {
  const batch = book.batch(name);
  return batch === null ? fail('unknown-batch', `There is no batch ${name} here.`, { batch: name }) : ok(batch);
}

/** A batch by name, if anything may still be done with it. */
export function findBatch({ parts }: OriginDesk, name: string): Result<OriginBatch> {
  const known = knownBatch(parts, name);
  if (!known.ok) return known;
  const batch = known.value;
  if (batch.secrets !== 'sealed') {
    return fail('batch-destroyed', `What was sealed of batch ${name} is destroyed: nothing is left to do.`, {
      batch: name,
    });
  }
  if (batch.voided === null) return ok(batch);
  return fail('batch-void', `Batch ${name} is void (${batch.voided}): nothing of it may be used.`, { batch: name });
}

/** On record and in one sentence: no batch may use this generator any more. */
export const randomFailed = (fault: RandomFault): Failed<'random-failed'> =>
  fail(
    'random-failed',
    `The random generator of this station has failed its test (${fault}). Stop work and call your supervisor.`,
    { fault },
  );
