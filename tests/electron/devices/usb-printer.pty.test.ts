/** Printers of the USB printer class, whose file a pseudo terminal stands in for: both take and give bytes. */
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { must, ok } from '../../../core/base/result.ts';
import { textField, zplLabel } from '../../../core/sticker/languages/zpl.ts';
import { startPrinter } from '../../../electron/devices/printer.ts';
import type { Connector } from '../../../electron/devices/transport.ts';
import { isUsbPrinter, withUsbPrinters } from '../../../electron/devices/usb-printer.ts';
import { VirtualPrinter } from '../../../electron/devices/virtual-printer.ts';
import { attachVirtualDevice } from '../../fakes/pty.ts';

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const serial: Connector = {
  open: () => Promise.reject(new Error('no serial port is opened here')),
  list: async () => [{ path: '/dev/ttyACM0', title: 'A scanner', usb: null }],
};

function places() {
  const root = mkdtempSync(join(tmpdir(), 'twofold-usb-'));
  const at = { devices: join(root, 'dev'), about: join(root, 'about') };
  mkdirSync(at.devices);
  mkdirSync(join(at.about, 'lp0', 'device'), { recursive: true });
  const said = { manufacturer: 'TSC', product: 'TE210', serial: 'A1', idVendor: '1203', idProduct: '0172' };
  for (const [name, text] of Object.entries(said)) writeFileSync(join(at.about, 'lp0', name), `${text}\n`);
  return at;
}

async function plug(out: (label: string) => void) {
  const at = places();
  const device = new VirtualPrinter(out, { language: 'zpl', dpmm: 8, pace: 0, counts: true });
  const cable = await attachVirtualDevice(device, 'printer');
  endings.push(() => cable.close());
  symlinkSync(cable.path, join(at.devices, 'lp0'));
  return { at, cable, path: join(at.devices, 'lp0') };
}

test('fault 23: they stand in the list beside serial ports, by the names that the system has for them', async () => {
  const at = places();
  writeFileSync(join(at.devices, 'lp0'), '');
  writeFileSync(join(at.devices, 'hiddev0'), '');
  expect(await withUsbPrinters(serial, at).list()).toEqual([
    { path: '/dev/ttyACM0', title: 'A scanner', usb: null },
    {
      path: join(at.devices, 'lp0'),
      title: 'TSC TE210 A1',
      usb: { vendorId: '1203', productId: '0172', serialNumber: 'A1' },
    },
  ]);
  expect(isUsbPrinter('/dev/usb/lp3')).toBe(true);
  for (const path of ['/dev/usb/lp', '/dev/ttyUSB0', '/dev/usb/../sda', '/dev/usb/lp0/x']) {
    expect(isUsbPrinter(path)).toBe(false);
  }
});

test('fault 23: a label comes out of one with the evidence of its own counter, and unplugged it is told', async () => {
  const labels: string[] = [];
  const { at, cable, path } = await plug((label) => labels.push(label));
  const states: string[] = [];
  const printer = startPrinter(
    withUsbPrinters(serial, at),
    { address: { port: { path, baudRate: 9600, flow: 'none' }, usb: null }, language: 'zpl', dpmm: 8 },
    { status: ({ state }) => states.push(state) },
  );
  endings.push(() => printer.close());
  await vi.waitFor(() => expect(printer.status.state).toBe('ready'), 8000);
  const label = zplLabel({ width: 50, height: 25, dpmm: 8 }, [textField({ x: 10, y: 10 }, 'GOOD', { height: 24 })]);
  expect(must(await printer.print(label))).toBe('counted');
  expect(labels).toHaveLength(1);
  await cable.unplug();
  await vi.waitFor(() => expect(['absent', 'faulted']).toContain(printer.status.state), 8000);
});

test('fault 23: what is no such file is refused in words', async () => {
  const at = places();
  const deaf = { data: () => undefined, lost: () => undefined };
  const connector = withUsbPrinters({ ...serial, open: async () => ok({} as never) }, at);
  const port = { path: join(at.devices, 'lp7'), baudRate: 9600, flow: 'none' } as const;
  expect(await connector.open(port, deaf)).toMatchObject({ ok: false, error: { kind: 'no-port' } });
  expect(await connector.open({ ...port, path: '/dev/ttyACM0' }, deaf)).toMatchObject({ ok: true });
});
