/** The printer that `twofold press` is told to use: a real port, or one that is only played. */
import { failIn, ok, type Result } from '../../../../core/base/result.ts';
import type { StickerPrinter } from '../../../../core/stations/press/ports.ts';
import { misuse } from '../../../cli/form.ts';
import { pause } from '../../../devices/deadline.ts';
import { startPrinter, type Printer } from '../../../devices/printer.ts';
import { serialPorts } from '../../../devices/serial-ports.ts';
import { startSimulatedPress } from '../../../devices/simulated-press.ts';
import type { PrinterGiven } from './arguments.ts';

const fail = failIn('command');

export interface PressPrinter {
  readonly printer: Printer;
  /** What can be read from the sticker that came out last; null where a person has to scan it. */
  readonly eye: (() => readonly (string | null)[]) | null;
  close(): Promise<void>;
}

/** How long a printer may take from its port being opened until it says that it is ready. */
const PATIENCE_MS = 10_000;

export async function openPrinter(given: PrinterGiven): Promise<Result<PressPrinter>> {
  const { 'printer-language': language, printer: path, simulate, baud, dpmm } = given;
  if (simulate) return ok(await startSimulatedPress(dpmm, language));
  if (path === undefined) {
    const names = '--printer PORT | --simulate';
    return misuse('go-together', `Give ${names}.`, { names });
  }
  const port = { path, baudRate: baud, flow: 'none' as const };
  const printer = startPrinter(
    serialPorts(),
    { address: { port, usb: null }, language, dpmm },
    { status: () => undefined },
  );
  const close = (): Promise<void> => printer.close();
  const until = performance.now() + PATIENCE_MS;
  while (printer.status.state !== 'ready' && performance.now() < until) await pause(50);
  if (printer.status.state === 'ready') return ok({ printer, eye: null, close });
  const { trouble } = printer.status;
  await close();
  return trouble === null ? fail('printer-not-ready', 'The printer does not answer.') : { ok: false, error: trouble };
}

/** Whatever a printer says that is only played: there is no sticker, and the record must not say that there is one. */
export const played = (printer: StickerPrinter): StickerPrinter => ({
  get trouble() {
    return printer.trouble;
  },
  async print(layout) {
    const printed = await printer.print(layout);
    return printed.ok ? ok('simulated') : printed;
  },
});
