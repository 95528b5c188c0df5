/**
 * The label of a badge: the code, beside it whose it is. To be laminated and worn; it is a secret as long as it is good.
 */
import type { Result } from '../base/result.ts';
import { columnAndCode, labelOn, line, type LabelSetting, type Column } from './label-parts.ts';
import type { PrinterLanguage } from './languages/languages.ts';
import { wrap } from './lettering.ts';
import type { Label, LabelPart, LabelSize } from './parts.ts';

export interface BadgeFacts {
  /** What the code says. */
  readonly code: string;
  readonly name: string;
  /** Of the badge, hexadecimal. */
  readonly id: string;
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

/** The label, for any printer and stock; or that this stock cannot carry its code, and what would. */
export function badgeLabel(
  facts: BadgeFacts,
  size: LabelSize,
  language: PrinterLanguage,
): Result<Label, 'code-too-small'> {
  return labelOn(size, STOCKS, 'a badge', (stock) => layOut(facts, stock, language));
}

function layOut(facts: BadgeFacts, size: LabelSize, language: PrinterLanguage): readonly LabelPart[] | null {
  const beside = columnAndCode(facts.code, size, language, LEAST_COLUMN);
  if (beside === null) return null;
  const { setting, place, code } = beside;
  return [
    ...nameLines(facts.name, place, setting),
    line(`No. ${facts.id.slice(0, 8)}`, place(15.4, 2.2), setting.dots(1.6), setting),
    line(facts.station, place(18.2, 2.2), setting.dots(1.6), setting),
    ...(facts.training ? [line('TRAINING ONLY', place(21.4, 2.4), setting.dots(1.6), setting)] : []),
    code,
  ];
}

/** Font 0 of a printer knows Latin letters only: for any other name there is a frame, to be written in by hand. */
function nameLines(name: string, place: Column, setting: LabelSetting): readonly LabelPart[] {
  if (!/^[ -~]+$/.test(name)) return [{ kind: 'frame', box: place(2.4, 10.4), border: setting.dots(0.25) }];
  const tall = setting.dots(3.2);
  return wrap(name, place(0, 0).width, tall, 3).map((text, i) => line(text, place(2.4 + 3.8 * i, 3.4), tall, setting));
}
