/** What stands in for the world in training: two simulated devices, the sample cards, and paper that is a file. */
import { join } from 'node:path';
import type { Connector } from '../../devices/transport.ts';
import { simulatedConnector } from '../../devices/simulator.ts';
import { readPrinted } from '../../devices/virtual-eye.ts';
import { VirtualPrinter } from '../../devices/virtual-printer.ts';
import { VirtualScanner } from '../../devices/virtual-scanner.ts';
import type { Labels } from '../../station/devices.ts';
import { keepLabels, openTray, readInThread, type Tray } from './tray.ts';

export interface Training {
  readonly virtual: { readonly scanner: VirtualScanner; readonly printer: VirtualPrinter };
  /** Puts a printer of other labels in the place of the one before. */
  readonly fit: (labels: Labels) => void;
  readonly simulated: Connector;
  readonly tray: Tray;
}

/**
 * @param around where the sample batch lies, and the bundles
 * @param directory the station's, for the labels that come out
 */
export async function openTraining(
  { resources, dist }: { readonly resources: string; readonly dist: string },
  directory: string,
  labels: Labels,
): Promise<Training> {
  const scanner = new VirtualScanner();
  const tray = await openTray(resources, scanner, readInThread(dist));
  function printerFor({ language, dpmm }: Labels): VirtualPrinter {
    const keep = keepLabels(join(directory, 'labels'), language);
    const out = (label: string): void => {
      keep(label);
      tray.put(() => readPrinted(label, language, dpmm)[0] ?? null);
    };
    return new VirtualPrinter(out, { language, dpmm });
  }
  const virtual = { scanner, printer: printerFor(labels) };
  const fit = (next: Labels): void => {
    virtual.printer = printerFor(next);
  };
  return { virtual, simulated: simulatedConnector(virtual), tray, fit };
}
