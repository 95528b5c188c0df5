import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { failIn, ok } from '../../../core/base/result.ts';
import { BACK_OFF, keepConnected, type ConnectionEvents } from '../../../electron/devices/connection.ts';
import type {
  Connector,
  ListedPort,
  Transport,
  TransportEvents,
  UsbIdentity,
} from '../../../electron/devices/transport.ts';
import { pass, stopClock } from '../../fakes/clock.ts';

beforeEach(stopClock);
afterEach(() => vi.useRealTimers());

const usb: UsbIdentity = { vendorId: '0c2e', productId: '0cd4', serialNumber: 'S1' };
const at = (path: string, identity: UsbIdentity | null = usb): ListedPort => ({ path, title: path, usb: identity });

interface Opened {
  readonly path: string;
  readonly events: TransportEvents;
  readonly transport: Transport;
}

/** A system whose listed ports can be changed, and every port of which opens. */
function system(ports: ListedPort[], refuse: ReadonlySet<string> = new Set()) {
  const opened: Opened[] = [];
  const connector: Connector = {
    list: async () => ports,
    open: async ({ path }, events) => {
      if (refuse.has(path)) return failIn('port')('port-busy', 'busy');
      const transport = { write: async () => ok(null), close: vi.fn(async () => undefined) };
      opened.push({ path, events, transport });
      return ok(transport);
    },
  };
  return { connector, opened };
}

function listener() {
  const heard: string[] = [];
  const events: ConnectionEvents = {
    opening: () => heard.push('opening'),
    opened: () => heard.push('opened'),
    data: (bytes) => heard.push(`data ${Buffer.from(bytes).toString()}`),
    lost: ({ kind }) => heard.push(kind),
    refused: ({ kind, message }) => heard.push(`${kind}: ${message}`),
  };
  return { heard, events };
}

const address = (path: string, identity: UsbIdentity | null) => ({
  port: { path, baudRate: 9600, flow: 'none' as const },
  usb: identity,
});
const unplugged = { area: 'port', kind: 'unplugged', message: 'gone' } as const;

test('finds a device by what it is when its path has changed', async () => {
  const ports = [at('/dev/ttyACM0')];
  const { connector, opened } = system(ports);
  keepConnected(connector, address('/dev/ttyACM0', usb), listener().events);
  await pass(0);
  ports[0] = at('/dev/ttyACM7');
  opened[0]?.events.lost(unplugged);
  await pass(1000);
  expect(opened.map(({ path }) => path)).toEqual(['/dev/ttyACM0', '/dev/ttyACM7']);
  expect(opened[0]?.transport).not.toBe(opened[1]?.transport);
});

test('does not take another device that sits at the path', async () => {
  const { connector, opened } = system([at('/dev/ttyACM0', { ...usb, serialNumber: 'S2' })]);
  const { heard, events } = listener();
  keepConnected(connector, address('/dev/ttyACM0', usb), events);
  await pass(0);
  expect(opened).toEqual([]);
  expect(heard).toEqual(['opening', expect.stringMatching(/^no-port: .*not plugged in/)]);
});

test('does not guess between two that look the same, unless one is where it was', async () => {
  const anonymous = { ...usb, serialNumber: null };
  const { connector, opened } = system([at('/dev/ttyACM0'), at('/dev/ttyACM1', { ...usb, serialNumber: 'S2' })]);
  const { heard, events } = listener();
  keepConnected(connector, address('/dev/ttyACM9', anonymous), events);
  await pass(0);
  expect(heard[1]).toMatch(/^no-port: 2 devices look the same/);
  keepConnected(connector, address('/dev/ttyACM1', anonymous), events);
  await pass(0);
  expect(opened.map(({ path }) => path)).toEqual(['/dev/ttyACM1']);
});

test('goes by the path where the system names no vendors', async () => {
  const { connector, opened } = system([at('/dev/serial/by-id/x', null)]);
  keepConnected(connector, address('/dev/ttyACM0', usb), listener().events);
  await pass(0);
  expect(opened.map(({ path }) => path)).toEqual(['/dev/ttyACM0']);
});

test('waits longer after each failure, and never stops trying', async () => {
  const { connector } = system([], new Set(['/dev/ttyACM0']));
  const open = vi.spyOn(connector, 'open');
  keepConnected(connector, address('/dev/ttyACM0', null), listener().events);
  await pass(0);
  for (const [i, wait] of [...BACK_OFF, BACK_OFF.at(-1) ?? 0].entries()) {
    await pass(wait - 1);
    expect(open).toHaveBeenCalledTimes(i + 1);
    await pass(1);
    expect(open).toHaveBeenCalledTimes(i + 2);
  }
});

test('hears nothing more from a connection that has ended', async () => {
  const { connector, opened } = system([]);
  const { heard, events } = listener();
  keepConnected(connector, address('/dev/ttyACM0', null), events);
  await pass(0);
  opened[0]?.events.data(Buffer.from('one'));
  opened[0]?.events.lost(unplugged);
  opened[0]?.events.lost(unplugged);
  opened[0]?.events.data(Buffer.from('ghost'));
  await pass(1000);
  opened[0]?.events.data(Buffer.from('ghost'));
  opened[1]?.events.data(Buffer.from('two'));
  expect(heard).toEqual(['opening', 'opened', 'data one', 'unplugged', 'opening', 'opened', 'data two']);
});

test('a port that opens after close is let go at once', async () => {
  const { connector, opened } = system([]);
  const { heard, events } = listener();
  const connection = keepConnected(connector, address('/dev/ttyACM0', null), events);
  await connection.close();
  expect(opened[0]?.transport.close).toHaveBeenCalledTimes(1);
  expect(heard).toEqual(['opening']);
});
