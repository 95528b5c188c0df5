/** What labels of a Bench are put together from: a code at the right, lines of text beside it. */
import { failIn, ok, type Result } from '../base/result.ts';
import type { Serial } from '../card/serial.ts';
import { LANGUAGES, type PrinterLanguage } from './languages/languages.ts';
import { LEAST_MODULE } from './layer.ts';
import { cutToFit, halve, heightToFit } from './lettering.ts';
import type { Box, CodePart, Label, LabelPart, LabelSize } from './parts.ts';
import { makeQr, QUIET } from './qr.ts';

const fail = failIn('sticker');

/** Millimetres of a label that everything is drawn for; others are drawn larger or smaller by their height. */
const DRAWN_HEIGHT = 25;

/** How this printer sets letters on this label. */
export interface LabelSetting {
  /** Dots of so many millimetres of the label as it is drawn. */
  readonly dots: (millimetres: number) => number;
  readonly letter: (most: number) => number;
}

export function settingOf(size: LabelSize, language: PrinterLanguage): LabelSetting {
  const drawn = LANGUAGES[language];
  return {
    dots: (millimetres) => Math.round((millimetres * size.dpmm * size.height) / DRAWN_HEIGHT),
    letter: (most) => Math.max(drawn.letter(most, size.dpmm), Math.ceil(drawn.leastLetter(size.dpmm))),
  };
}

/** The QR code in the upper right corner, its first module at `top`; `null` where not even the smallest has room. */
export function codeAtRight(
  text: string,
  size: LabelSize,
  language: PrinterLanguage,
  right: number,
  top: number,
): CodePart | null {
  const grid = makeQr(text, 'M');
  const largest = LANGUAGES[language].largestModule;
  const modules = grid.length + 2 * QUIET;
  // Half a millimetre a module reads well from a hand scanner.
  const wished = Math.round((size.dpmm * size.height) / (2 * DRAWN_HEIGHT));
  const room = Math.floor((size.height * size.dpmm * 0.86) / modules);
  const module = Math.min(10, largest, Math.max(LEAST_MODULE, Math.min(wished, room)));
  const side = modules * module;
  if (side > right) return null;
  const box: Box = { x: right - side, y: Math.max(0, top - QUIET * module), width: side, height: side };
  return { kind: 'code', box, text, grid, module, level: 'M' };
}

/** Where lines may stand at the left of a code: from `y` millimetres of the label as it is drawn, so many high. */
export type Column = (y: number, tall: number) => Box;

/** A code at the right, halfway down, and a column beside it; `null` where either has no room. */
export function columnAndCode(
  text: string,
  size: LabelSize,
  language: PrinterLanguage,
  leastColumn: number,
): { readonly setting: LabelSetting; readonly place: Column; readonly code: CodePart } | null {
  const setting = settingOf(size, language);
  const [width, height] = [Math.round(size.width * size.dpmm), Math.round(size.height * size.dpmm)];
  const margin = size.dpmm;
  const code = codeAtRight(text, size, language, width, 0);
  if (code === null || code.box.height > height) return null;
  const column = code.box.x - code.module - margin;
  if (column < leastColumn * size.dpmm) return null;
  return {
    setting,
    place: (y, tall) => ({ x: margin, y: setting.dots(y), width: column, height: setting.dots(tall) }),
    code: { ...code, box: { ...code.box, y: Math.floor((height - code.box.height) / 2) } },
  };
}

/** The serial in one line, or in two where one would be lower than `least`: it is never cut. */
export function serialLines(serial: Serial, box: Box, least: number, setting: LabelSetting): readonly LabelPart[] {
  if (heightToFit(serial, box.width, box.height) >= least) return [line(serial, box, least, setting)];
  const height = Math.floor(box.height / 2);
  return halve(serial).map((half, i) => line(half, { ...box, y: box.y + i * height, height }, 1, setting));
}

/** One line of text, as high as the box and its width allow; cut where it would be lower than `least`. */
export function line(text: string, box: Box, least: number, { letter }: LabelSetting): LabelPart {
  const height = letter(Math.max(heightToFit(text, box.width, box.height), least));
  const cut = cutToFit(text, box.width, height);
  const middle = box.y + Math.round((box.height - height) / 2);
  return {
    kind: 'text',
    box: { ...box, y: middle, height },
    text: cut,
    height,
    width: height,
    turned: false,
    align: 'start',
  };
}

/**
 * The label, or that this stock cannot carry the code of `what`, and which of `stocks` would.
 *
 * @param layOut gives null where the code has no room.
 */
export function labelOn(
  size: LabelSize,
  stocks: readonly Pick<LabelSize, 'width' | 'height'>[],
  what: string,
  layOut: (size: LabelSize) => readonly LabelPart[] | null,
): Result<Label, 'code-too-small'> {
  const parts = layOut(size);
  if (parts !== null) return ok({ size, parts });
  const dpi = Math.round(size.dpmm * 25.4);
  const fits = stocks.find((stock) => layOut({ ...stock, dpmm: size.dpmm }) !== null);
  const use = fits === undefined ? 'Use a finer printer.' : `Use labels of ${fits.width} x ${fits.height} mm.`;
  const sentence = `A label of ${size.width} x ${size.height} mm at ${dpi} dpi has no room for the code of ${what}. ${use}`;
  return fail('code-too-small', sentence, { dpi });
}
