/** Opens a Press's directory: journal, book, signer. Workers start when they are needed. */
import { createPrivateKey, sign } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result } from '../../../core/base/result.ts';
import { createScrypt } from '../../../core/scrypt/scrypt.ts';
import { createPressBook } from '../../../core/stations/press/book.ts';
import { createPressShift } from '../../../core/stations/press/shift.ts';
import { both, follow } from '../../journal/fold.ts';
import type { OpenJournal } from '../../journal/file.ts';
import { createCourier } from '../../courier/courier.ts';
import { publicBytes, type Signer } from '../../keys/ed25519.ts';
import { createUnitMaker } from '../../workers/unit-maker.ts';
import { startUnitWorker } from '../../workers/unit-worker.ts';
import type { CommissionedStation } from '../../station/commissioned.ts';
import { courierDelivery, plainDelivery } from '../../station/delivery.ts';
import { courierIntake, plainIntake } from '../../station/intake.ts';
import { letGoOfKeys } from '../../keys/let-go.ts';
import { platformRandom } from '../../keys/platform-random.ts';
import { otherRole, systemClock, type Opening, type StationOptions } from '../../station/platform.ts';
import { openSettings } from '../../station/settings.ts';
import { wordsOf } from '../../../resources/words/languages.ts';
import { startPress, type PressStation } from './station.ts';
import type { PressStationParts } from './parts.ts';
import { noteStrayProducts } from '../../products/stray.ts';
import { identityPath, openTrainingJournal } from '../../station/training-journal.ts';
import { readPlain } from '../../files/plain.ts';

const NAME = 'Training Press';

/** Opens the training Press in `directory`, or begins one. It takes unsigned orders, of training alone. */
export async function openTrainingPress(options: StationOptions): Promise<Result<PressStation>> {
  const { directory, ...opening } = options;
  const opened = await openTrainingJournal(directory, NAME, systemClock, options);
  if (!opened.ok) return opened;
  const journal = opened.value;
  const kept = await bookOf(journal);
  const last = (to: string) => kept.book.returns().findLast((one) => one.to === to) ?? null;
  return begin(directory, opening, {
    name: NAME,
    mode: 'training',
    journal,
    ...kept,
    signer: await signerOf(identityPath(directory)),
    intake: plainIntake(journal),
    delivery: plainDelivery({ from: NAME, journal, last }),
    letGo: () => journal.close(),
  });
}

/** Opens a Press that was commissioned and unlocked; it is closed here if that is refused. */
export async function openPress(
  directory: string,
  options: Opening,
  station: CommissionedStation,
): Promise<Result<PressStation>> {
  const { identity, journal, signer } = station;
  const refused = await otherRole(station, 'press', 'it makes no keys and prints no stickers');
  if (refused !== null) return refused;
  const courier = createCourier({ ...station, self: identity });
  return begin(directory, options, {
    name: identity.name,
    mode: identity.mode,
    journal,
    ...(await bookOf(journal)),
    signer,
    intake: courierIntake(courier),
    delivery: courierDelivery(courier, station.book),
    letGo: station.close,
  });
}

type Kind = Pick<
  PressStationParts,
  'name' | 'mode' | 'journal' | 'book' | 'shift' | 'signer' | 'intake' | 'delivery' | 'letGo'
>;

/** The book and the shift, from one reading of the journal. */
async function bookOf(journal: OpenJournal): Promise<Pick<PressStationParts, 'book' | 'shift'>> {
  const [book, shift] = [createPressBook(), createPressShift()];
  await follow(both(book, shift), journal);
  return { book, shift };
}

async function begin(directory: string, options: Opening, kind: Kind): Promise<Result<PressStation>> {
  await noteStrayProducts(directory, kind.journal);
  const { dist, version, runtime, workers } = options;
  await mkdir(join(directory, 'press'), { recursive: true, mode: 0o700 });
  // Proves itself at the first unit, because many commands have none.
  let scrypt: ReturnType<typeof createScrypt> | undefined;
  const station = await startPress({
    ...kind,
    version,
    runtime,
    directory,
    derivation: { derive: async (job) => (await (scrypt ??= createScrypt())).derive(job) },
    crew: () =>
      createUnitMaker({
        spawn: () => startUnitWorker(join(dist, 'worker.cjs')),
        ...(workers === undefined ? {} : { size: workers }),
      }),
    words: async () => wordsOf((await openSettings(directory)).value.language),
    clock: systemClock,
    random: platformRandom,
    letGoOfKeys,
  });
  return ok(station);
}

/** The key of the journal's checkpoints signs the certificate as well. */
async function signerOf(path: string): Promise<Signer> {
  const key = createPrivateKey(await readPlain(path));
  return { publicKey: publicBytes(key), sign: (message) => new Uint8Array(sign(null, message, key)) };
}
