/** The serial ports of this computer, for the command line. */
import { createSerialConnector } from './serial.ts';
import type { Connector } from './transport.ts';
import { withUsbPrinters } from './usb-printer.ts';

/** Native code is loaded at the first use: no command without a device needs it. */
export const serialPorts = (): Connector =>
  withUsbPrinters(createSerialConnector(async () => (await import('serialport')).SerialPort.binding));
