/** Press's printer port over the label printer: whether a sticker never left the station, or nobody knows. */
import { fail, ok } from '../../core/result.ts';
import type { StickerPrinter } from '../../core/stations/press-ports.ts';
import { stickerZpl } from '../../core/sticker/sticker-zpl.ts';
import type { Printer } from './printer.ts';

export const stickerPrinter = (printer: Printer): StickerPrinter => ({
  get trouble() {
    const { state, trouble } = printer.status;
    if (state === 'ready') return null;
    return trouble ?? { kind: 'printer-not-ready', message: 'The printer is not ready yet. Wait a moment.' };
  },
  async print(layout) {
    const done = await printer.print(stickerZpl(layout));
    if (done.ok) return ok(done.value);
    const { kind, message, facts } = done.error;
    return fail(kind === 'label-void' ? 'void' : 'unsent', message, facts);
  },
});
