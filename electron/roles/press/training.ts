/** What stands in for the world at a training Press: a simulated sticker printer, and an eye for what it puts out. */
import { simulatedConnector } from '../../devices/simulator.ts';
import type { Connector } from '../../devices/transport.ts';
import { readPrinted, scratch } from '../../devices/virtual-eye.ts';
import { VirtualPrinter } from '../../devices/virtual-printer.ts';
import { VirtualScanner } from '../../devices/virtual-scanner.ts';
import type { PressTray } from './tray.ts';
import type { Labels } from '../../station/devices.ts';

export interface PressTraining {
  readonly virtual: { readonly scanner: VirtualScanner; readonly printer: VirtualPrinter };
  readonly simulated: Connector;
  /** Puts a printer of other labels in the place of the one before. */
  fit(labels: Labels): void;
}

/** @param printed is told what can be read from every label that comes out, the lower layer first. */
export function openPressTraining(labels: Labels, printed: PressTray['put']): PressTraining {
  const printerFor = ({ language, dpmm }: Labels): VirtualPrinter =>
    new VirtualPrinter(
      (label) => printed(readPrinted(label, language, dpmm), () => readPrinted(label, language, dpmm, scratch)),
      { language, dpmm, counts: true },
    );
  const virtual = { scanner: new VirtualScanner(), printer: printerFor(labels) };
  return {
    virtual,
    simulated: simulatedConnector(virtual),
    fit: (next) => {
      virtual.printer = printerFor(next);
    },
  };
}
