/**
 * The label of a badge: the code, beside it whose it is. To be laminated and worn; it is a secret as long as it is good.
 */
import type { Result } from '../base/result.ts';
import type { Typeface } from '../typeface/typeface.ts';
import { drawnOf, drawnText, LEAST_DRAWN, PRINTERS_OWN, typeIn, type Drawn } from './drawn-text.ts';
import { columnAndCode, labelOn, line, type LabelSetting, type Column } from './label-parts.ts';
import type { PrinterLanguage } from './languages/languages.ts';
import { wrap } from './lettering.ts';
import type { Box, Label, LabelPart, LabelSize } from './parts.ts';

export interface BadgeFacts {
  /** What the code says. */
  readonly code: string;
  readonly name: string;
  /** Of the badge, hexadecimal. */
  readonly id: string;
  /** In its own script. */
  readonly station: string;
  readonly training: boolean;
}

/** Millimetres that a name needs beside the code. */
const LEAST_COLUMN = 10;
const STOCKS = [
  { width: 50, height: 25 },
  { width: 60, height: 40 },
  { width: 80, height: 40 },
] as const;

/**
 * The label, for any printer and stock; or that this stock cannot carry its code, and what would.
 *
 * @param typeface draws what a printer has no letters for; null where there is none.
 */
export function badgeLabel(
  facts: BadgeFacts,
  size: LabelSize,
  language: PrinterLanguage,
  typeface: Typeface | null,
): Result<Label, 'code-too-small'> {
  const drawn = { name: drawnOf(facts.name, typeface), station: drawnOf(facts.station, typeface) };
  return labelOn(size, STOCKS, 'a badge', (stock) => layOut(facts, drawn, stock, language));
}

function layOut(
  facts: BadgeFacts,
  drawn: { readonly name: Drawn | null; readonly station: Drawn | null },
  size: LabelSize,
  language: PrinterLanguage,
): readonly LabelPart[] | null {
  const beside = columnAndCode(facts.code, size, language, LEAST_COLUMN);
  if (beside === null) return null;
  const { setting, place, code } = beside;
  return [
    ...nameParts(facts.name, drawn.name, place, setting),
    line(`No. ${facts.id.slice(0, 8)}`, place(15.4, 2.2), setting.dots(1.6), setting),
    ...stationParts(facts.station, drawn.station, place(18.2, 2.6), place(18.2, 2.2), setting),
    ...(facts.training ? [line('TRAINING ONLY', place(21.4, 2.4), setting.dots(1.6), setting)] : []),
    code,
  ];
}

/** A name with letters that the typeface lacks as well has a frame, to be written in by hand: half a name is nobody's. */
function nameParts(name: string, drawn: Drawn | null, place: Column, setting: LabelSetting): readonly LabelPart[] {
  if (drawn !== null) {
    const size = { most: setting.dots(4.6), least: Math.max(LEAST_DRAWN, setting.dots(1.8)) };
    return [drawnText(drawn, place(2, 12), size)];
  }
  if (!PRINTERS_OWN.test(name)) return [{ kind: 'frame', box: place(2.4, 10.4), border: setting.dots(0.25) }];
  const tall = setting.dots(3.2);
  return wrap(name, place(0, 0).width, tall, 3).map((text, i) => line(text, place(2.4 + 3.8 * i, 3.4), tall, setting));
}

/** A name that nobody has letters for stands in the record alone. */
function stationParts(
  station: string,
  drawn: Drawn | null,
  drawnIn: Box,
  writtenIn: Box,
  setting: LabelSetting,
): readonly LabelPart[] {
  if (drawn !== null) return [drawnText(drawn, drawnIn, { most: typeIn(drawnIn.height), least: LEAST_DRAWN })];
  return PRINTERS_OWN.test(station) ? [line(station, writtenIn, setting.dots(1.6), setting)] : [];
}
