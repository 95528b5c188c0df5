import { afterEach, expect, test } from 'vitest';
import { parseStored } from '../../../core/sticker/languages/zpl-status.ts';
import { startSimulatedPress, type SimulatedPress } from '../../../electron/devices/simulated-press.ts';
import { startPrinter, type Printer } from '../../../electron/devices/printer.ts';
import { simulatedConnector } from '../../../electron/devices/simulator.ts';
import { readPrinted } from '../../../electron/devices/virtual-eye.ts';
import { VirtualPrinter } from '../../../electron/devices/virtual-printer.ts';

const open: (Printer | SimulatedPress)[] = [];
afterEach(() => Promise.all(open.splice(0).map((one) => one.close())));

async function printerWith(device: VirtualPrinter): Promise<Printer> {
  const printer = startPrinter(
    simulatedConnector({ printer: device }),
    {
      address: { port: { path: 'printer', baudRate: 9600, flow: 'none' }, usb: null },
      language: 'zpl',
      dpmm: 12,
      timing: { poll: 50, answer: 50, label: 500, watch: 1 },
    },
    { status: () => undefined },
  );
  open.push(printer);
  await expect.poll(() => printer.status.state, { interval: 1, timeout: 10_000 }).toBe('ready');
  return printer;
}

test('what somebody left in the memory of the printer is deleted, and the printer asked', async () => {
  const sent: string[] = [];
  const device = new VirtualPrinter(() => undefined, { dpmm: 12, pace: 0, stored: 3 });
  const { receive } = device;
  device.receive = (bytes) => {
    sent.push(Buffer.from(bytes).toString('latin1'));
    receive.call(device, bytes);
  };
  const printer = await printerWith(device);
  sent.length = 0;
  expect(await printer.forget()).toEqual({ ok: true, value: null });
  const [clear, erase] = sent;
  expect([clear, erase]).toEqual(['~JA', '^XA^IDR:*.*^FS^XZ']);
});

test('a printer that does not say what it holds is not taken for empty', async () => {
  const device = new VirtualPrinter(() => undefined, { dpmm: 12, pace: 0 });
  const printer = await printerWith(device);
  device.faults.set('silent', true);
  expect(await printer.forget()).toMatchObject({ ok: false, error: { kind: 'memory-not-empty' } });
});

test('a printer that is not there is not empty either', async () => {
  const simulated = await startSimulatedPress(12);
  open.push(simulated);
  simulated.device.faults.set('unplugged', true);
  expect(await simulated.printer.forget()).toMatchObject({ ok: false, error: { kind: 'printer-not-ready' } });
});

test('the count of stored graphics is the last field of the second string', () => {
  expect(parseStored(['', '001,0,0,0,1,2,6,0,00000000,1,017', ''])).toBe(17);
  expect(parseStored(['', 'nonsense', ''])).toBeNull();
  expect(parseStored([])).toBeNull();
});

test('the eye sees nothing where nothing can be read', () => {
  expect(readPrinted('^XA^FO1,1^A0N,20,20^FDwords^FS^XZ')).toEqual([]);
  expect(readPrinted('^XA^FO1,1^GFA,4,4,1,F0F0F0F0^FS^XZ')).toEqual([null]);
  // Fewer rows than announced.
  expect(readPrinted('^XA^FO1,1^GFA,8,8,1,F0F0^FS^XZ')).toEqual([null]);
});
