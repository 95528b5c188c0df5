/** The calls about Bench's labels: verdicts, and statements for packings. */
import * as v from 'valibot';
import type { Result } from '../../../core/base/result.ts';
import { PRINTER_LANGUAGES } from '../../../core/sticker/languages/languages.ts';

const Serial = v.pipe(v.string(), v.maxLength(24));
const Side = v.pipe(v.number(), v.minValue(10), v.maxValue(150));

export const labelCalls = {
  reprintLabel: v.object({ serial: Serial }),
  /** What the label printer is spoken to in, and what is loaded. Refused where no verdict fits. */
  configureLabels: v.object({
    language: v.picklist(PRINTER_LANGUAGES),
    dpmm: v.picklist([8, 12, 24]),
    width: Side,
    height: Side,
  }),
  /** Whether the statement of every finished card is printed for its packing. */
  configurePacking: v.object({ print: v.boolean() }),
  /** Prints the statement of a finished card, whatever is set. */
  printStatement: v.object({ serial: Serial }),
} as const;

export interface LabelAnswers {
  reprintLabel: Result<null>;
  configureLabels: Result<null>;
  configurePacking: Result<null>;
  printStatement: Result<null>;
}
