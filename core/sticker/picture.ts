/**
 * What a printer puts on a sticker when it is sent these very commands: the last look before they leave, what the
 * window shows, and what a simulated printer prints. It reads as much of ZPL and TSPL as stickers and their test pages
 * are written in; anything else leaves no ink.
 *
 * Codes and lines come out dot for dot. Letters are those of a plain dot font, since a printer's own are not known here.
 */
import { never } from '../base/result.ts';
import { readCode, type Bitmap } from './bitmap.ts';
import { blankCanvas } from './canvas.ts';
import type { PrinterLanguage } from './languages/language.ts';
import { drawTspl } from './languages/tspl-picture.ts';
import { drawZpl } from './languages/zpl-picture.ts';
import type { Box } from './parts.ts';

export interface Picture {
  readonly bitmap: Bitmap;
  /** Where its codes stand, with their quiet zones, in the order in which they were drawn. */
  readonly codes: readonly Box[];
}

/** @param dpmm of the printer: in TSPL sizes are millimetres and letters points. */
export function pictureOf(label: string, language: PrinterLanguage, dpmm: number): Picture {
  const canvas = blankCanvas();
  switch (language) {
    case 'zpl':
      drawZpl(label, canvas);
      break;
    case 'tspl':
      drawTspl(label, dpmm, canvas);
      break;
    default:
      never(language);
  }
  return canvas;
}

/** What a scanner reads from a label, code by code; `null` for one it can not. Leaves nothing of it in memory. */
export function readLabel(label: string, language: PrinterLanguage, dpmm: number): readonly (string | null)[] {
  const { bitmap, codes } = pictureOf(label, language, dpmm);
  const read = codes.map((box) => readCode(bitmap, box));
  bitmap.dots.fill(0);
  return read;
}
