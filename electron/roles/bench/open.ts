/**
 * Opens a Bench's directory: journal, index, vault, outbox, workers. What the window and the command line have in common;
 * what only one of them has (devices, a screen) they add themselves.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import { ONE_CARD } from '../../../core/etch/tray.ts';
import type { Secret } from '../../../core/base/secret.ts';
import { createMovingOutbox } from '../../etch/outbox.ts';
import { createWays } from '../../etch/ways.ts';
import type { Connector } from '../../devices/transport.ts';
import type { LaserTarget } from '../../etch/target.ts';
import { openSettings, type SettingsStore } from '../../station/settings.ts';
import { openIndex, type Index } from '../../journal/index.ts';
import type { JobSlot } from '../../etch/names.ts';
import { changesIn } from '../../journal/changes.ts';
import { strayProducts } from '../../products/stray.ts';
import { atLaser } from './laser.ts';
import { alteredOutside } from './laser-record.ts';
import { createCourier } from '../../courier/courier.ts';
import { openVault } from '../../vault/vault.ts';
import { letGoOfKeys } from '../../keys/let-go.ts';
import { openTrainingKey } from '../../keys/station-key.ts';
import type { CommissionedStation } from '../../station/commissioned.ts';
import { courierDelivery, namesOfRole, plainDelivery } from '../../station/delivery.ts';
import { courierIntake, plainIntake } from '../../station/intake.ts';
import { platformRandom } from '../../keys/platform-random.ts';
import {
  otherRole,
  recordDisagreement,
  startPool,
  systemClock,
  type Opening,
  type StationOptions,
} from '../../station/platform.ts';
import { openTrainingJournal } from '../../station/training-journal.ts';
import type { BenchStationParts } from './parts.ts';

const fail = failIn('journal');
const CALL = 'Nothing is done here until two people have found out why.';

/** What a Bench may be opened with besides. */
export interface BenchOpening extends Opening {
  /** The settings a window changes; opened here where there is none. */
  readonly settings?: SettingsStore;
  /** Real serial ports, for a laser that is spoken to. */
  readonly serial?: Connector;
  /** Milliseconds between what people do; a run without a window has nobody who could be late. */
  readonly ticks?: () => number;
  /** What this run alone does otherwise than the settings say. */
  readonly laser?: Partial<LaserTarget>;
  /** Without a window nobody fills a tray: every card is sent for itself. */
  readonly oneByOne?: true;
}

/** Opens the training Bench in `directory`, or begins one. It takes unsigned files, of training alone. */
export async function openTrainingBench(options: BenchOpening & StationOptions): Promise<Result<BenchStationParts>> {
  const { directory, ...opening } = options;
  const name = 'Training Bench';
  const opened = await openTrainingJournal(directory, name, systemClock, opening);
  if (!opened.ok) return opened;
  const journal = opened.value;
  const key = await openTrainingKey(directory, platformRandom);
  if (!key.ok) {
    await journal.close();
    return key;
  }
  return begin(directory, opening, {
    name,
    mode: 'training',
    journal,
    stationKey: key.value,
    intake: plainIntake(journal, opening.apart),
    // Proofs alone leave a Bench, and those are read in any order.
    delivery: plainDelivery({ from: name, journal, last: () => null }),
    benches: () => null,
    signer: null,
    letGo: () => journal.close(),
  });
}

/** Opens a Bench that was commissioned and unlocked; it is closed here if that is refused. */
export async function openBench(
  directory: string,
  options: BenchOpening,
  station: CommissionedStation,
): Promise<Result<BenchStationParts>> {
  const { identity, journal, vaultKey, book } = station;
  const refused = await otherRole(station, 'bench', 'it verifies no cards');
  if (refused !== null) return refused;
  const { apart } = options;
  const courier = createCourier({ ...station, self: identity, ...(apart && { apart }) });
  return begin(directory, options, {
    name: identity.name,
    mode: identity.mode,
    journal,
    stationKey: vaultKey,
    intake: courierIntake(courier),
    delivery: courierDelivery(courier, book),
    benches: () => namesOfRole(book, 'bench'),
    signer: station.signer,
    letGo: station.close,
  });
}

/** What differs between the two kinds of Bench, and the key that the vault owns from here on. */
type Kind = Pick<
  BenchStationParts,
  'name' | 'mode' | 'journal' | 'intake' | 'delivery' | 'benches' | 'signer' | 'letGo'
> & {
  readonly stationKey: Secret;
};

async function begin(directory: string, options: BenchOpening, kind: Kind): Promise<Result<BenchStationParts>> {
  const { stationKey, ...parts } = kind;
  const { name, journal } = parts;
  const { dist, version, runtime, workers, startApart } = options;
  const own = join(directory, 'etch');
  await mkdir(own, { recursive: true, mode: 0o700 });
  const settings = options.settings ?? (await openSettings(directory));
  const laser = (): LaserTarget => {
    const { format, directory: chosen, slot, link, fixture, pens } = settings.value.laser;
    const files = options.laser?.directory !== undefined;
    const live = options.laser?.link ?? (files ? null : link);
    return {
      slot,
      fixture,
      pens,
      link: live,
      // The controller's own font draws what it is given.
      format: live === null ? (options.laser?.format ?? format) : 'txt',
      directory: options.laser?.directory ?? chosen ?? own,
    };
  };
  const index = await openIndex({ path: join(directory, 'index.sqlite'), journal });
  if (journal.stopped !== null) {
    index.close();
    stationKey.wipe();
    await parts.letGo();
    return fail(
      'index-ahead',
      `${directory}: this station had closed its index with records that its journal does not have. ${CALL}`,
      { directory },
    );
  }
  const changes = changesIn(journal);
  const altered = [...alteredOutside(settings.value, changes), ...(await strayProducts(directory, changes))];
  if (altered.length > 0) await journal.append(altered);
  const files = createMovingOutbox(
    () => laser().directory,
    () => slotOf(laser(), index),
  );
  const ways = createWays(files, laser, options.serial ?? null);
  return ok({
    ...parts,
    letGo: async () => {
      await ways.close();
      await parts.letGo();
    },
    directory,
    version,
    runtime,
    index,
    vault: openVault({
      directory: join(directory, 'vault'),
      station: name,
      stationKey,
      random: platformRandom,
      letGoOfKeys,
    }),
    laser,
    tray: () => (options.oneByOne === true ? ONE_CARD : settings.value.tray),
    reading: () => settings.value.reading,
    shift: () => settings.value.shift,
    outbox: ways.outbox,
    checking: startApart === undefined ? null : { dist, start: () => startApart(join(dist, 'checking.cjs')) },
    pool: startPool(dist, workers, () => recordDisagreement(journal)),
    clock: systemClock,
    ticks: options.ticks ?? (() => 0),
    random: platformRandom,
  });
}

/** The one name of all jobs, and which job has it: one that lies with the laser and is not answered for. */
export function slotOf(
  { slot }: Pick<LaserTarget, 'slot'>,
  index: Pick<Index, 'batches' | 'serials' | 'unit'>,
): JobSlot | null {
  if (slot === null) return null;
  return { name: slot, holder: () => atLaser(index)[0]?.job ?? null };
}
