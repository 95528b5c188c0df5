/**
 * Press's printer port over the label printer. The last look before a sticker leaves is at what leaves: its commands are
 * drawn and their codes read. Then it is printed, never left the station, or nobody knows.
 */
import { failIn, ok } from '../../core/base/result.ts';
import type { StickerPrinter } from '../../core/stations/press/ports.ts';
import { stickerLabel } from '../../core/sticker/languages/commands.ts';
import type { PrinterLanguage } from '../../core/sticker/languages/language.ts';
import { readLabel } from '../../core/sticker/picture.ts';
import type { Printer } from './printer.ts';

const fail = failIn('printer');

export const stickerPrinter = (printer: Printer<PrinterLanguage>): StickerPrinter => ({
  get trouble() {
    const { state, trouble } = printer.status;
    if (state === 'ready') return null;
    return (
      trouble ?? { area: 'printer', kind: 'printer-not-ready', message: 'The printer is not ready yet. Wait a moment.' }
    );
  },
  async print(layout) {
    const { language, dpmm } = printer;
    const label = stickerLabel(layout, language);
    const meant = [...layout.lower, ...layout.upper].flatMap((part) => (part.kind === 'code' ? [part.text] : []));
    const read = readLabel(label, language, dpmm);
    if (layout.stock.dpmm !== dpmm || read.length !== meant.length || read.some((text, i) => text !== meant[i])) {
      const message = 'The sticker could not be read if it were printed. Nothing was sent: call your supervisor.';
      return fail('unsent', message, { because: 'would-not-read' });
    }
    const done = await printer.print(label);
    if (done.ok) return ok(done.value);
    const { kind, message, facts } = done.error;
    return fail(kind === 'label-void' ? 'void' : 'unsent', message, facts);
  },
});
