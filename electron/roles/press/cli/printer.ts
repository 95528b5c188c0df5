/** The printer that `twofold press` is told to use: a real port, or one that is only played. */
import { failIn, ok, type Result } from '../../../../core/base/result.ts';
import { pause } from '../../../devices/deadline.ts';
import { startPrinter, type Printer } from '../../../devices/printer.ts';
import { createSerialConnector } from '../../../devices/serial.ts';
import { startSimulatedPress } from '../../../devices/simulated-press.ts';
import type { Connector } from '../../../devices/transport.ts';
import { chosenLanguage, wholeNumber, type PressValues } from './arguments.ts';

const fail = failIn('command');

export interface PressPrinter {
  readonly printer: Printer;
  /** What can be read from the sticker that came out last; null where a person has to scan it. */
  readonly eye: (() => readonly (string | null)[]) | null;
  close(): Promise<void>;
}

/** Native code is loaded at the first use: no command without a device needs it. */
export const serialPorts = (): Connector =>
  createSerialConnector(async () => (await import('serialport')).SerialPort.binding);

/** How long a printer may take from its port being opened until it says that it is ready. */
const PATIENCE_MS = 10_000;

export async function openPrinter(values: PressValues, dpmm: number): Promise<Result<PressPrinter>> {
  const chosen = chosenLanguage(values);
  if (!chosen.ok) return chosen;
  const language = chosen.value;
  if (values.simulate === true) return ok(await startSimulatedPress(dpmm, language));
  if (values.printer === undefined) return fail('misused', 'press wants --printer PORT or --simulate');
  const baud = wholeNumber('baud', values, 9600);
  if (!baud.ok) return baud;
  const port = { path: values.printer, baudRate: baud.value, flow: 'none' as const };
  const printer = startPrinter(
    serialPorts(),
    { address: { port, usb: null }, language, dpmm },
    { status: () => undefined },
  );
  const close = (): Promise<void> => printer.close();
  const until = performance.now() + PATIENCE_MS;
  while (printer.status.state !== 'ready' && performance.now() < until) await pause(50);
  if (printer.status.state === 'ready') return ok({ printer, eye: null, close });
  const trouble = printer.status.trouble?.message ?? 'The printer does not answer.';
  await close();
  return fail('printer-not-ready', trouble);
}
