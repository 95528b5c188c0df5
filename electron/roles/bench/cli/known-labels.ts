/** The labels of a check that is made on the command line: on the printer that the station is set to. */
import { failIn, ok, type Result } from '../../../../core/base/result.ts';
import type { LabelPrinter } from '../../../../core/stations/bench/label-queue.ts';
import { pause } from '../../../devices/deadline.ts';
import { printLabel } from '../../../devices/print-label.ts';
import { startPrinter } from '../../../devices/printer.ts';
import { serialPorts } from '../../../devices/serial-ports.ts';
import { withUsbPrinters } from '../../../devices/usb-printer.ts';
import { deviceAddress, UNCHOSEN } from '../../../station/device-port.ts';
import { SIMULATED, type SettingsStore } from '../../../station/settings.ts';
import { createLabels } from '../labels.ts';

const fail = failIn('command');

export interface KnownLabels {
  readonly labels: LabelPrinter;
  close(): Promise<void>;
}

/** How long a printer may take from its port being opened until it says that it is ready. */
const PATIENCE_MS = 10_000;

/** Null where the station has no printer: the check goes without labels then, as its record says. */
export async function openKnownLabels(station: string, settings: SettingsStore): Promise<Result<KnownLabels | null>> {
  const { port } = settings.value.printer;
  if (port === SIMULATED || port === UNCHOSEN) return ok(null);
  const loaded = () => settings.value.labels;
  const printer = startPrinter(
    withUsbPrinters(serialPorts()),
    { address: deviceAddress('printer', settings), language: loaded().language, dpmm: loaded().dpmm },
    { status: () => undefined },
  );
  const until = performance.now() + PATIENCE_MS;
  while (printer.status.state !== 'ready' && performance.now() < until) await pause(50);
  if (printer.status.state !== 'ready') {
    const { trouble } = printer.status;
    await printer.close();
    return trouble === null ? fail('printer-not-ready', 'The printer does not answer.') : { ok: false, error: trouble };
  }
  const labels = createLabels({
    ...{ station, mode: 'training', loaded, printed: () => undefined },
    // What is known is nobody's, so no name is drawn.
    ...{ whose: () => null, typeface: () => Promise.resolve(null) },
    devices: { print: (label) => printLabel(printer, label) },
  });
  return ok({ labels, close: () => printer.close() });
}
