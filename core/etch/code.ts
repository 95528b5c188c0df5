/**
 * The serial on the metal as a Data Matrix, for steps that read the card itself: hatched cells, strokes like any other
 * mark. It says what no print says, so that a scan of it is a scan of what was etched, not of the sticker.
 */
import { failIn, ok, type Result } from '../base/result.ts';
import type { Serial } from '../card/serial.ts';
import { makeMatrix } from '../sticker/matrix.ts';
import type { Layout, Rect } from './card.ts';
import type { Lettering, LetteringFailure, Stroke } from './strokes.ts';

const fail = failIn('etch');

/** What the code on the metal says, as `TF1` begins a verdict label. */
export const metalText = (serial: Serial): string => `TF2 ${serial}`;

/** Free modules all round, by the standard. */
const QUIET = 1;

/** Between emblem and serial there is room for a code on our card: 26 modules of 0.3 mm, its quiet zone among them. */
const PLACE: Rect = { x: 6, y: 15, width: 8, height: 8 };

/** The same card with the serial as a code besides. */
export const withCode = (layout: Layout): Layout => ({ ...layout, name: `${layout.name}-coded`, code: PLACE });

/** Whether a card of this layout, as records name it, bears the code. */
export const isCoded = (layout: string): boolean => /-coded\/\d+$/.test(layout);

/** Codewords that a square Data Matrix of so many modules holds (ISO/IEC 16022, table 7), as far as serials need them. */
const SQUARES = [
  [10, 3],
  [12, 5],
  [14, 8],
  [16, 12],
  [18, 18],
  [20, 22],
  [22, 30],
] as const;

/**
 * The least side of a place for the code of any serial of so many symbols, quiet zone included; millimetres. A symbol
 * takes a codeword at most.
 */
export function leastCode({ beam }: Pick<Layout, 'beam'>, symbols: number): number {
  const codewords = metalText('' as Serial).length + symbols;
  const [side] = SQUARES.find(([, holds]) => holds >= codewords) ?? [24];
  return ((side + 2 * QUIET) * Math.round(beam * 1000)) / 1000;
}

/** Draws the code into its place, which the layout must have. A module is never smaller than the beam. */
export function letterCode(layout: Layout, place: Rect, serial: Serial): Result<Lettering, LetteringFailure> {
  const grid = makeMatrix(metalText(serial));
  const beam = Math.round(layout.beam * 1000);
  const side = Math.round(Math.min(place.width, place.height) * 1000);
  const module = Math.floor(side / (grid.length + 2 * QUIET));
  if (module < beam) {
    const sentence = `The code of a serial of ${serial.length} symbols has ${grid.length} modules, which the laser cannot mark in ${place.width} mm.`;
    return fail('does-not-fit', sentence, { zone: 'code', symbols: serial.length });
  }
  const spare = Math.floor((side - grid.length * module) / 2);
  const [left, top] = [Math.round(place.x * 1000) + spare, Math.round(place.y * 1000) + spare];
  const lines = Math.ceil(module / beam);
  const strokes = grid.flatMap((row, y) =>
    runsOf(row).flatMap(({ from, to }) =>
      Array.from({ length: lines }, (_, line): Stroke => {
        const level = top + y * module + Math.round(((line + 0.5) * module) / lines);
        return Int32Array.of(left + from * module + (beam >> 1), level, left + to * module - (beam >> 1), level);
      }),
    ),
  );
  return ok({ zone: 'code', glyphs: [strokes] });
}

/** Dark modules in a row, `to` excluded. */
function runsOf(row: readonly boolean[]): readonly { readonly from: number; readonly to: number }[] {
  const runs: { from: number; to: number }[] = [];
  row.forEach((dark, at) => {
    const last = runs.at(-1);
    if (dark && last?.to === at) last.to = at + 1;
    else if (dark) runs.push({ from: at, to: at + 1 });
  });
  return runs;
}
