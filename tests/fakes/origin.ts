/** An Origin on the real disk with a cheap derivation, whose random, disk and room a test bends. */
import { mkdir, mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JournalEvent } from '../../core/journal/event.ts';
import type { KeyDerivation, Random } from '../../core/base/ports.ts';
import { must, ok, type Result } from '../../core/base/result.ts';
import { CARD_SHAPE } from '../../core/card/passphrase.ts';
import type { TransferKind } from '../../core/transfer/kinds.ts';
import type { Transfer } from '../../core/transfer/transfer.ts';
import { openJournal, type JournalOptions, type OpenJournal } from '../../electron/journal/file.ts';
import { openIdentity } from '../../electron/journal/identity.ts';
import { plainIntake } from '../../electron/station/intake.ts';
import { plainDelivery } from '../../electron/station/delivery.ts';
import { createOriginBook } from '../../core/stations/origin/book.ts';
import { createOriginShift } from '../../core/stations/origin/shift.ts';
import { both, follow } from '../../electron/journal/fold.ts';
import type { BatchRequest } from '../../core/stations/origin/review.ts';
import type { OriginStationParts } from '../../electron/roles/origin/desk.ts';
import type { Departed } from '../../electron/roles/origin/export.ts';
import { startOrigin, type OriginStation } from '../../electron/roles/origin/station.ts';
import { readTransfer } from '../../electron/courier/transfer-files.ts';
import { openTrainingKey } from '../../electron/keys/station-key.ts';
import { cheapDerivation } from './derivation.ts';
import { platformRandom } from './streams.ts';

export const NAME = 'Training Origin';

export interface TestOrigin extends OriginStation {
  readonly directory: string;
  readonly journal: OpenJournal;
  events(): readonly JournalEvent[];
  /** Order, then vault or what stands in its place, into one directory: each counts as another medium here. */
  export(batch: string, directory: string): Promise<Result<readonly Departed[]>>;
  /** Makes the rest of a batch without watching. */
  make(batch: string, signal?: AbortSignal): Promise<Result<'done' | 'cancelled'>>;
}

export type Bend = Partial<
  Pick<OriginStationParts, 'random' | 'openFile' | 'room' | 'medium' | 'delivery' | 'startPool'>
> & {
  readonly derivation?: KeyDerivation;
  readonly openJournalFile?: NonNullable<JournalOptions['openFile']>;
  readonly records?: Partial<JournalOptions>;
};

export const newDirectory = (): Promise<string> => mkdtemp(join(tmpdir(), 'twofold-origin-'));

export async function tryOrigin(directory: string, bend: Bend = {}): Promise<Result<TestOrigin>> {
  const identity = must(await openIdentity(join(directory, 'identity.key')));
  const clock = { now: () => new Date().toISOString() };
  const opened = await openJournal({
    ...{ directory, station: NAME, mode: 'training', identity, clock, reserveBytes: 4096 },
    ...(bend.openJournalFile === undefined ? {} : { openFile: bend.openJournalFile }),
    ...bend.records,
  });
  const journal = must(opened);
  const stationKey = must(await openTrainingKey(directory, platformRandom));
  const [book, shift] = [createOriginBook(), createOriginShift()];
  await follow(both(book, shift), journal);
  const sealed = join(directory, 'origin');
  await mkdir(sealed, { recursive: true });
  const { derive } = bend.derivation ?? cheapDerivation();
  let sticks = 0;
  const started = await startOrigin({
    ...{
      name: NAME,
      mode: 'training',
      version: '0',
      runtime: 'test',
      directory: sealed,
      journal,
      book,
      shift,
      stationKey,
    },
    startPool: () => ({ derive, size: 2, close: async () => undefined }),
    random: platformRandom,
    intake: plainIntake(journal),
    delivery: plainDelivery({ from: NAME, journal, last: (to) => book.exportedTo(to).at(-1) ?? null }),
    medium: async () => `stick ${++sticks}`,
    room: async () => 1e12,
    letGo: () => journal.close(),
    ...bend,
  });
  if (!started.ok) {
    await journal.close();
    return started;
  }
  const station = started.value;
  const value: TestOrigin = {
    ...station,
    directory,
    journal,
    async export(batch, to) {
      const order = await station.send({ batch, to: 'press', directory: to, carrier: 'Ada' });
      if (!order.ok) return order;
      const vault = await station.send({ batch, to: 'bench', directory: to, carrier: 'Grace' });
      return vault.ok ? ok([order.value, vault.value]) : vault;
    },
    events: () => [...journal.records(0)].flat().map(({ event }) => event),
    make: (batch, signal = new AbortController().signal) =>
      station.code({ batch, dice: null, progress: () => undefined, signal }),
  };
  return { ok: true, value };
}

export const openOrigin = async (directory: string, bend: Bend = {}): Promise<TestOrigin> =>
  must(await tryOrigin(directory, bend));

export const request = (over: Partial<BatchRequest> = {}): BatchRequest => ({
  batch: 'B-1',
  count: 12,
  scheme: { prefix: 'TF-', digits: 6, check: false, order: 'sequential' },
  start: null,
  shape: CARD_SHAPE,
  lots: null,
  ...over,
});

/** The transfers in a directory, read by the readers of other stations. */
export async function readOut<K extends TransferKind>(directory: string, kind: K): Promise<Transfer<K>> {
  const names = (await readdir(directory)).filter((name) => name.startsWith(`${kind}-`)).sort();
  return must(await readTransfer({ kind, path: join(directory, names.at(-1) ?? 'none') }));
}

/** Every file below, as latin1 text. */
export async function allText(directory: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const entry of await readdir(directory, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) found.set(path, (await readFile(path)).toString('latin1'));
  }
  return found;
}

/** Gives each piece of a source as it is until `after` bytes are out, then what `bad` makes. */
export function turningBad(
  after: number,
  bad: (length: number) => Uint8Array,
  source: Random = platformRandom,
): Random {
  let given = 0;
  return {
    bytes(length) {
      given += length;
      return given <= after ? source.bytes(length) : bad(length);
    },
  };
}
