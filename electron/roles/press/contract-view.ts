/** What Press's window shows: the batch, what is done at the printer, and what was destroyed. No key is in any of it. */
import type { PaceView } from '../../../core/work/pace.ts';
import type { Coin } from '../../../core/coins/coins.ts';
import type { DestructionStep } from '../../../core/journal/events/press.ts';
import type { Failure } from '../../../core/base/result.ts';
import type { StickerCounts } from '../../../core/stations/press/book.ts';
import type { PressUnitState } from '../../../core/life/press-life.ts';

/** The desk as a whole; every change sends all of it. */
export interface PressDeskView {
  /** Grows with everything a person has done at the printer, so that a window knows what is news. */
  readonly turn: number;
  readonly batch: PressBatchView | null;
  /** In the order they were taken. */
  readonly batches: readonly { readonly batch: string; readonly count: number; readonly closed: boolean }[];
  /** Where the key's medium is mounted; for the person to read, not to send back. */
  readonly medium: string | null;
  /** The batch's key is in memory. */
  readonly ready: boolean;
  readonly line: LineStep;
  readonly verdict: PressVerdict | null;
  /** Why the last scan was not taken. */
  readonly notice: Failure | null;
  readonly work: PressWork | null;
}

export interface PressBatchView {
  readonly batch: string;
  readonly origin: string;
  readonly count: number;
  readonly coins: readonly Coin[];
  /** Whose address stands on the stickers. */
  readonly deposit: Coin;
  /** All 0 once the batch is closed. */
  readonly states: Readonly<Record<PressUnitState, number>>;
  readonly stickers: StickerCounts;
  readonly fingerprint: string | null;
  readonly returned: { readonly to: string; readonly count: number; readonly withdrawn: number } | null;
  /** Who began to destroy it. */
  /** The Bench that has said it has the return. */
  readonly receipt: string | null;
  readonly destroying: readonly [string, string] | null;
  readonly closed: boolean;
}

/** What is to be done at the printer now. `upper`, `lower`: layers that were read. */
export type LineStep =
  | { readonly at: 'no-batch' | 'no-keys' | 'done' | 'returned' }
  /** There is something to print, and the key is not in memory. */
  | { readonly at: 'no-key'; readonly serial: string }
  | { readonly at: 'print'; readonly serial: string }
  | { readonly at: 'printing'; readonly serial: string; readonly sticker: string }
  | OnTheTable<'scan'>
  /** Nobody knows by software whether it came out. */
  | (OnTheTable<'doubt'> & { readonly reason: string })
  /** A spoilt sticker waits for its destruction to be confirmed. */
  | { readonly at: 'destroy'; readonly serial: string; readonly sticker: string; readonly reason: string };

interface OnTheTable<A extends string> {
  readonly at: A;
  readonly serial: string;
  readonly sticker: string;
  readonly upper: boolean;
  readonly lower: boolean;
}

export interface PressVerdict {
  readonly outcome: 'PROVEN' | 'REFUSED';
  readonly serial: string | null;
  readonly sticker: string | null;
  readonly reason: Failure | null;
  readonly at: string;
}

export type PressWork =
  { readonly what: 'taking' | 'returning' | 'destroying' } | ({ readonly what: 'making' } & PaceView);

export interface PressUnitRow {
  readonly serial: string;
  readonly state: PressUnitState;
  readonly sticker: string | null;
  readonly address: string | null;
  readonly reason: string | null;
}

export interface PressUnitsPage {
  readonly total: number;
  readonly rows: readonly PressUnitRow[];
}

/** Something that destruction will take away. */
export interface Doomed {
  readonly what: DestructionStep;
  readonly name: string;
  /** null: it is not there. The printer has no size. */
  readonly bytes: number | null;
}

/** The signed certificate, as it stands in its file. */
export interface CertificateView {
  readonly batch: string;
  readonly station: string;
  readonly at: string;
  readonly firstSerial: string;
  readonly lastSerial: string;
  readonly units: number;
  readonly withdrawn: number;
  readonly returned: number;
  readonly counted: number;
  readonly stickers: StickerCounts;
  readonly keyFingerprint: string | null;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
  readonly steps: readonly { readonly step: DestructionStep; readonly how: string }[];
  readonly people: readonly string[];
  /** SHA-256 of the signed text. */
  readonly digest: string;
  /** Of the signed text, for the person to read. */
  readonly path: string;
}
