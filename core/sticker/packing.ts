/** The label on a packing: the maker's statement as a code, and beside it the serial it speaks of. */
import type { Result } from '../base/result.ts';
import type { Serial } from '../card/serial.ts';
import { columnAndCode, labelOn, line, serialLines } from './label-parts.ts';
import type { PrinterLanguage } from './languages/languages.ts';
import type { Label, LabelPart, LabelSize } from './parts.ts';

export interface PackingFacts {
  readonly serial: Serial;
  /** What the code says: a signed statement. */
  readonly code: string;
  readonly maker: string;
  /** `2026-11-26`. */
  readonly date: string;
}

/** Millimetres that a serial needs beside the code. */
const LEAST_COLUMN = 8;
/** Stocks that are sold everywhere, the smallest first. */
const STOCKS = [
  { width: 50, height: 25 },
  { width: 50, height: 40 },
  { width: 60, height: 40 },
  { width: 100, height: 50 },
] as const;

/** The label, for any printer and stock; or that this stock cannot carry its code, and what would. */
export function packingLabel(
  facts: PackingFacts,
  size: LabelSize,
  language: PrinterLanguage,
): Result<Label, 'code-too-small'> {
  return labelOn(size, STOCKS, 'a statement', (stock) => layOut(facts, stock, language));
}

function layOut(facts: PackingFacts, size: LabelSize, language: PrinterLanguage): readonly LabelPart[] | null {
  const beside = columnAndCode(facts.code, size, language, LEAST_COLUMN);
  if (beside === null) return null;
  const { setting, place, code } = beside;
  return [
    ...serialLines(facts.serial, place(3, 5), setting.dots(1.8), setting),
    line(facts.date, place(10, 3), setting.dots(1.6), setting),
    // A name that a printer's own letters do not have stands in the signed code alone.
    line(facts.maker.includes('%') ? '' : facts.maker, place(15, 3), setting.dots(1.6), setting),
    code,
  ];
}
