/** What stands in for the world in training: two simulated devices, the sample cards, and paper that is a file. */
import { join } from 'node:path';
import type { Connector } from '../../devices/transport.ts';
import { simulatedConnector } from '../../devices/simulator.ts';
import { VirtualPrinter } from '../../devices/virtual-printer.ts';
import { VirtualScanner } from '../../devices/virtual-scanner.ts';
import type { Labels } from '../../station/devices.ts';
import { keepLabels, openTray, type Tray } from './tray.ts';

export interface Training {
  readonly virtual: { readonly scanner: VirtualScanner; readonly printer: VirtualPrinter };
  readonly simulated: Connector;
  readonly tray: Tray;
}

/** @param resources where the sample batch lies; @param directory the station's, for the labels that come out. */
export async function openTraining(
  resources: string,
  directory: string,
  { language, dpmm }: Labels,
): Promise<Training> {
  const virtual = {
    scanner: new VirtualScanner(),
    printer: new VirtualPrinter(keepLabels(join(directory, 'labels'), language), { language, dpmm }),
  };
  return { virtual, simulated: simulatedConnector(virtual), tray: await openTray(resources, virtual.scanner) };
}
