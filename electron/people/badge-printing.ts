/** How a new badge becomes something to wear: on a label of the station's printer, or as a page. */
import type { Mode } from '../../core/journal/event.ts';
import type { Failure, Result } from '../../core/base/result.ts';
import { badgeText, type Badge } from '../../core/scan/badge.ts';
import { badgeLabel } from '../../core/sticker/badge.ts';
import type { Label } from '../../core/sticker/parts.ts';
import type { Typeface } from '../../core/typeface/typeface.ts';
import type { Words } from '../../resources/words/language.ts';
import { spelledNames } from '../../resources/words/spelled.ts';
import { diskFault } from '../files/fault.ts';
import { replaceWhole } from '../files/whole.ts';
import { badgePage } from '../papers/badge.ts';
import type { PrintPdf } from '../papers/pdf.ts';
import type { LoadedLabels } from '../station/settings.ts';
import type { BadgePrinting } from './pane.ts';
import { join } from 'node:path';

export interface BadgePrintingParts {
  readonly station: string;
  readonly mode: Mode;
  readonly words: () => Words;
  /** Where a page goes; null: they changed their mind. */
  readonly askDirectory: () => Promise<string | null>;
  readonly printPdf: PrintPdf;
  /** Null where the station prints no labels of this kind. */
  readonly labels: {
    readonly loaded: () => LoadedLabels;
    /** For names that the printer has no letters for. */
    readonly typeface: () => Promise<Typeface | null>;
    print(label: Label): Promise<Result<unknown>>;
  } | null;
}

export function createBadgePrinting(parts: BadgePrintingParts): BadgePrinting {
  const { station, mode, labels } = parts;
  const training = mode === 'training';

  async function print(name: string, badge: Badge): Promise<Failure | null> {
    if (labels === null) return null;
    const { language, ...size } = labels.loaded();
    const facts = { code: badgeText(badge), name, id: badge.id, station: spelledNames(station), training };
    const label = badgeLabel(facts, size, language, await labels.typeface());
    if (!label.ok) return label.error;
    const printed = await labels.print(label.value);
    return printed.ok ? null : printed.error;
  }

  return {
    label: labels === null ? null : print,
    async paper(name, badge) {
      const directory = await parts.askDirectory();
      if (directory === null) return null;
      const pdf = await parts.printPdf(
        badgePage(parts.words(), { code: badgeText(badge), name, id: badge.id, station, mode }),
      );
      if (!pdf.ok) return pdf.error;
      try {
        // Of the page itself nothing is kept: it would be one badge more to destroy.
        await replaceWhole(directory, join(directory, `badge-${badge.id.slice(0, 8)}.pdf`), pdf.value);
        return null;
      } catch (cause) {
        return diskFault(directory, cause).error;
      }
    },
  };
}
