/** What Press's recipes ask of the world. There is no passphrase in any of it. */
import type { ConfirmationCode, IntermediateCode } from '../../bip38/layout.ts';
import type { Coin } from '../../coins/coins.ts';
import type { JournalEvent } from '../../journal/event.ts';
import type { Journal } from '../../journal/journal.ts';
import type { Failure, Result } from '../../base/result.ts';
import type { Secret } from '../../base/secret.ts';
import type { ProductRef } from '../../product/product.ts';
import type { StickerLayout } from '../../sticker/layout.ts';
import type { UncheckedUnits } from '../../transfer/kinds.ts';
import type { Transfer } from '../../transfer/transfer.ts';
import type { PressBook } from './book.ts';

/** The journal and what is folded from it: when an append has resolved, the book knows. */
export interface PressRecords {
  readonly journal: Journal;
  readonly book: Omit<PressBook, 'apply'>;
}

/** The codes of a batch, as the order brought them. */
export interface Codes {
  code(serial: string): IntermediateCode;
}

/** A batch's sealed seeds, and its key in memory. */
export interface SealedSeeds {
  has(serial: string): boolean;
  /** Sealed and on disk when this resolves. A unit that has a seed keeps it: none is ever replaced. */
  put(seeds: ReadonlyMap<string, Secret>): Promise<Result<null>>;
  /** The caller wipes it. */
  seed(serial: string): Result<Secret>;
}

/** What follows from a code and a seed, as far as it may be kept in clear. */
export interface MadeUnit {
  readonly confirmation: ConfirmationCode;
  /** Compressed, hex. */
  readonly publicKey: string;
  /** Of the coin that was asked for. */
  readonly address: string;
}

/** Makes units of codes and seeds, several at once: on workers, because it takes a core some milliseconds each. */
export interface UnitMaker {
  /** How many to ask for at once. */
  readonly width: number;
  make(code: IntermediateCode, seed: Secret, coin: Coin): Promise<MadeUnit>;
}

/** `unsent`: the printer took nothing of it. `void`: it may or may not have come out. */
export type StickerFailure = Failure<'unsent' | 'void'>;

export interface StickerPrinter {
  /** Why nothing can be printed now; asked before anything is on record. */
  readonly trouble: Failure | null;
  /** Prints one sticker, once; says how far it is proven that it came out. */
  print(layout: StickerLayout): Promise<Result<string, StickerFailure['kind']>>;
}

/** An order, read and vouched for: by a signature, or by nothing but training. */
export interface IncomingOrder {
  readonly order: Transfer<'order'>;
  /** The newest record of this station that its sender knew of, as a length of its journal; 0: of none. */
  readonly heard: number;
  /** Puts on record that it is taken, together with `also`: all or nothing. */
  accept(also: readonly JournalEvent[]): Promise<Result<unknown>>;
}

/** Writes the return, reads it back and compares. */
export type GiveReturn = (
  batch: string,
  units: readonly UncheckedUnits['return'][],
  /** What its cards are of, and for which bench where several may take it. */
  about: { readonly product?: ProductRef | undefined; readonly to?: string | undefined },
) => Promise<Result<GivenReturn>>;

export interface GivenReturn {
  readonly file: string;
  readonly to: string;
  readonly sequence: number;
  readonly digest: string;
}

/** Keeps the codes of an order on disk until its batch is destroyed. */
export interface CodeStore {
  keep(order: Transfer<'order'>): Promise<Result<null>>;
}
