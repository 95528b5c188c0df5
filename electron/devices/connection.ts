/**
 * Keeps a device connected: finds it again by what it is, and takes a new connection every time.
 *
 * A connection that has ended is never spoken of again: events carry no word from an old one, and nothing is kept to be
 * sent later.
 */
import { failIn, ok, type Failure, type Result } from '../../core/base/result.ts';
import type { Connector, LossReason, OpenFailure, PortSettings, Transport, UsbIdentity } from './transport.ts';

const fail = failIn('port');

export interface DeviceAddress {
  readonly port: PortSettings;
  /** Known from commissioning: then the device is looked for by this, and the path may change. */
  readonly usb: UsbIdentity | null;
}

export interface ConnectionEvents {
  readonly opening: () => void;
  readonly opened: (transport: Transport) => void;
  readonly data: (bytes: Uint8Array) => void;
  readonly lost: (reason: Failure<LossReason>) => void;
  /** An attempt failed; there will be another. */
  readonly refused: (reason: Failure<OpenFailure>) => void;
}

export interface Connection {
  /** Ends the connection and stops looking for the device. */
  close(): Promise<void>;
}

/** Milliseconds before each next attempt; the last one repeats. */
export const BACK_OFF: readonly number[] = [250, 500, 1000, 2000, 4000];

export function keepConnected(
  connector: Connector,
  address: DeviceAddress,
  events: ConnectionEvents,
  backOff: readonly number[] = BACK_OFF,
): Connection {
  let generation = 0;
  let failures = 0;
  let closed = false;
  let transport: Transport | null = null;
  let retry: NodeJS.Timeout | undefined;
  let attempt: Promise<void> = Promise.resolve();

  function later(): void {
    const wait = backOff[Math.min(failures, backOff.length - 1)];
    failures += 1;
    retry = setTimeout(() => {
      attempt = connect();
    }, wait);
  }

  async function connect(): Promise<void> {
    events.opening();
    const mine = (generation += 1);
    const current = () => mine === generation && !closed;
    const path = await locate(connector, address);
    const opened = path.ok
      ? await connector.open(
          { ...address.port, path: path.value },
          {
            data: (bytes) => {
              if (current()) events.data(bytes);
            },
            lost: (reason) => {
              if (!current()) return;
              generation += 1;
              transport = null;
              events.lost(reason);
              later();
            },
          },
        )
      : path;
    if (closed) {
      if (opened.ok) await opened.value.close();
    } else if (!opened.ok) {
      events.refused(opened.error);
      later();
    } else if (current()) {
      // Not current when it was lost before it was handed over: then the next attempt is under way already.
      failures = 0;
      transport = opened.value;
      events.opened(opened.value);
    }
  }

  attempt = connect();

  return {
    async close() {
      closed = true;
      clearTimeout(retry);
      await attempt;
      await transport?.close();
      transport = null;
    },
  };
}

/** Where the device is now. */
async function locate(connector: Connector, { port, usb }: DeviceAddress): Promise<Result<string, OpenFailure>> {
  if (usb === null) return ok(port.path);
  const ports = await connector.list();
  const same = ports.filter(
    (listed) =>
      listed.usb !== null &&
      listed.usb.vendorId === usb.vendorId &&
      listed.usb.productId === usb.productId &&
      (usb.serialNumber === null || listed.usb.serialNumber === usb.serialNumber),
  );
  const found = same.find(({ path }) => path === port.path) ?? same[0];
  if (found !== undefined && (same.length === 1 || found.path === port.path)) return ok(found.path);
  if (found !== undefined) {
    return fail('no-port', `${same.length} devices look the same to the station. Unplug all but the one to be used.`);
  }
  // A system that names no vendors (no udev) can still have the port under its path.
  if (!ports.some((listed) => listed.usb !== null)) return ok(port.path);
  return fail('no-port', 'The device is not plugged in. Plug it in; the station will find it.');
}
