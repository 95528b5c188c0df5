/**
 * A Press at work: core's recipes over files, workers and devices. The command line stands on this, as a window will.
 */
import { openBatches } from './open-batches.ts';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { outdated } from '../../../core/journal/program-age.ts';
import type { ShownRecord } from '../../../core/journal/who.ts';
import type { Coin } from '../../../core/coins/coins.ts';
import type { CancelSignal } from '../../../core/base/ports.ts';
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import { destroyBatch } from '../../../core/stations/press/destruction.ts';
import { makeKeys } from '../../../core/stations/press/keying.ts';
import type { PaceView } from '../../../core/work/pace.ts';
import { createExclusive, createQueue, type Queue } from '../../../core/work/queue.ts';
import type { PressBatch, PressBook } from '../../../core/stations/press/book.ts';
import { balance, giveReturn, type WantedReturn } from '../../../core/stations/press/closing.ts';
import { takeOrder } from '../../../core/stations/press/order.ts';
import type {
  CodeStore,
  GiveReturn,
  IncomingOrder,
  PressRecords,
  StickerPrinter,
} from '../../../core/stations/press/ports.ts';
import { createPress, interrupted, type Press } from '../../../core/stations/press/press.ts';
import type { StickerStyle } from '../../../core/sticker/layout.ts';
import type { StickerStock } from '../../../core/sticker/parts.ts';
import { coinsFor, loadedFor } from './product.ts';
import { freeBytes, shortageFor } from '../../files/room.ts';
import { checkMedium } from '../../keys/batch-key.ts';
import { keepCodes } from '../../vault/codes.ts';
import { saveCertificate, type SavedCertificate } from './certificate.ts';
import { createPressFiles, noteBesideData, type PressFiles } from './files.ts';
import { takeReceipt } from '../../station/receipt.ts';
import { returnReceiptTaken } from '../../../core/stations/press/receipt.ts';
import type { PressStationParts } from './parts.ts';
import { shipCards, type WantedShipment } from './shipments.ts';
import { createShredder } from './shredder.ts';

const fail = failIn('press');

/** The medium of a batch's key. */
export interface Medium {
  readonly directory: string;
  /** The operator insists on a directory of the station's own disk. */
  readonly together: boolean;
}

export interface AtThePrinter {
  readonly printer: StickerPrinter;
  readonly stock: StickerStock;
  readonly style: StickerStyle;
  readonly medium: Medium;
}

/** A batch at the printer; closing wipes its key from memory. */
export interface OpenPress {
  readonly press: Press;
  close(): Promise<void>;
}

export interface PressStation {
  readonly parts: PressStationParts;
  readonly book: Omit<PressBook, 'apply'>;
  take(path: string, coins: readonly Coin[]): Promise<Result<PressBatch>>;
  make(
    batch: string,
    medium: Medium,
    progress: (view: PaceView) => void,
    signal: CancelSignal,
  ): Promise<Result<number>>;
  /** @param at null for proving and vouching alone, which need no key. */
  open(batch: string, at: AtThePrinter | null): Promise<Result<OpenPress>>;
  giveReturn(
    batch: string,
    counted: number,
    directory: string,
    wanted?: WantedReturn,
  ): Promise<Result<{ file: string; count: number }>>;
  /** Cards leave in sealed packages, and Bench is told which. */
  ship(batch: string, wanted: WantedShipment, directory: string): ReturnType<typeof shipCards>;
  /** Takes in Bench's word that it has the return of a batch. */
  takeReceipt(path: string): Promise<Result<{ readonly batch: string }>>;
  /**
   * @param unreceived why nobody waits for Bench's receipt; null where it is here
   * @param printer clears its memory; null where none is connected.
   */
  destroy(
    batch: string,
    medium: Medium,
    people: readonly [string, string],
    unreceived: string | null,
    printer: (() => Promise<Result<null>>) | null,
  ): Promise<Result<SavedCertificate>>;
  close(): Promise<void>;
}

/** All that is ever written of one unit, in journal and files; bytes, on the safe side. */
const UNIT_ROOM = 4096;

/** What the deeds of a station stand on. */
interface Works {
  readonly parts: PressStationParts;
  readonly records: PressRecords;
  readonly files: PressFiles;
  readonly inLine: Queue;
}

export async function startPress(parts: PressStationParts): Promise<PressStation> {
  const { journal, book, directory, name, random } = parts;
  const records: PressRecords = { journal, book };
  const files = createPressFiles(join(directory, 'press'), name, journal, random);
  await files.clear();
  const open = book.batches().filter(({ closed }) => closed === null);
  await journal.append([
    { kind: 'station-started', version: parts.version, runtime: parts.runtime },
    ...outdated(journal.rare, parts.version),
    ...open.flatMap(({ batch }) => interrupted(batch, records)),
  ]);

  const { current, whole } = openBatches(book);
  const ready = ({ directory: medium, together }: Medium) => checkMedium(medium, directory, together);
  /** Whoever asks second finds what the first has left, not what it was about to change. */
  const inLine = createQueue();
  const works: Works = { parts, records, files, inLine };
  /** Two at once would not know of each other's seeds. */
  const making = createExclusive(() => fail('busy', 'Keys are being made. Wait until that has ended, or stop it.'));

  return {
    parts,
    book,

    take: (path, coins) => takeIn(works, path, coins),

    make: (wanted, medium, progress, signal) =>
      making.run(async () => {
        const batch = whole(wanted);
        if (!batch.ok) return batch;
        const there = await ready(medium);
        return there.ok ? makeAll(works, batch.value, medium, progress, signal) : there;
      }),

    async open(wanted, at) {
      const batch = at === null ? current(wanted) : whole(wanted);
      if (!batch.ok) return batch;
      const there = at === null ? ok(null) : await ready(at.medium);
      if (!there.ok) return there;
      const printing = await loadedFor(batch.value, at, parts.directory);
      if (!printing.ok) return printing;
      const codes = await files.codes(batch.value);
      if (!codes.ok) return codes;
      const seeds = at === null ? ok(null) : await files.seeds(batch.value, at.medium.directory);
      if (!seeds.ok) return seeds;
      const press = createPress({
        ...records,
        batch: batch.value,
        codes: codes.value,
        seeds: seeds.value,
        printing: printing.value,
        derivation: parts.derivation,
        training: parts.mode === 'training',
        inLine,
      });
      return ok({ press, close: async () => seeds.value?.close() });
    },

    giveReturn: (wanted, counted, out, share) =>
      inLine(async () => {
        const batch = whole(wanted);
        if (!batch.ok) return batch;
        const send: GiveReturn = (of, units, { to, product }) =>
          parts.delivery.send('return', { batch: of, units, product, ...(to === undefined ? {} : { to }) }, out);
        const again = parts.delivery.again === true;
        return giveReturn(batch.value, counted, send, records, () => nextTurn(), again, share);
      }),

    ship: (wanted, shipment, out) =>
      inLine(async () => {
        const batch = book.batch(wanted);
        if (batch === null) return fail('no-batch', 'No batch is on the desk. Take an order in, or choose a batch.');
        return shipCards(parts, batch, shipment, out);
      }),

    takeReceipt: (path) =>
      inLine(() => takeReceipt(parts.intake, 'return-receipt', path, (receipt) => returnReceiptTaken(receipt, book))),

    destroy: (wanted, medium, people, unreceived, printer) =>
      inLine(async () => {
        const batch = current(wanted);
        if (!batch.ok) return batch;
        const balanced = balance(batch.value, book);
        if (!balanced.ok) return balanced;
        const there = await ready(medium);
        if (!there.ok) return there;
        const key = files.keyPlace(wanted, medium.directory);
        const { fingerprint } = batch.value;
        const [seeds, codes] = [files.seedsPath(wanted), files.codesPath(wanted)];
        const { letGoOfKeys } = parts;
        const shredder = createShredder({ key, fingerprint, seeds, codes, printer, random, letGoOfKeys });
        const destroyed = await destroyBatch(batch.value, people, unreceived, shredder, records);
        return destroyed.ok ? certify(parts, book.batch(wanted) as PressBatch) : destroyed;
      }),

    async close() {
      await journal.append([{ kind: 'station-stopped' }]).catch(() => undefined);
      await parts.letGo();
    },
  };
}

/** Takes an order in, if there is room for all that will be written of it. */
async function takeIn(
  { parts, records, files, inLine }: Works,
  path: string,
  coins: readonly Coin[],
): Promise<Result<PressBatch>> {
  const { journal, book, directory } = parts;
  const incoming = await parts.intake.read('order', path);
  if (!incoming.ok) return incoming;
  using taking = incoming.value;
  const order = taking.transfer;
  const { units, manifest } = order;
  const short = await shortageFor(units.length, UNIT_ROOM, { journal, room: () => freeBytes(directory) });
  if (short !== null) {
    const { words, needed, free } = short;
    const { batch } = manifest;
    const sentence = `Batch ${batch} was not taken: ${words}. Free some room first.`;
    return fail('disk-full', sentence, { batch, needed, free });
  }
  const store: CodeStore = { keep: (whole) => keepCodes(files.codesPath(manifest.batch), whole) };
  const accept: IncomingOrder['accept'] = (also) => parts.intake.accept([taking], also);
  const wanted = await coinsFor(manifest.product, coins, directory);
  if (!wanted.ok) return wanted;
  const taken = await inLine(() => takeOrder({ order, heard: taking.heard, accept }, wanted.value, store, records));
  return taken.ok ? ok(book.batch(taken.value) as PressBatch) : taken;
}

async function makeAll(
  { parts, records, files, inLine }: Works,
  batch: PressBatch,
  medium: Medium,
  progress: (view: PaceView) => void,
  signal: CancelSignal,
): Promise<Result<number>> {
  const { random } = parts;
  const codes = await files.codes(batch);
  if (!codes.ok) return codes;
  await noteBesideData(parts, batch, medium);
  const keyed = await files.ensureKey(batch, medium.directory);
  if (!keyed.ok) return keyed;
  const seeds = await files.seeds(keyed.value, medium.directory);
  if (!seeds.ok) return seeds;
  const maker = parts.crew();
  try {
    await maker.ready;
    const ticks = () => performance.now();
    const ports = { ...records, codes: codes.value, seeds: seeds.value, maker, random, ticks, progress, inLine };
    return await makeKeys(batch, ports, signal);
  } finally {
    await maker.close();
    await seeds.value.close();
  }
}

/** The record in which two people have signed for the destruction of a batch. */
function orderedBy(journal: PressStationParts['journal'], batch: string): ShownRecord | null {
  const begun = journal.rare.findLast(({ event }) => event.kind === 'destruction-begun' && event.batch === batch);
  if (begun === undefined) return null;
  for (const group of journal.records(begun.seq)) return journal.shown(group.slice(0, 1))[0] ?? null;
  return null;
}

/** Writes and signs the certificate, and closes the batch. */
async function certify(parts: PressStationParts, batch: PressBatch): Promise<Result<SavedCertificate>> {
  const { journal, book, directory, name } = parts;
  const { printed, proven, destroyed } = book.stickers(batch.batch);
  const { withdrawn } = book.counts(batch.batch);
  const facts = {
    station: name,
    mode: parts.mode,
    version: parts.version,
    at: parts.clock.now(),
    batch,
    stickers: { printed, proven, destroyed },
    withdrawn,
    ordered: orderedBy(journal, batch.batch),
    journal: journal.head,
  };
  const saved = await saveCertificate(join(directory, 'certificates'), await parts.words(), facts, parts.signer);
  if (!saved.ok) return saved;
  const certificate = saved.value.digest;
  await journal.append([
    { kind: 'press-batch-closed', batch: batch.batch, printed, proven, destroyed, withdrawn, certificate },
  ]);
  return saved;
}
