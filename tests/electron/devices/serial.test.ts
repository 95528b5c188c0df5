/** What pseudo terminals cannot show: deadlines, stuck ports, other systems' words, ports listed by USB identity. */
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { createSerialConnector } from '../../../electron/devices/serial.ts';
import {
  SERIAL_DEADLINES,
  type BindingPort,
  type BindingPortInfo,
  type SerialBinding,
} from '../../../electron/devices/serial-transport.ts';
import type { PortSettings } from '../../../electron/devices/transport.ts';
import { pass, stopClock } from '../../fakes/clock.ts';

beforeEach(stopClock);
afterEach(() => vi.useRealTimers());

const never = () => new Promise<never>(() => undefined);
const settings: PortSettings = { path: '/dev/ttyACM0', baudRate: 9600, flow: 'xon-xoff' };

/** A port on which everything works and nothing comes in. */
const quietPort = (over: Partial<BindingPort> = {}) => ({
  read: vi.fn<BindingPort['read']>(never),
  write: vi.fn<BindingPort['write']>(async () => undefined),
  drain: vi.fn<BindingPort['drain']>(async () => undefined),
  flush: vi.fn<BindingPort['flush']>(async () => undefined),
  set: vi.fn<BindingPort['set']>(async () => undefined),
  close: vi.fn<BindingPort['close']>(async () => undefined),
  ...over,
});

function connect(open: SerialBinding['open'], list: SerialBinding['list'] = async () => []) {
  const load = vi.fn(() => ({ open, list }));
  return { load, connector: createSerialConnector(load) };
}

async function openQuiet(over: Partial<BindingPort> = {}) {
  const port = quietPort(over);
  const lost = vi.fn();
  const { connector } = connect(async () => port);
  const transport = must(await connector.open(settings, { data: () => undefined, lost }));
  return { port, lost, transport };
}

describe('opening', () => {
  test('loads the native code at the first use and not before', async () => {
    const { load, connector } = connect(async () => quietPort());
    expect(load).not.toHaveBeenCalled();
    await connector.open(settings, { data: () => undefined, lost: () => undefined });
    expect(load).toHaveBeenCalledTimes(1);
  });

  test('locks the port, sets flow control and raises DTR and RTS', async () => {
    const port = quietPort();
    const open = vi.fn<SerialBinding['open']>(async () => port);
    await connect(open).connector.open(settings, { data: () => undefined, lost: () => undefined });
    expect(open).toHaveBeenCalledWith(
      expect.objectContaining({ path: '/dev/ttyACM0', lock: true, xon: true, xoff: true, rtscts: false }),
    );
    expect(port.set).toHaveBeenCalledWith({ dtr: true, rts: true });
  });

  test('goes on where there are no such lines', async () => {
    const set = async () => Promise.reject(new Error('Error: Inappropriate ioctl for device, cannot set'));
    expect((await openQuiet({ set })).lost).not.toHaveBeenCalled();
  });

  test.each([
    ['Error: No such file or directory, cannot open /dev/ttyACM0', 'no-port', /Plug it in/],
    ['Opening COM3: File not found', 'no-port', /Plug it in/],
    ['Error: Permission denied, cannot open /dev/ttyACM0', 'no-permission', /"dialout"/],
    ['Error Resource temporarily unavailable Cannot lock port', 'port-busy', /ModemManager/],
    ['Error: Device or resource busy, cannot open /dev/ttyACM0', 'port-busy', /ModemManager/],
    ['Opening COM3: Access denied', 'port-busy', /Close it/],
    ['Error: Inappropriate ioctl for device setting custom baud rate of 9600', 'not-a-port', /not a serial port/],
    ['Error: Is a directory, cannot open /dev', 'not-a-port', /not a serial port/],
    ['Opening COM3: Unknown error code 31', 'port-refused', /The system says: .*31/],
  ])('%s', async (words, kind, sentence) => {
    const { connector } = connect(async () => Promise.reject(new Error(words)));
    const opened = await connector.open(settings, { data: () => undefined, lost: () => undefined });
    expect(opened).toMatchObject({ ok: false, error: { kind, message: expect.stringMatching(sentence) as string } });
  });

  test('native code that cannot be loaded is a refusal, too', async () => {
    const connector = createSerialConnector(() => Promise.reject(new Error('No native build was found')));
    const opened = await connector.open(settings, { data: () => undefined, lost: () => undefined });
    expect(opened).toMatchObject({ error: { kind: 'port-refused' } });
  });

  test('has a deadline; a port that opens after it is let go', async () => {
    const port = quietPort();
    let opens: (port: BindingPort) => void = () => undefined;
    const { connector } = connect(() => new Promise((resolve) => (opens = resolve)));
    const opening = connector.open(settings, { data: () => undefined, lost: () => undefined });
    await pass(SERIAL_DEADLINES.open);
    expect(await opening).toMatchObject({ error: { kind: 'port-stuck' } });
    opens(port);
    await pass(0);
    expect(port.close).toHaveBeenCalledTimes(1);
  });
});

describe('writing', () => {
  test('waits until the bytes have left, one write after another', async () => {
    const order: string[] = [];
    const { transport } = await openQuiet({
      write: async (bytes) => void order.push(`write ${bytes.toString()}`),
      drain: async () => void order.push('drain'),
    });
    await Promise.all([transport.write(Buffer.from('A')), transport.write(Buffer.from('B'))]);
    expect(order).toEqual(['write A', 'drain', 'write B', 'drain']);
  });

  test.each(['write', 'drain'] as const)(
    'a %s that hangs ends the connection, and discards what is left',
    async (call) => {
      const released: string[] = [];
      const { lost, transport } = await openQuiet({
        [call]: never,
        flush: async () => void released.push('flush'),
        close: async () => void released.push('close'),
      });
      const writing = transport.write(Buffer.from('A'));
      const waiting = transport.write(Buffer.from('B'));
      await pass(SERIAL_DEADLINES.write);
      expect(await writing).toMatchObject({ error: { kind: 'stalled' } });
      expect(await waiting).toMatchObject({ error: { kind: 'closed' } });
      expect(lost.mock.calls).toEqual([[expect.objectContaining({ kind: 'stalled' })]]);
      await pass(0);
      expect(released).toEqual(['flush', 'close']);
    },
  );

  test('an error while writing is an unplug, told once though reading fails as well', async () => {
    const gone = async () => Promise.reject(new Error('EIO: i/o error, write'));
    let fails: (error: Error) => void = () => undefined;
    const { lost, transport } = await openQuiet({
      write: gone,
      read: () => new Promise((_, reject) => (fails = reject)),
    });
    expect(await transport.write(Buffer.from('A'))).toMatchObject({ error: { kind: 'unplugged' } });
    fails(new Error('bad file descriptor'));
    await pass(0);
    expect(lost).toHaveBeenCalledTimes(1);
  });
});

test('an unplug that the native code overlooks is noticed by the node that is gone', async () => {
  vi.useRealTimers();
  const directory = mkdtempSync(join(tmpdir(), 'twofold-node-'));
  const path = join(directory, 'ttyACM0');
  writeFileSync(path, '');
  const port = quietPort();
  const lost = vi.fn();
  const connector = createSerialConnector(() => ({ open: async () => port, list: async () => [] }), {
    ...SERIAL_DEADLINES,
    watch: 10,
  });
  must(await connector.open({ ...settings, path }, { data: () => undefined, lost }));
  // Another device in its place is not this one.
  writeFileSync(join(directory, 'next'), '');
  renameSync(join(directory, 'next'), path);
  await vi.waitFor(() => expect(lost.mock.calls).toEqual([[expect.objectContaining({ kind: 'unplugged' })]]), 5000);
  expect(port.flush).toHaveBeenCalled();
  rmSync(directory, { recursive: true });
});

test('a port that hangs while closing is abandoned', async () => {
  const { lost, transport } = await openQuiet({ flush: never, close: never });
  const closing = transport.close();
  await pass(2 * SERIAL_DEADLINES.close);
  await closing;
  expect(lost).not.toHaveBeenCalled();
});

describe('listing', () => {
  const scanner: BindingPortInfo = {
    path: '/dev/ttyACM0',
    manufacturer: 'Honeywell',
    serialNumber: 'S1',
    vendorId: '0C2E',
    productId: '0CD4',
  };

  test('names ports by maker and serial number, identities in lower case', async () => {
    const { connector } = connect(never, async () => [scanner, { path: '/dev/ttyS0' }]);
    expect(await connector.list()).toEqual([
      {
        path: '/dev/ttyACM0',
        title: 'Honeywell S1',
        usb: { vendorId: '0c2e', productId: '0cd4', serialNumber: 'S1' },
      },
      { path: '/dev/ttyS0', title: '/dev/ttyS0', usb: null },
    ]);
  });

  test('without udev, or when it hangs, gives what the kernel links by name', async () => {
    const failing = connect(never, async () => Promise.reject(new Error('spawn udevadm ENOENT')));
    const hanging = connect(never, never);
    const listing = hanging.connector.list();
    await pass(SERIAL_DEADLINES.list);
    vi.useRealTimers();
    expect(await listing).toEqual(await failing.connector.list());
  });
});
