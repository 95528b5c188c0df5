/** What a session asks of a printer, whatever the printer is spoken to in. */
import type { Failure } from '../../core/base/result.ts';
import type { PrinterIdentity } from '../../core/sticker/languages/zpl-status.ts';
import { trouble, type PrinterTrouble } from '../../core/sticker/trouble.ts';
import type { Dialogue, Unanswered } from './dialogue.ts';
import type { WriteFailure } from './transport.ts';

/** Why nothing can be printed; all of it, most urgent first. Empty means ready. */
export type Troubles = readonly Failure<PrinterTrouble | WriteFailure>[];

export interface Look {
  readonly troubles: Troubles;
  /** Labels that the printer still holds. */
  readonly waiting: number;
}

export interface PrinterProtocol {
  /** Model and firmware, where the printer tells. */
  readonly identity: PrinterIdentity | null;
  /** Drops every label the printer still holds; nothing from before may come out on its own. */
  readonly clear: string;
  /** Takes the last label out of the memory it was drawn in; empty where nothing of it stays. */
  readonly wipe: string;
  /**
   * Whether "ready" says that the printer holds nothing. Otherwise it may not have begun, and is to be believed only
   * after it was seen to print.
   */
  readonly countsQueue: boolean;
  /** Brings the printer to a known state: nothing queued, nothing stored, no reprint, the right resolution. */
  prepare(dpmm: number): Promise<Look>;
  look(): Promise<Look>;
  /** How many labels the printer has ever printed; null where it does not count. */
  count(): Promise<number | null>;
  /** Empties queue and memory. How much the printer says it holds afterwards; null if it does not say. */
  forget(): Promise<number | null>;
}

export const looks = (troubles: Troubles, waiting = 0): Look => ({ troubles, waiting });

/** A printer that says nothing, or nothing that can be understood, is not ready. */
export const unheard = (dialogue: Dialogue, kind: Unanswered): Look => looks([dialogue.lost ?? trouble(kind)]);
