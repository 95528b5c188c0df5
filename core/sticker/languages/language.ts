/** What a printer language is to everything else: what it can draw, how a label is written in it, what its ink is. */
import type { Canvas } from '../canvas.ts';
import type { Label } from '../parts.ts';

/** One whole label, as it goes over the line. Made only by a language's `write`. */
export type Commands = string & { readonly __brand: 'Commands' };

export interface LabelLanguage {
  /** Dots of the largest module of a code. */
  readonly largestModule: number;
  /** The largest letter, in dots, that is no larger than so many dots. */
  letter(most: number, dpmm: number): number;
  /** The smallest letter there is, in dots. */
  leastLetter(dpmm: number): number;
  write(label: Label): Commands;
  /** Puts the ink on the canvas that a printer would put on the label. What is not written by `write` leaves none. */
  draw(commands: string, dpmm: number, canvas: Canvas): void;
}
