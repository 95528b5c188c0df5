/**
 * What a hand scanner would read from a sticker that the simulated printer has put out: its commands, back to dots and
 * through the same reader as any picture. Nothing of what was meant comes in, only what was printed.
 */
import type { PrinterLanguage } from '../../core/sticker/languages/languages.ts';
import { readLabel } from '../../core/sticker/picture.ts';

/** The texts of all codes on a label, in the order they stand in it; `null` for one that cannot be read. */
export const readPrinted = (label: string, language: PrinterLanguage = 'zpl', dpmm = 12): readonly (string | null)[] =>
  readLabel(label, language, dpmm);
