/** The real binding of `serialport` on real pseudo terminals, with the virtual devices at the far end. */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SerialPort } from 'serialport';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { FRAME_RULES } from '../../../core/scan/frame-rules.ts';
import { textField, zplLabel } from '../../../core/sticker/languages/zpl.ts';
import { startPrinter } from '../../../electron/devices/printer.ts';
import { startScanner } from '../../../electron/devices/scanner.ts';
import { createSerialConnector } from '../../../electron/devices/serial.ts';
import type { VirtualDevice } from '../../../electron/devices/simulator.ts';
import type { PortSettings, Transport, TransportEvents } from '../../../electron/devices/transport.ts';
import { VirtualPrinter } from '../../../electron/devices/virtual-printer.ts';
import { VirtualScanner } from '../../../electron/devices/virtual-scanner.ts';
import { attachVirtualDevice, type PtyCable } from '../../fakes/pty.ts';

const connector = createSerialConnector(() => SerialPort.binding);

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function plug(device: VirtualDevice, name = 'device'): Promise<PtyCable> {
  const cable = await attachVirtualDevice(device, name);
  endings.push(() => cable.close());
  return cable;
}

const port = (path: string): PortSettings => ({ path, baudRate: 115_200, flow: 'none' });
const deaf: TransportEvents = { data: () => undefined, lost: () => undefined };

async function open(path: string, events = deaf): Promise<Transport> {
  const transport = must(await connector.open(port(path), events));
  endings.push(() => transport.close());
  return transport;
}

describe('a port', () => {
  test('carries bytes both ways, and lends what it read only for a moment', async () => {
    const scanner = new VirtualScanner({ aim: '', suffix: '\n' });
    const { path } = await plug(scanner);
    const lent: Uint8Array[] = [];
    let text = '';
    const transport = await open(path, {
      ...deaf,
      data: (bytes) => {
        lent.push(bytes);
        text += Buffer.from(bytes).toString('latin1');
      },
    });
    expect(await transport.write(Buffer.from([0x00, 0x11, 0x13, 0xff]))).toEqual({ ok: true, value: null });
    await scanner.scan('6PnQmAyBky');
    await vi.waitFor(() => expect(text).toBe('6PnQmAyBky\n'));
    await vi.waitFor(() => expect(scanner.heard).toEqual([0x00, 0x11, 0x13, 0xff]));
    expect(lent.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
  });

  test('opened twice is busy', async () => {
    const { path } = await plug(new VirtualScanner());
    await open(path);
    expect(await connector.open(port(path), deaf)).toMatchObject({ ok: false, error: { kind: 'port-busy' } });
  });

  test('closed can be opened again, and closing is not a loss', async () => {
    const { path } = await plug(new VirtualScanner());
    const lost = vi.fn();
    const first = await open(path, { ...deaf, lost });
    await first.close();
    await first.close();
    expect(await first.write(Buffer.from('x'))).toMatchObject({ ok: false, error: { kind: 'closed' } });
    await open(path);
    expect(lost).not.toHaveBeenCalled();
  });

  test('pulled is lost once, by itself, and nothing written after goes to what is plugged in next', async () => {
    const printer = new VirtualScanner();
    const cable = await plug(printer);
    const lost = vi.fn();
    const transport = await open(cable.path, { ...deaf, lost });
    await cable.unplug();
    await vi.waitFor(() => expect(lost).toHaveBeenCalled(), 10_000);
    expect(await transport.write(Buffer.from('STALE'))).toMatchObject({ error: { kind: 'closed' } });
    await cable.plug();
    const next = await open(cable.path);
    await next.write(Buffer.from('FRESH'));
    await vi.waitFor(() => expect(Buffer.from(printer.heard).toString()).toBe('FRESH'));
    expect(lost.mock.calls).toEqual([[expect.objectContaining({ kind: 'unplugged' })]]);
  });

  test('that is none says so in words', async () => {
    const { path } = await plug(new VirtualScanner());
    const directory = dirname(path);
    const file = join(directory, 'file');
    writeFileSync(file, '');
    const kinds = [];
    for (const wrong of [join(directory, 'nothing'), directory, file]) {
      const opened = await connector.open(port(wrong), deaf);
      kinds.push(opened.ok ? 'opened' : opened.error.kind);
    }
    expect(kinds).toEqual(['no-port', 'not-a-port', 'not-a-port']);
  });
});

test('the list of ports never fails, with udev or without', async () => {
  expect(Array.isArray(await connector.list())).toBe(true);
});

test('a scanner: codes, feedback, the plug pulled in mid-code and put back', async () => {
  const virtual = new VirtualScanner();
  const cable = await plug(virtual, 'scanner');
  const scans: string[] = [];
  let arrived = 0;
  const scanner = startScanner(
    {
      ...connector,
      open: (settings, events) =>
        connector.open(settings, {
          ...events,
          data: (bytes) => {
            arrived += bytes.length;
            events.data(bytes);
          },
        }),
    },
    {
      address: { port: port(cable.path), usb: null },
      // The system may stall longer than a scanner does.
      rules: { ...FRAME_RULES, idle: 20_000 },
      feedback: 'honeywell-host-ack',
    },
    {
      scan: (scan) => scans.push(scan.kind === 'code' ? String.fromCharCode(...scan.bytes) : scan.reason),
      status: () => undefined,
    },
  );
  endings.push(() => scanner.close());
  await vi.waitFor(() => expect(scanner.status.state).toBe('ready'));

  await virtual.scan('CARD-000123');
  await vi.waitFor(() => expect(scans).toEqual(['CARD-000123']));
  await scanner.feedback('bad');
  await vi.waitFor(() => expect(virtual.heard).toEqual([0x1b, 0x38, 0x2c]));

  virtual.faults.set('truncated', true);
  await virtual.scan('bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq');
  virtual.faults.set('truncated', false);
  await vi.waitFor(() => expect(arrived).toBe(']Q1CARD-000123\r'.length + ']Q1'.length + 21));
  virtual.faults.set('unplugged', true);
  await vi.waitFor(() => expect(scanner.status.state).toBe('absent'), 10_000);
  expect(scans).toEqual(['CARD-000123', 'incomplete-scan']);

  virtual.faults.set('unplugged', false);
  await vi.waitFor(() => expect(scanner.status.state).toBe('ready'), 10_000);
  await virtual.scan('CARD-000124');
  await vi.waitFor(() => expect(scans).toEqual(['CARD-000123', 'incomplete-scan', 'CARD-000124']));
});

test('a printer: a label, the plug pulled in mid-label, and a label after it', async () => {
  const labels: string[] = [];
  const virtual = new VirtualPrinter((zpl) => labels.push(zpl), { pace: 20 });
  const cable = await plug(virtual, 'printer');
  const printer = startPrinter(
    connector,
    {
      address: { port: port(cable.path), usb: null },
      language: 'zpl',
      dpmm: 8,
      timing: { poll: 100, answer: 5000, label: 20_000, watch: 20 },
    },
    { status: () => undefined },
  );
  endings.push(() => printer.close());
  const label = (text: string) =>
    zplLabel({ width: 50, height: 25, dpmm: 8 }, [textField({ x: 10, y: 10 }, text.padEnd(500, '.'), { height: 24 })]);

  await vi.waitFor(() => expect(printer.status.state).toBe('ready'), 10_000);
  expect(await printer.print(label('ONE'))).toEqual({ ok: true, value: 'buffer-empty' });
  expect(labels).toEqual([label('ONE')]);

  virtual.faults.set('unplug-mid-label', true);
  expect(await printer.print(label('TWO'))).toMatchObject({ ok: false, error: { kind: 'label-void' } });
  await vi.waitFor(() => expect(printer.status.state).toBe('absent'), 10_000);
  virtual.faults.set('unplugged', false);
  await vi.waitFor(() => expect(printer.status.state).toBe('ready'), 10_000);
  expect(await printer.print(label('THREE'))).toEqual({ ok: true, value: 'buffer-empty' });
  expect(labels).toEqual([label('ONE'), label('THREE')]);
});
