/**
 * A passphrase drawn for the eyes of people who have signed for it, in the font it is etched in. It is lines, not text:
 * the window can show it, and nothing there can select, copy, search or read it aloud.
 */
import { ADVANCE, CAP, glyph, GLYPH_WIDTH } from './font.ts';

/** What is seen of a passphrase, and as secret. Units of the font's grid, origin top left, y down. */
export interface Unmasked {
  readonly width: number;
  readonly height: number;
  /** SVG path data, of lines. */
  readonly path: string;
}

const HYPHEN = 0x2d;
/** Symbols of a row, hyphens included: a card's usual passphrase stands in one. */
const ROW = 24;
const LEADING = 2 * CAP;

/** @param text ASCII, borrowed. Rows end behind hyphens. @throws RangeError for a symbol that the font does not have. */
export function drawUnmasked(text: Uint8Array): Unmasked {
  let path = '';
  let row = 0;
  let column = 0;
  let widest = 0;
  for (const [at, code] of text.entries()) {
    const lines = glyph(code);
    if (lines === undefined) throw new RangeError('"text" expected symbols of the font');
    for (const line of lines) path += drawn(line, column * ADVANCE, row * LEADING);
    widest = Math.max(widest, ++column);
    if (code === HYPHEN && column + groupAfter(text, at) > ROW) [row, column] = [row + 1, 0];
  }
  return { width: Math.max(0, widest - 1) * ADVANCE + GLYPH_WIDTH, height: row * LEADING + CAP, path };
}

/** Length of the group behind a hyphen, with the hyphen that ends it. */
function groupAfter(text: Uint8Array, hyphen: number): number {
  const end = text.indexOf(HYPHEN, hyphen + 1);
  return (end === -1 ? text.length : end + 1) - hyphen - 1;
}

function drawn(line: readonly number[], left: number, top: number): string {
  let path = '';
  for (let i = 0; i < line.length; i += 2) {
    path += `${i === 0 ? 'M' : 'L'}${round(left + (line[i] as number))} ${round(top + (line[i + 1] as number))}`;
  }
  return path;
}

const round = (value: number): number => Math.round(value * 100) / 100;
