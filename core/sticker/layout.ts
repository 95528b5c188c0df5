/**
 * The two-layer sticker: where everything stands, in millimetres as people think of it and in dots as printers do.
 *
 * Both layers of one card come out of one job, side by side: on the left, on yellow stock, the lower one with the EPK;
 * on the right the upper one with the serial and the deposit address. They carry one sticker number, so that nobody
 * can put layers of two cards together, and the same corner marks, so that it shows when they are not in register.
 *
 * ```
 *   .-              -.     gutter     .-              -.
 *   T  ############  S                T  CARD-000123   S
 *   R  ##   EPK  ##  T                R  ############  T
 *   A  ############  -                A  ## address ## -
 *   I   6PnQmAyBk..  1                I  ############  1
 *   '-   9ZXJyZBv  -'                 '-  1BoatSLRHt  -'
 * ```
 */
import { fail, ok, type Result } from '../result.ts';
import { heightToFit } from './lettering.ts';
import { makeQr, QUIET, type QrGrid, type QrLevel } from './qr.ts';
import type { Box } from './verdict.ts';

/** The stock in the printer. Millimetres. */
export interface StickerStock {
  /** Of each layer. */
  readonly width: number;
  readonly height: number;
  /** Between the two columns of layers. */
  readonly gutter: number;
  readonly dpmm: number;
}

export const STICKER_STOCK: StickerStock = { width: 22, height: 22, gutter: 3, dpmm: 12 };

export interface StickerText {
  readonly serial: string;
  /** As it is on record; also what the upper code says. */
  readonly address: string;
  /** The EPK; also what the lower code says. */
  readonly key: string;
  /** The sticker's own number. */
  readonly sticker: string;
  readonly training: boolean;
}

export interface StickerStyle {
  readonly keyLevel: QrLevel;
  readonly addressLevel: QrLevel;
}

export const STICKER_STYLE: StickerStyle = { keyLevel: 'M', addressLevel: 'M' };

export type StickerPart =
  | {
      readonly kind: 'text';
      readonly box: Box;
      readonly text: string;
      /** Of the font, in dots; the width is less where a line needs it. */
      readonly height: number;
      readonly width: number;
      readonly turned: boolean;
    }
  /** The box holds the quiet zone as well. */
  | {
      readonly kind: 'code';
      readonly box: Box;
      readonly text: string;
      readonly grid: QrGrid;
      readonly module: number;
      readonly level: QrLevel;
    }
  | { readonly kind: 'mark'; readonly box: Box };

export interface StickerLayout {
  readonly stock: StickerStock;
  readonly lower: readonly StickerPart[];
  readonly upper: readonly StickerPart[];
}

export type LayoutFailure = 'code-too-small' | 'text-too-small';

/** Dots a module must have to print sharp (DENSO Wave, "Point for determining the size of QR Code"). */
export const LEAST_MODULE = 4;
/** Heights of the font: what can still be read without a glass. Millimetres. */
const LEAST_TEXT = 1.25;
const MOST_TEXT = 2.2;
/** What ZPL's font 0 can be in dots, either way ("^A", parameters h and w). */
const LEAST_LETTER = 10;
const SERIAL_TEXT = 2;
const STRIP_TEXT = 1.3;
/** Kept free along a layer's edge, because paper wanders under the head. */
const EDGE = 0.5;
/** Kept free at both ends of a line: an edge and a corner mark. */
const SIDE = 1.5;
const MARK = { inset: 0.4, long: 0.9, thick: 0.12 } as const;
const LINE_PITCH = 1.06;

/** Whole width and height of a job, in millimetres. */
export const jobSize = ({ width, height, gutter, dpmm }: StickerStock) => ({ width: 2 * width + gutter, height, dpmm });

/** Lays both layers out, or says why this stock and printer cannot carry them. */
export function layOutSticker(
  text: StickerText,
  stock: StickerStock,
  style: StickerStyle = STICKER_STYLE,
): Result<StickerLayout, LayoutFailure> {
  const { serial, address, key, sticker, training } = text;
  const strips = { left: training ? 'TRAINING' : '', right: sticker };
  const lowerText = { code: key, level: style.keyLevel, above: '', below: key, ...strips };
  const lower = layOutLayer('the private key', lowerText, stock);
  if (!lower.ok) return lower;
  const upperText = { code: address, level: style.addressLevel, above: serial, below: address, ...strips };
  const upper = layOutLayer('the address', upperText, stock);
  if (!upper.ok) return upper;
  const right = Math.round((stock.width + stock.gutter) * stock.dpmm);
  const moved = upper.value.map((part): StickerPart => ({ ...part, box: { ...part.box, x: part.box.x + right } }));
  return ok({ stock, lower: lower.value, upper: moved });
}

interface LayerText {
  readonly code: string;
  readonly level: QrLevel;
  readonly above: string;
  readonly below: string;
  readonly left: string;
  readonly right: string;
}

/** The largest code that leaves room for its text; in the middle, so that both layers look alike. */
function layOutLayer(
  what: string,
  text: LayerText,
  stock: StickerStock,
): Result<readonly StickerPart[], LayoutFailure> {
  const dots = (millimetres: number) => Math.round(millimetres * stock.dpmm);
  const [width, height, side] = [dots(stock.width), dots(stock.height), dots(SIDE)];
  const grid = makeQr(text.code, text.level);
  const modules = grid.length + 2 * QUIET;
  const above = text.above === '' ? 0 : dots(SERIAL_TEXT);
  const largest = Math.floor(Math.min(width, height) / modules);
  if (largest < LEAST_MODULE) return tooSmall(what, modules, stock);
  const line = (y: number, tall: number): Box => ({ x: side, y, width: width - 2 * side, height: tall });
  for (let module = largest; module >= LEAST_MODULE; module--) {
    const square = modules * module;
    const room = height - square - 2 * dots(EDGE) - above;
    const lines = breakLines(text.below, width - 2 * side, room, dots(MOST_TEXT));
    if (lines.height < dots(LEAST_TEXT)) continue;
    const block = Math.ceil(lines.texts.length * lines.height * LINE_PITCH);
    const top = Math.round((height - square - above - block) / 2);
    const code: Box = { x: Math.round((width - square) / 2), y: top + above, width: square, height: square };
    const heading = above === 0 ? [] : setLines([text.above], above, (_, tall) => line(top, tall));
    const body = setLines(lines.texts, lines.height, (i, tall) =>
      line(code.y + square + Math.round(i * tall * LINE_PITCH), tall),
    );
    const beside = strips(text, code, width, dots);
    if (heading === null || body === null || beside === null) continue;
    const drawn: StickerPart = { kind: 'code', box: code, text: text.code, grid, module, level: text.level };
    return ok([...heading, drawn, ...body, ...beside, ...marks(width, height, dots)]);
  }
  return fail(
    'text-too-small',
    `A sticker of ${stock.width} x ${stock.height} mm at ${dpi(stock)} dpi has no room for ${what} in letters below its code. Use larger stickers or a printer of 300 dpi.`,
    { dpi: dpi(stock) },
  );
}

function tooSmall(what: string, modules: number, stock: StickerStock) {
  const needed = Math.ceil(((modules * LEAST_MODULE) / stock.dpmm) * 10) / 10;
  return fail(
    'code-too-small',
    `The code of ${what} needs ${needed} mm with its quiet zone, at ${LEAST_MODULE} dots a module on a printer of ${dpi(stock)} dpi, and the sticker is ${Math.min(stock.width, stock.height)} mm. Use larger stickers, a finer printer or a lower error correction.`,
    { needed, dpi: dpi(stock) },
  );
}

const dpi = ({ dpmm }: StickerStock): number => ({ 6: 152, 8: 203, 12: 300, 24: 600 })[dpmm] ?? Math.round(dpmm * 25.4);

/** Lines of one look: where one of them has to be set narrower, all are. `null` where that is too narrow to print. */
function setLines(
  texts: readonly string[],
  height: number,
  place: (i: number, height: number) => Box,
): readonly StickerPart[] | null {
  const boxes = texts.map((_, i) => place(i, height));
  const width = Math.min(...texts.map((text, i) => heightToFit(text, (boxes[i] as Box).width, height)));
  if (width < LEAST_LETTER) return null;
  return texts.map((text, i) => ({ kind: 'text', box: boxes[i] as Box, text, height, width, turned: false }));
}

/** Breaks a code into equal lines, as many as give the largest letters in this room. */
function breakLines(
  text: string,
  width: number,
  room: number,
  most: number,
): { readonly texts: readonly string[]; readonly height: number } {
  const tries = [1, 2, 3, 4, 5].map((count) => {
    const each = Math.ceil(text.length / count);
    const texts = Array.from({ length: count }, (_, i) => text.slice(i * each, (i + 1) * each));
    // Letters of usual width decide, so that the lines of all stickers are alike.
    const height = Math.min(Math.floor(room / (count * LINE_PITCH)), heightToFit(USUAL.repeat(each), width, most));
    return { texts, height };
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
): readonly StickerPart[] | null {
  const height = Math.min(dots(STRIP_TEXT), code.x - 2);
  if (height < LEAST_LETTER) return null;
  const at = (text: string, x: number): readonly StickerPart[] => {
    const box: Box = { x, y: code.y, width: height, height: code.height };
    return text === '' ? [] : [{ kind: 'text', box, text, height, width: height, turned: true }];
  };
  const gap = Math.round((code.x - height) / 2);
  return [...at(left, gap), ...at(right, width - gap - height)];
}

/** An angle in each corner, outside of every text and quiet zone. */
function marks(width: number, height: number, dots: (millimetres: number) => number): readonly StickerPart[] {
  const [inset, long, thick] = [dots(MARK.inset), dots(MARK.long), Math.max(1, dots(MARK.thick))];
  return [0, 1].flatMap((right) =>
    [0, 1].flatMap((low): readonly StickerPart[] => {
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
