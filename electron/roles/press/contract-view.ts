/** What Press's window shows: the batch, what is done at the printer, and what was destroyed. No key is in any of it. */
import type { Doer, WhoDid } from '../../../core/journal/who.ts';
import type { PaceView } from '../../../core/work/pace.ts';
import type { DestructionStep } from '../../../core/journal/events/press.ts';
import type { Failure } from '../../../core/base/result.ts';
import type { StickerCounts } from '../../../core/stations/press/book.ts';
import type { LineStep, PressBatchView } from '../../../core/stations/press/survey.ts';

export type { LineStep, PressBatchView, PressUnitsPage, ShipmentView } from '../../../core/stations/press/survey.ts';

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

export interface PressVerdict {
  readonly outcome: 'PROVEN' | 'APPLIED' | 'REFUSED';
  readonly serial: string | null;
  readonly sticker: string | null;
  readonly reason: Failure | null;
  readonly at: string;
}

export type PressWork =
  { readonly what: 'taking' | 'returning' | 'destroying' } | ({ readonly what: 'making' } & PaceView);

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
  /** In which record they have signed, with which roles, and whether it holds; null where it does not say. */
  readonly signatures: {
    readonly record: number;
    readonly people: readonly Doer[];
    readonly verdict: WhoDid['signatures'];
  } | null;
  /** SHA-256 of the signed text. */
  readonly digest: string;
  /** Of the signed text, for the person to read. */
  readonly path: string;
}
