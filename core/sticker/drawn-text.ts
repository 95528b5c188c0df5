/** Text that no printer has letters for: drawn in a typeface of ours, and printed as ink. */
import type { Letter, Typeface } from '../typeface/typeface.ts';
import { blankBitmap } from './bitmap.ts';
import { inkOutline } from './outline-ink.ts';
import type { Box, LabelPart } from './parts.ts';

/** Font 0 of a printer knows these, and no others that could be relied on. */
export const PRINTERS_OWN = /^[ -~]+$/;

/** A text as it is drawn. */
export interface Drawn {
  readonly letters: readonly Letter[];
  /** Of the same typeface; three of them stand for what is cut. */
  readonly dot: Letter;
}

/** What is drawn of a text; null where the printer has its letters, or nobody has. */
export function drawnOf(text: string, typeface: Typeface | null): Drawn | null {
  const [dot, ...letters] = (PRINTERS_OWN.test(text) ? null : typeface?.letters(`.${text}`)) ?? [];
  return dot === undefined ? null : { letters, dot };
}

/** As shares of the size of the type: from line to line, and from the top of a line to where its letters stand. */
const LINE = 1.2;
const BASE = 0.94;

/** Dots; strokes of smaller letters run together. */
export const LEAST_DRAWN = 14;

/** Letters that a line may begin with whatever stands before them. */
const ALONE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const DOTS = '...';

/** As much smaller than the most as letters may be so that all stand in one line: a name is easier to read so. */
const ONE_LINE = 0.55;

/** The largest type of which one line is so many dots high. */
export const typeIn = (height: number): number => Math.floor((height - 1) / LINE);

export interface DrawnSize {
  /** Of the type, in dots. */
  readonly most: number;
  readonly least: number;
}

/**
 * The text in the upper left of the box, as large as it allows, in as many lines as it needs; cut where it is still too
 * long in the smallest.
 */
export function drawnText({ letters, dot }: Drawn, box: Box, { most, least }: DrawnSize): LabelPart {
  const room = (size: number): number => Math.max(1, Math.floor((box.height - 1) / (LINE * size)));
  const asOne = Math.min(Math.floor(most), Math.floor(box.width / widthOf(letters)));
  let size = asOne >= ONE_LINE * most && asOne >= least ? asOne : Math.floor(most);
  let { lines, broken } = linesOf(letters, box.width / size);
  while (size > least && (broken || lines.length > room(size) || LINE * size >= box.height)) {
    size -= 1;
    ({ lines, broken } = linesOf(letters, box.width / size));
  }
  const last = room(size) - 1;
  const shown = lines.slice(0, last + 1);
  if (lines.length > shown.length) shown[last] = cut(lines[last] ?? [], dot, box.width / size);
  return draw(shown, box, size);
}

const widthOf = (letters: readonly Letter[]): number => letters.reduce((sum, { advance }) => sum + advance, 0);

/** In one line, as a share of the size of the type. */
export const widthOfDrawn = ({ letters }: Drawn): number => widthOf(letters);

/** Without the spaces at its end. */
function trimmed(letters: readonly Letter[]): readonly Letter[] {
  const end = letters.findLastIndex(({ character }) => character !== ' ');
  return letters.slice(0, end + 1);
}

/** As many of these as there is room for before three dots. */
function cut(letters: readonly Letter[], dot: Letter, width: number): readonly Letter[] {
  const kept = [...letters];
  while (kept.length > 0 && widthOf(kept) + DOTS.length * dot.advance > width) kept.pop();
  return [...trimmed(kept), dot, dot, dot];
}

/** Lines no wider than this, begun where words or signs do; where a word is longer, it is broken anywhere. */
function linesOf(
  letters: readonly Letter[],
  width: number,
): { readonly lines: readonly (readonly Letter[])[]; readonly broken: boolean } {
  const lines: (readonly Letter[])[] = [];
  let line: readonly Letter[] = [];
  let broken = false;
  const end = (): void => {
    if (trimmed(line).length > 0) lines.push(trimmed(line));
    line = [];
  };
  for (const word of wordsOf(letters)) {
    if (widthOf(trimmed([...line, ...word])) > width) end();
    for (const letter of word) {
      if (widthOf(trimmed([...line, letter])) > width) {
        broken = true;
        end();
      }
      line = [...line, letter];
    }
  }
  end();
  return { lines, broken };
}

/** What stays together, with the space behind it. */
function wordsOf(letters: readonly Letter[]): readonly (readonly Letter[])[] {
  const words: Letter[][] = [];
  for (const [i, letter] of letters.entries()) {
    const before = letters[i - 1]?.character ?? ' ';
    const begins =
      letter.character !== ' ' &&
      (' -'.includes(before) ||
        ALONE.test(letter.character) ||
        (ALONE.test(before) && /\p{L}/u.test(letter.character)));
    if (begins || words.length === 0) words.push([letter]);
    else words.at(-1)?.push(letter);
  }
  return words;
}

function draw(lines: readonly (readonly Letter[])[], box: Box, size: number): LabelPart {
  const width = Math.min(box.width, Math.ceil(size * Math.max(1, ...lines.map(widthOf))));
  const height = Math.min(box.height, 1 + Math.ceil(LINE * size * lines.length));
  const bitmap = blankBitmap(width, height);
  for (const [row, line] of lines.entries()) {
    let along = 0;
    for (const { outline, advance } of line) {
      inkOutline(bitmap, outline, Math.round(along), 1 + Math.round(size * (LINE * row + BASE)), size);
      along += advance * size;
    }
  }
  bitmap.dots.fill(0, 0, width);
  return { kind: 'drawing', box: { ...box, width, height }, dots: bitmap.dots };
}
