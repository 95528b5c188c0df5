/** A simulated printer in two halves: the body that prints, and the firmware that understands its language. */
import type { PrinterLanguage } from '../../core/sticker/languages/languages.ts';
import type { FaultSwitches } from './simulator.ts';

export interface PrinterTraits {
  readonly language: PrinterLanguage;
  readonly dpmm: number;
  /** Milliseconds from a label's last byte until it is out. */
  readonly pace: number;
  /** Old printers do not know the longer question for their status. */
  readonly detailed: boolean;
  /** Whether it counts its labels and tells. */
  readonly counts: boolean;
  /** Graphics that somebody has left in its memory. */
  readonly stored: number;
  /** Milliseconds it is deaf and dumb after a reset. */
  readonly boot: number;
}

/** What is in a printer besides its language: paper, a head, a queue. */
export interface PrinterBody {
  readonly faults: FaultSwitches;
  readonly traits: PrinterTraits;
  /** Labels it holds, the one being printed among them. */
  readonly queued: number;
  readonly printing: boolean;
  /** Labels it has ever printed. */
  readonly counted: number;
  stored: number;
  /** Whether a label that an error has spoiled is printed again by itself. */
  reprints: boolean;
  answer(text: string): void;
  accept(label: string, copies: number): void;
  clear(): void;
}

/** What a printer makes of the bytes it gets. */
export interface Firmware {
  /** The beginning of a label among what has come in. */
  readonly begins: RegExp;
  /** What it says when its line is disturbed. */
  readonly noise: string;
  /** Takes what is whole off `input`; gives back what is not yet. */
  read(input: string): string;
  /** Switched off and on. */
  restart(): void;
}
