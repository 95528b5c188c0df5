/**
 * Real serial ports, on the binding of the `serialport` package.
 *
 * On the binding and not on the `SerialPort` stream, *because* the stream's write queue outlives the connection: what
 * was written to an unplugged printer goes out to whatever is plugged in next. The binding has no queue, its calls
 * fail when the port is gone, and there is nothing that could be opened a second time.
 */
import { readdir } from 'node:fs/promises';
import { failIn, ok } from '../../core/base/result.ts';
import { LATE, within } from './deadline.ts';
import { openRefusal } from './serial-refusal.ts';
import {
  nodeOf,
  SERIAL_DEADLINES,
  SerialTransport,
  type BindingPort,
  type BindingPortInfo,
  type SerialBinding,
} from './serial-transport.ts';
import type { Connector, ListedPort, PortSettings } from './transport.ts';

const fail = failIn('port');

const BY_ID = '/dev/serial/by-id';

/**
 * @param load gives `SerialPort.binding`; called at the first use, so that a command without devices never loads
 *   native code.
 */
export function createSerialConnector(
  load: () => SerialBinding | Promise<SerialBinding>,
  deadlines = SERIAL_DEADLINES,
): Connector {
  return {
    async open(settings, events) {
      const { path } = settings;
      const opening = openBinding(load, settings);
      const port = await within(deadlines.open, opening).catch((error: unknown) => openRefusal(path, error));
      if (port === LATE) {
        // Should it open after all, nobody would ever close it.
        opening.then((late) => late.close()).catch(() => undefined);
        return fail('port-stuck', `${path} does not open. Unplug the device, wait a moment and plug it in again.`);
      }
      if ('ok' in port) return port;
      return ok(new SerialTransport(port, path, await nodeOf(path), events, deadlines));
    },
    async list() {
      const listing = (async () => (await load()).list())();
      // Without udev (containers, small factory images) the listing fails; the kernel's links by name remain.
      const ports = await within(deadlines.list, listing).catch(() => LATE);
      return typeof ports === 'symbol' ? listById() : ports.map(listed);
    },
  };
}

async function openBinding(
  load: () => SerialBinding | Promise<SerialBinding>,
  { path, baudRate, flow }: PortSettings,
): Promise<BindingPort> {
  const port = await (
    await load()
  ).open({
    path,
    baudRate,
    dataBits: 8,
    stopBits: 1,
    parity: 'none',
    lock: true,
    rtscts: flow === 'rts-cts',
    xon: flow === 'xon-xoff',
    xoff: flow === 'xon-xoff',
  });
  // Some scanners send nothing until the host raises these; Windows opens with both low. Pseudo terminals and some
  // bridges have no such lines and say so (ENOTTY), which is no reason not to use them.
  await port.set({ dtr: true, rts: true }).catch(() => undefined);
  return port;
}

function listed(port: BindingPortInfo): ListedPort {
  const { path, manufacturer, serialNumber, pnpId, vendorId, productId } = port;
  const title = [manufacturer, serialNumber].filter((part) => part !== undefined).join(' ') || (pnpId ?? path);
  const usb =
    vendorId === undefined || productId === undefined
      ? null
      : {
          vendorId: vendorId.toLowerCase(),
          productId: productId.toLowerCase(),
          serialNumber: serialNumber ?? null,
        };
  return { path, title, usb };
}

async function listById(): Promise<readonly ListedPort[]> {
  const names = await readdir(BY_ID).catch(() => []);
  return names.sort().map((name) => ({ path: `${BY_ID}/${name}`, title: name, usb: null }));
}
