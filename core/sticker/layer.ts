/** One layer of a sticker: the largest codes there is room for, its text, and what stands around them. In dots. */
import { heightToFit } from './lettering.ts';
import { LANGUAGES, type PrinterLanguage } from './languages/languages.ts';
import { makeMatrix } from './matrix.ts';
import { quietOf, type Box, type CodePart, type LabelPart, type StickerStock } from './parts.ts';
import { makeQr, type CodeGrid, type QrLevel } from './qr.ts';

/** `code`: not even the smallest code fits. `text`: no code fits together with its text. */
export type LayerFlaw = 'code' | 'text';

/** Dots a module must have to print sharp (DENSO Wave, "Point for determining the size of QR Code"). */
export const LEAST_MODULE = 4;
/** Heights of the font: what can still be read without a glass. Millimetres. */
const LEAST_TEXT = 1.25;
const MOST_TEXT = 2.2;

const SERIAL_TEXT = 2;
const STRIP_TEXT = 1.3;
/** Kept free along a layer's edge, because paper wanders under the head. */
const EDGE = 0.5;
/** Kept free at both ends of a line: an edge and a corner mark. */
const SIDE = 1.5;
const MARK = { inset: 0.4, long: 0.9, thick: 0.12 } as const;
const LINE_PITCH = 1.06;

/** One code of a layer; a Data Matrix where `level` is `null`. */
export interface LayerCode {
  readonly text: string;
  readonly level: QrLevel | null;
}

const gridOf = ({ text, level }: LayerCode): CodeGrid => (level === null ? makeMatrix(text) : makeQr(text, level));

/** Modules along both sides of all codes of a layer, quiet zones and all. */
export function modulesOf(codes: readonly LayerCode[]): { readonly width: number; readonly height: number } {
  const sides = codes.map((code) => gridOf(code).length + 2 * quietOf(code.level));
  return { width: sides.reduce((sum, side) => sum + side, 0), height: Math.max(...sides) };
}

/** What stands on one layer. */
export interface LayerText {
  /** Of what its code is, for sentences. */
  readonly what: string;
  /** From left to right. */
  readonly codes: readonly LayerCode[];
  readonly above: string;
  readonly below: string;
  readonly left: string;
  readonly right: string;
}

/** The largest code that leaves room for its text; in the middle, so that both layers look alike. */
export function layOutLayer(
  text: LayerText,
  stock: StickerStock,
  language: PrinterLanguage,
): readonly LabelPart[] | LayerFlaw {
  const drawn = LANGUAGES[language];
  const setting: Setting = { letter: (most) => drawn.letter(most, stock.dpmm), least: drawn.leastLetter(stock.dpmm) };
  const dots = (millimetres: number) => Math.round(millimetres * stock.dpmm);
  const [width, height, side] = [dots(stock.width), dots(stock.height), dots(SIDE)];
  const modules = modulesOf(text.codes);
  const above = text.above === '' ? 0 : dots(SERIAL_TEXT);
  const largest = Math.min(drawn.largestModule, Math.floor(width / modules.width), Math.floor(height / modules.height));
  if (largest < LEAST_MODULE) return 'code';
  const line = (y: number, tall: number): Box => ({ x: side, y, width: width - 2 * side, height: tall });
  for (let module = largest; module >= LEAST_MODULE; module--) {
    const [across, square] = [modules.width * module, modules.height * module];
    const room = height - square - 2 * dots(EDGE) - above;
    const lines = breakLines(text.below, width - 2 * side, room, dots(MOST_TEXT), setting);
    if (lines.height < dots(LEAST_TEXT)) continue;
    const block = Math.ceil(lines.texts.length * lines.height * LINE_PITCH);
    const top = Math.round((height - square - above - block) / 2);
    const code: Box = { x: Math.round((width - across) / 2), y: top + above, width: across, height: square };
    const heading =
      above === 0 ? [] : setLines([text.above], setting.letter(above), setting, (_, tall) => line(top, tall));
    const body = setLines(lines.texts, lines.height, setting, (i, tall) =>
      line(code.y + square + Math.round(i * tall * LINE_PITCH), tall),
    );
    const beside = strips(text, code, width, dots, setting);
    if (heading === null || body === null || beside === null) continue;
    return [...heading, ...placeCodes(text.codes, code, module), ...body, ...beside, ...marks(width, height, dots)];
  }
  return 'text';
}

/** One beside the other, each in the middle of the height. */
function placeCodes(codes: readonly LayerCode[], { x, y, height }: Box, module: number): readonly CodePart[] {
  let left = x;
  return codes.map(({ text, level }) => {
    const grid = gridOf({ text, level });
    const side = (grid.length + 2 * quietOf(level)) * module;
    const box: Box = { x: left, y: y + Math.floor((height - side) / 2), width: side, height: side };
    left += side;
    return { kind: 'code', box, text, grid, module, level };
  });
}

/** How letters can be set on this printer, in dots. */
interface Setting {
  /** The largest letter that is no larger. */
  readonly letter: (most: number) => number;
  readonly least: number;
}

/** Lines of one look: where one of them has to be set narrower, all are. `null` where that is too narrow to print. */
function setLines(
  texts: readonly string[],
  height: number,
  { letter, least }: Setting,
  place: (i: number, height: number) => Box,
): readonly LabelPart[] | null {
  const boxes = texts.map((_, i) => place(i, height));
  const width = letter(Math.min(...texts.map((text, i) => heightToFit(text, (boxes[i] as Box).width, height))));
  if (Math.min(width, height) < least) return null;
  return texts.map((text, i) => ({
    kind: 'text',
    box: boxes[i] as Box,
    text,
    height,
    width,
    turned: false,
    align: 'middle',
  }));
}

/** Breaks a code into equal lines, as many as give the largest letters in this room. */
function breakLines(
  text: string,
  width: number,
  room: number,
  most: number,
  { letter }: Setting,
): { readonly texts: readonly string[]; readonly height: number } {
  const tries = [1, 2, 3, 4, 5].map((count) => {
    const each = Math.ceil(text.length / count);
    const texts = Array.from({ length: count }, (_, i) => text.slice(i * each, (i + 1) * each));
    // Letters of usual width decide, so that the lines of all stickers are alike.
    const height = Math.min(Math.floor(room / (count * LINE_PITCH)), heightToFit(USUAL.repeat(each), width, most));
    return { texts, height: letter(height) };
  });
  return tries.reduce((best, next) => (next.height > best.height ? next : best));
}

/** A letter a little wider than those of codes are on average. */
const USUAL = 'A';

/** Small print beside the code, read from below: what it is for on the left, the sticker's number on the right. */
function strips(
  { left, right }: LayerText,
  code: Box,
  width: number,
  dots: (millimetres: number) => number,
  { letter, least }: Setting,
): readonly LabelPart[] | null {
  const height = letter(Math.min(dots(STRIP_TEXT), code.x - 2));
  if (height < least) return null;
  const at = (text: string, x: number): readonly LabelPart[] => {
    const box: Box = { x, y: code.y, width: height, height: code.height };
    return text === '' ? [] : [{ kind: 'text', box, text, height, width: height, turned: true, align: 'middle' }];
  };
  const gap = Math.round((code.x - height) / 2);
  return [...at(left, gap), ...at(right, width - gap - height)];
}

/** An angle in each corner, outside of every text and quiet zone. */
function marks(width: number, height: number, dots: (millimetres: number) => number): readonly LabelPart[] {
  const [inset, long, thick] = [dots(MARK.inset), dots(MARK.long), Math.max(1, dots(MARK.thick))];
  return [0, 1].flatMap((right) =>
    [0, 1].flatMap((low): readonly LabelPart[] => {
      const x = right === 1 ? width - inset : inset;
      const y = low === 1 ? height - inset : inset;
      const along: Box = { x: right === 1 ? x - long : x, y: low === 1 ? y - thick : y, width: long, height: thick };
      const down: Box = { x: right === 1 ? x - thick : x, y: low === 1 ? y - long : y, width: thick, height: long };
      return [
        { kind: 'mark', box: along },
        { kind: 'mark', box: down },
      ];
    }),
  );
}
