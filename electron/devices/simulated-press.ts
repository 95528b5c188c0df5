/** A sticker printer that is only played, and the eye that reads what it puts out: for training and scripted rounds. */
import type { PrinterLanguage } from '../../core/sticker/languages/languages.ts';
import { pause } from './deadline.ts';
import { startPrinter, type Printer } from './printer.ts';
import { simulatedConnector } from './simulator.ts';
import { readPrinted } from './virtual-eye.ts';
import { VirtualPrinter } from './virtual-printer.ts';

export interface SimulatedPress {
  readonly printer: Printer;
  /** For its fault switches. */
  readonly device: VirtualPrinter;
  /** What can be read from the sticker that came out last. */
  eye(): readonly (string | null)[];
  close(): Promise<void>;
}

/** No paper moves, so nothing is worth waiting for. */
const TIMING = { poll: 200, answer: 500, label: 5000, watch: 1 } as const;

/** Resolves when the printer is ready. */
export async function startSimulatedPress(dpmm: number, language: PrinterLanguage = 'zpl'): Promise<SimulatedPress> {
  let last = '';
  const device = new VirtualPrinter((label) => (last = label), { dpmm, language, pace: 0, counts: true });
  const port = { path: 'printer', baudRate: 115_200, flow: 'none' as const };
  const printer = startPrinter(
    simulatedConnector({ printer: device }),
    { address: { port, usb: null }, language, dpmm, timing: TIMING },
    { status: () => undefined },
  );
  while (printer.status.state !== 'ready') await pause(1);
  return { printer, device, eye: () => readPrinted(last, language, dpmm), close: () => printer.close() };
}
