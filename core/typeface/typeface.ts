/** A typeface: which letters it has, how wide they are, what they look like. As much as a name on a label wants. */
import { outlinesIn, type Outline } from './outlines.ts';
import { TableReading } from './reading.ts';
import { tablesOf, type Inflate } from './woff2.ts';

export interface Letter {
  readonly character: string;
  /** From its start to that of the next letter; lengths are shares of the height of the type, upwards from the line. */
  readonly advance: number;
  readonly outline: Outline;
}

export interface Typeface {
  /** The letters of a text in turn; null where one of them is not in this typeface. */
  letters(text: string): readonly Letter[] | null;
}

/**
 * Reads a typeface from its file.
 *
 * @throws what is not a typeface of the form that ours has
 */
export function readTypeface(file: Uint8Array, inflate: Inflate): Typeface {
  const tables = tablesOf(file, inflate);
  const table = (tag: string): Uint8Array => {
    const bytes = tables.get(tag);
    if (bytes === undefined) throw new Error(`a typeface without ${tag}`);
    return bytes;
  };
  const [glyf, widths, glyphOf] = [table('glyf'), table('hmtx'), mapOf(table('cmap'))];
  const units = new TableReading(table('head'), 18).word();
  const measured = new TableReading(table('hhea'), 34).word();
  // Behind the last one that is said, all are as wide as that one.
  const advance = (glyph: number): number => new TableReading(widths, 4 * Math.min(glyph, measured - 1)).word() / units;
  return {
    letters(text) {
      const glyphs = Array.from(text, (character) => ({
        character,
        glyph: glyphOf(character.codePointAt(0) as number),
      }));
      if (glyphs.some(({ glyph }) => glyph === 0)) return null;
      const outlines = outlinesIn(glyf, new Set(glyphs.map(({ glyph }) => glyph)));
      const share = (outline: Outline): Outline => outline.map((contour) => contour.map((unit) => unit / units));
      return glyphs.map(({ character, glyph }) => {
        return { character, advance: advance(glyph), outline: share(outlines.get(glyph) ?? []) };
      });
    },
  };
}

const UNICODE = 3;
const BASIC_PLANE = 4;

/** Character to glyph by the table of the basic plane (OpenType, `cmap`, format 4); 0: there is none. */
function mapOf(cmap: Uint8Array): (code: number) => number {
  const head = new TableReading(cmap, 2);
  const places = Array.from({ length: head.word() }, () => ({
    platform: head.word(),
    kind: head.word(),
    at: head.long(),
  }));
  const place = places.find(
    ({ platform, at }) => platform === UNICODE && new TableReading(cmap, at).word() === BASIC_PLANE,
  );
  if (place === undefined) throw new Error('a typeface without a table of characters');
  const runs = new TableReading(cmap, place.at + 6).word() / 2;
  const column = (which: number): number => place.at + 14 + 2 * runs * which + (which > 0 ? 2 : 0);
  const word = (which: number, run: number): number => new TableReading(cmap, column(which) + 2 * run).word();
  const ends = Array.from({ length: runs }, (_, run) => word(0, run));
  return (code) => {
    const run = ends.findIndex((end) => end >= code);
    if (run < 0 || word(1, run) > code) return 0;
    const [shift, jump] = [word(2, run), word(3, run)];
    if (jump === 0) return (code + shift) & 0xffff;
    const glyph = new TableReading(cmap, column(3) + 2 * run + jump + 2 * (code - word(1, run))).word();
    return glyph === 0 ? 0 : (glyph + shift) & 0xffff;
  };
}
