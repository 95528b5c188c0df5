/** A Press without a disk: the real recipes and book over ports that can be made to fail. */
import { bytesToHex } from '@noble/hashes/utils.js';
import { generateFrom } from '../../core/bip38/generate.ts';
import { makeIntermediateCode } from '../../core/bip38/intermediate.ts';
import type { IntermediateCode } from '../../core/bip38/layout.ts';
import { passphraseFromText, type Passphrase } from '../../core/bip38/passphrase.ts';
import { addressFor, type Coin } from '../../core/coins/coins.ts';
import { encodeEvent } from '../../core/journal/chain.ts';
import type { JournalEvent } from '../../core/journal/event.ts';
import type { Journal } from '../../core/journal/journal.ts';
import { failIn, must, ok } from '../../core/base/result.ts';
import { Secret } from '../../core/base/secret.ts';
import { createQueue } from '../../core/work/queue.ts';
import { createPressBook, type PressBatch, type PressBook } from '../../core/stations/press/book.ts';
import { takeOrder } from '../../core/stations/press/order.ts';
import type { Codes, SealedSeeds, StickerPrinter, UnitMaker } from '../../core/stations/press/ports.ts';
import { createPress, type Press } from '../../core/stations/press/press.ts';
import { STICKER_STOCK, STICKER_STYLE, type StickerLayout, type StickerStyle } from '../../core/sticker/layout.ts';
import type { TransferUnits } from '../../core/transfer/kinds.ts';
import { NO_PREVIOUS } from '../../core/transfer/manifest.ts';
import type { Transfer } from '../../core/transfer/transfer.ts';
import { cheapDerivation } from './derivation.ts';
import { platformRandom } from './streams.ts';
import { serialOf } from './transfers.ts';

/** What a power cut is to whoever waits for an answer. */
export class PowerCut extends Error {
  override readonly name = 'PowerCut';
}

export interface MemoryJournal extends Journal {
  readonly events: JournalEvent[];
  readonly book: PressBook;
  /** Cuts the power before (or after) so many more groups are on disk. */
  cut(after: number, when: 'before' | 'after'): void;
}

/** Records in memory, folded into a book; what is asked of it must be of the schema. */
export function memoryJournal(before: readonly JournalEvent[] = []): MemoryJournal {
  const events: JournalEvent[] = [];
  const book = createPressBook();
  let left = Number.POSITIVE_INFINITY;
  let mode: 'before' | 'after' = 'before';
  const take = (event: JournalEvent): void => {
    encodeEvent(event);
    book.apply(event);
    events.push(event);
  };
  before.forEach(take);
  return {
    events,
    book,
    cut: (after, when) => ([left, mode] = [after, when]),
    async append(group) {
      left--;
      if (left < 0 && mode === 'before') throw new PowerCut();
      group.forEach(take);
      if (left < 0) throw new PowerCut();
      return group.map((_, i) => ({ seq: events.length - group.length + i, hash: '0'.repeat(64) }));
    },
  };
}

/** Seeds as a disk would have them: what `put` was asked for stays, whatever became of the caller. */
export interface MemorySeeds extends SealedSeeds {
  readonly all: Map<string, string>;
  /** How often a seed was put. */
  readonly puts: { count: number };
  cut(after: number): void;
}

export function memorySeeds(): MemorySeeds {
  const all = new Map<string, string>();
  const puts = { count: 0 };
  let left = Number.POSITIVE_INFINITY;
  return {
    all,
    puts,
    cut: (after) => (left = after),
    has: (serial) => all.has(serial),
    async put(seeds) {
      for (const [serial, seed] of seeds) {
        if (--left < 0) throw new PowerCut();
        if (all.has(serial)) throw new Error(`${serial} has a seed already`);
        puts.count++;
        all.set(serial, seed.use(bytesToHex));
      }
      return ok(null);
    },
    seed(serial) {
      const text = all.get(serial);
      if (text === undefined) return failIn('vault')('seed-missing', `${serial} has no seed.`);
      return ok(Secret.copyOf(new Uint8Array(Buffer.from(text, 'hex'))));
    },
  };
}

export const derivation = cheapDerivation();

/** Makes units where it is called, the plain way. */
export const plainMaker: UnitMaker = {
  width: 3,
  async make(code, seed, coin) {
    const made = await seed.use((bytes) => generateFrom(code, true, bytes, derivation));
    const { confirmation, publicKey } = made;
    return { confirmation, publicKey: bytesToHex(publicKey), address: addressFor(coin, publicKey) ?? '' };
  },
};

/** An order whose passphrases the test knows. */
export interface KnownOrder {
  readonly order: Transfer<'order'>;
  readonly passphrases: readonly Passphrase[];
  readonly codes: Codes;
}

export async function knownOrder(count: number, batch = 'BATCH-7', first = 1): Promise<KnownOrder> {
  const numbers = Array.from({ length: count }, (_, i) => first + i);
  const passphrases = numbers.map((n) => must(passphraseFromText(`PASS-${batch}-${n}`)));
  const units: TransferUnits['order'][] = [];
  for (const [i, n] of numbers.entries()) {
    const code = await makeIntermediateCode(passphrases[i] as Passphrase, null, platformRandom, derivation);
    units.push({ serial: serialOf(n), code });
  }
  return { order: orderOf(units, batch), passphrases, codes: codesOf(units) };
}

export const orderOf = (units: readonly TransferUnits['order'][], batch = 'BATCH-7'): Transfer<'order'> => ({
  kind: 'order',
  file: `order of ${batch}`,
  manifest: {
    batch,
    count: units.length,
    format: 'twofold-transfer',
    from: 'Training Origin',
    journal: 'ab'.repeat(32),
    kind: 'order',
    mode: 'training',
    previous: NO_PREVIOUS,
    sequence: 1,
    to: 'Training Press',
    version: 2,
  },
  units,
  digest: 'cd'.repeat(32),
});

export const codesOf = (units: readonly TransferUnits['order'][]): Codes => {
  const codes = new Map(units.map(({ serial, code }) => [serial as string, code]));
  return { code: (serial) => codes.get(serial) as IntermediateCode };
};

/** Takes an order without a file. */
export async function takeInto(
  journal: MemoryJournal,
  order: Transfer<'order'>,
  coins: readonly Coin[] = ['BTC', 'ETH'],
): Promise<PressBatch> {
  const incoming = { order, heard: 0, accept: async (also: readonly JournalEvent[]) => ok(await journal.append(also)) };
  const store = { keep: async () => ok(null) };
  const taken = await takeOrder(incoming, coins, store, { journal, book: journal.book });
  return journal.book.batch(must(taken)) as PressBatch;
}

export interface FakePrinter extends StickerPrinter {
  readonly printed: StickerLayout[];
  /** What becomes of the next sticker. */
  next: 'fine' | 'unsent' | 'void';
}

export function fakePrinter(): FakePrinter {
  const printer: FakePrinter = {
    printed: [],
    next: 'fine',
    trouble: null,
    async print(layout) {
      const { next } = printer;
      printer.next = 'fine';
      if (next === 'unsent')
        return failIn('printer')('unsent', 'The printer is out of labels.', { because: 'paper-out' });
      printer.printed.push(layout);
      return next === 'void'
        ? failIn('printer')('void', 'Nobody knows.', { because: 'ribbon-out' })
        : ok('buffer-empty');
    },
  };
  return printer;
}

/** What the codes on a sticker say. */
export const textsOf = ({ lower, upper }: StickerLayout): { readonly key: string; readonly address: string } => {
  const [key = '', address = ''] = [lower, upper].map(
    (layer) => layer.flatMap((part) => (part.kind === 'code' ? [part.text] : []))[0] ?? '',
  );
  return { key, address };
};

export function pressOver(
  journal: MemoryJournal,
  batch: PressBatch,
  codes: Codes,
  seeds: SealedSeeds,
  printer: StickerPrinter,
  style: StickerStyle = STICKER_STYLE,
): Press {
  const printing = { printer, stock: STICKER_STOCK, style };
  return createPress({
    journal,
    book: journal.book,
    batch,
    codes,
    seeds,
    printing,
    derivation,
    training: true,
    inLine: createQueue(),
  });
}
