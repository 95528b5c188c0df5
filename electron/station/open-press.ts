/** Opens a Press's directory: journal, book, signer. Workers start when they are needed. */
import { createPrivateKey, sign } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ok, type Result } from '../../core/result.ts';
import { createScrypt } from '../../core/scrypt/scrypt.ts';
import { createPressBook, type PressBook } from '../../core/stations/press-book.ts';
import type { IncomingOrder } from '../../core/stations/press-ports.ts';
import type { OpenJournal } from '../journal/file.ts';
import { publicBytes, type Signer } from '../vault/ed25519.ts';
import { readTransfer } from '../vault/files.ts';
import { createUnitMaker } from '../workers/unit-maker.ts';
import { plainDelivery } from './delivery.ts';
import { platformRandom, systemClock, type StationOptions } from './open.ts';
import { startPress, type PressStation } from './press.ts';
import { identityPath, openTrainingJournal } from './training-journal.ts';

const NAME = 'Training Press';

/** Opens the training Press in `directory`, or begins one. */
export async function openTrainingPress(options: StationOptions): Promise<Result<PressStation>> {
  const { directory, dist, version, runtime, workers } = options;
  await mkdir(join(directory, 'press'), { recursive: true, mode: 0o700 });
  const opened = await openTrainingJournal(directory, NAME, systemClock);
  if (!opened.ok) return opened;
  const journal = opened.value;
  const book = followPressBook(journal);
  // Proves itself at the first unit, because many commands have none.
  let scrypt: ReturnType<typeof createScrypt> | undefined;
  const station = await startPress({
    name: NAME,
    mode: 'training',
    version,
    runtime,
    directory,
    journal,
    book,
    signer: await signerOf(identityPath(directory)),
    derivation: { derive: async (job) => (await (scrypt ??= createScrypt())).derive(job) },
    crew: () =>
      createUnitMaker({
        spawn: () => new Worker(join(dist, 'worker.cjs')),
        ...(workers === undefined ? {} : { size: workers }),
      }),
    clock: systemClock,
    random: platformRandom,
    readOrder: (path) => readUnsigned(path, journal),
    delivery: plainDelivery({
      from: NAME,
      journal,
      last: (to) => book.returns().findLast((one) => one.to === to) ?? null,
    }),
  });
  return ok(station);
}

/** Folds all that is on record and keeps up with it from then on. */
export function followPressBook(journal: Pick<OpenJournal, 'records' | 'follow'>): PressBook {
  const book = createPressBook();
  for (const group of journal.records(0)) for (const { event } of group) book.apply(event);
  journal.follow((records) => {
    for (const { event } of records) book.apply(event);
  });
  return book;
}

/** Nobody vouches for it: readers take such files in training alone. */
async function readUnsigned(path: string, journal: OpenJournal): Promise<Result<IncomingOrder>> {
  const read = await readTransfer({ kind: 'order', path });
  if (!read.ok) return read;
  return ok({ order: read.value, accept: async (also) => ok(await journal.append(also)) });
}

/** The key of the journal's checkpoints signs the certificate as well. */
async function signerOf(path: string): Promise<Signer> {
  const key = createPrivateKey(await readFile(path));
  return { publicKey: publicBytes(key), sign: (message) => new Uint8Array(sign(null, message, key)) };
}
