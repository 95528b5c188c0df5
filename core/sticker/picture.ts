/**
 * What a printer puts on a label when it is sent these very commands: the last look before they leave, what the
 * window shows, and what a simulated printer prints. It reads as much of a language as labels are written in here;
 * anything else leaves no ink.
 *
 * Codes and lines come out dot for dot. Letters are those of a plain dot font, since a printer's own are not known here.
 */
import { readCode, type Bitmap } from './bitmap.ts';
import { blankCanvas } from './canvas.ts';
import { LANGUAGES, type PrinterLanguage } from './languages/languages.ts';
import type { Box } from './parts.ts';

export interface Picture {
  readonly bitmap: Bitmap;
  /** Where its codes stand, with their quiet zones, in the order in which they were drawn. */
  readonly codes: readonly Box[];
}

/** @param dpmm of the printer: in TSPL sizes are millimetres and letters points. */
export function pictureOf(label: string, language: PrinterLanguage, dpmm: number): Picture {
  const canvas = blankCanvas();
  LANGUAGES[language].draw(label, dpmm, canvas);
  return canvas;
}

/** What a scanner reads from a label, code by code; `null` for one it can not. Leaves nothing of it in memory. */
export function readLabel(label: string, language: PrinterLanguage, dpmm: number): readonly (string | null)[] {
  const { bitmap, codes } = pictureOf(label, language, dpmm);
  const read = codes.map((box) => readCode(bitmap, box));
  bitmap.dots.fill(0);
  return read;
}
