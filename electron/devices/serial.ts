/**
 * Real serial ports, on the binding of the `serialport` package.
 *
 * On the binding and not on the `SerialPort` stream, *because* the stream's write queue outlives the connection: what
 * was written to an unplugged printer goes out to whatever is plugged in next. The binding has no queue, its calls
 * fail when the port is gone, and there is nothing that could be opened a second time.
 */
import { readdir } from 'node:fs/promises';
import { fail, ok, type Failure, type Result } from '../../core/result.ts';
import { LATE, within } from './deadline.ts';
import { openRefusal } from './serial-refusal.ts';
import type {
  Connector,
  ListedPort,
  LossReason,
  PortSettings,
  Transport,
  TransportEvents,
  WriteFailure,
} from './transport.ts';

/** The part of `SerialPort.binding` that is used here. */
export interface SerialBinding {
  open(options: BindingOptions): Promise<BindingPort>;
  list(): Promise<readonly BindingPortInfo[]>;
}

export interface BindingOptions {
  path: string;
  baudRate: number;
  dataBits: 8;
  stopBits: 1;
  parity: 'none';
  lock: boolean;
  rtscts: boolean;
  xon: boolean;
  xoff: boolean;
}

export interface BindingPort {
  read(buffer: Buffer, offset: number, length: number): Promise<{ bytesRead: number }>;
  write(buffer: Buffer): Promise<void>;
  drain(): Promise<void>;
  flush(): Promise<void>;
  set(lines: { dtr: boolean; rts: boolean }): Promise<void>;
  close(): Promise<void>;
}

export interface BindingPortInfo {
  readonly path: string;
  readonly manufacturer?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly pnpId?: string | undefined;
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
}

/** Milliseconds. A label of 2 kB takes 2 s at 9600 baud, and the printer may hold the line while it prints. */
export const SERIAL_DEADLINES = { open: 5000, write: 8000, close: 2000, list: 5000 };

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
      return ok(new SerialTransport(port, path, events, deadlines));
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

/** One open port. `#port` is null from the moment the connection has ended, for whatever reason. */
class SerialTransport implements Transport {
  #port: BindingPort | null;
  /** The write before: they go out one after another. */
  #turn: Promise<unknown> = Promise.resolve();
  readonly #path: string;
  readonly #events: TransportEvents;
  readonly #deadlines: typeof SERIAL_DEADLINES;

  constructor(port: BindingPort, path: string, events: TransportEvents, deadlines: typeof SERIAL_DEADLINES) {
    this.#port = port;
    this.#path = path;
    this.#events = events;
    this.#deadlines = deadlines;
    void this.#read(port);
  }

  write(bytes: Uint8Array): Promise<Result<null, WriteFailure>> {
    const written = this.#turn.then(() => this.#write(bytes));
    this.#turn = written;
    return written;
  }

  async close(): Promise<void> {
    const port = this.#port;
    this.#port = null;
    if (port !== null) await this.#release(port);
  }

  async #read(port: BindingPort): Promise<void> {
    const buffer = Buffer.alloc(4096);
    for (;;) {
      const bytesRead = await port.read(buffer, 0, buffer.length).then(
        (read) => read.bytesRead,
        () => 0,
      );
      if (this.#port !== port) return;
      if (bytesRead === 0) return this.#lose(unplugged(this.#path));
      this.#events.data(buffer.subarray(0, bytesRead));
      buffer.fill(0, 0, bytesRead);
    }
  }

  async #write(bytes: Uint8Array): Promise<Result<null, WriteFailure>> {
    const port = this.#port;
    if (port === null) return fail('closed', `The connection to ${this.#path} has ended. Nothing was sent.`);
    const sending = (async () => {
      await port.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      await port.drain();
    })();
    const sent = await within(this.#deadlines.write, sending).catch(() => 'gone' as const);
    if (sent === undefined) return ok(null);
    const reason = sent === LATE ? stalled(this.#path) : unplugged(this.#path);
    this.#lose(reason);
    return { ok: false, error: reason };
  }

  #lose(reason: Failure<LossReason>): void {
    const port = this.#port;
    if (port === null) return;
    this.#port = null;
    void this.#release(port);
    this.#events.lost(reason);
  }

  /** Discards what the system still holds for the device, then lets the port go; a stuck port is abandoned. */
  async #release(port: BindingPort): Promise<void> {
    await within(this.#deadlines.close, port.flush()).catch(() => undefined);
    await within(this.#deadlines.close, port.close()).catch(() => undefined);
  }
}

const unplugged = (path: string): Failure<LossReason> => ({
  kind: 'unplugged',
  message: `The device at ${path} was unplugged. Plug it in again; the station will find it.`,
});

const stalled = (path: string): Failure<LossReason> => ({
  kind: 'stalled',
  message: `The device at ${path} takes no more data. Check that it is switched on and not paused.`,
});

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
