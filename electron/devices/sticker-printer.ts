/** Press's printer port over the label printer: a sticker is printed, never left the station, or nobody knows. */
import { failIn, ok } from '../../core/base/result.ts';
import type { StickerPrinter } from '../../core/stations/press/ports.ts';
import { stickerLabel } from '../../core/sticker/layout.ts';
import { printLabel } from './print-label.ts';
import type { Printer } from './printer.ts';

const fail = failIn('printer');

export const stickerPrinter = (printer: Printer): StickerPrinter => ({
  get trouble() {
    const { state, trouble } = printer.status;
    if (state === 'ready') return null;
    return (
      trouble ?? { area: 'printer', kind: 'printer-not-ready', message: 'The printer is not ready yet. Wait a moment.' }
    );
  },
  async print(layout) {
    const done = await printLabel(printer, stickerLabel(layout));
    if (done.ok) return ok(done.value);
    const { kind, message, facts } = done.error;
    if (kind === 'would-not-read') return fail('unsent', message, { because: kind });
    return fail(kind === 'label-void' ? 'void' : 'unsent', message, facts);
  },
});
