/** One open serial port. */
import { stat } from 'node:fs/promises';
import { failIn, ok, type Failure, type Result } from '../../core/base/result.ts';
import { LATE, within } from './deadline.ts';
import type { LossReason, Transport, TransportEvents, WriteFailure } from './transport.ts';

const fail = failIn('port');

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

/** Milliseconds. */
export const SERIAL_DEADLINES = {
  open: 5000,
  /** A label of 2 kB takes 2 s at 9600 baud, and the printer may hold the line while it prints. */
  write: 8000,
  close: 2000,
  list: 5000,
  /** How often an open port is looked for among the system's devices. */
  watch: 1000,
};

/** One open port. `#port` is null from the moment the connection has ended, for whatever reason. */
export class SerialTransport implements Transport {
  #port: BindingPort | null;
  /** The write before: they go out one after another. */
  #turn: Promise<unknown> = Promise.resolve();
  #watch: NodeJS.Timeout | undefined;
  readonly #path: string;
  readonly #events: TransportEvents;
  readonly #deadlines: typeof SERIAL_DEADLINES;

  /** @param node what {@link nodeOf} said of the path when the port was opened. */
  constructor(
    port: BindingPort,
    path: string,
    node: string | null,
    events: TransportEvents,
    deadlines: typeof SERIAL_DEADLINES,
  ) {
    this.#port = port;
    this.#path = path;
    this.#events = events;
    this.#deadlines = deadlines;
    void this.#read(port);
    if (node !== null) this.#watchFor(node);
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

  /**
   * The binding overlooks an unplug that falls between two of its steps: its read then finds nothing, again and again,
   * without an end. The device's node tells, which is gone by then, or is another one.
   */
  #watchFor(node: string): void {
    this.#watch = setTimeout(() => {
      void nodeOf(this.#path).then((now) => {
        if (this.#port === null) return;
        if (now === node) this.#watchFor(node);
        else this.#lose(unplugged(this.#path));
      });
    }, this.#deadlines.watch);
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
    clearTimeout(this.#watch);
    await within(this.#deadlines.close, port.flush()).catch(() => undefined);
    await within(this.#deadlines.close, port.close()).catch(() => undefined);
  }
}

const unplugged = (path: string): Failure<LossReason> => ({
  area: 'port',
  kind: 'unplugged',
  message: `The device at ${path} was unplugged. Plug it in again; the station will find it.`,
});

const stalled = (path: string): Failure<LossReason> => ({
  area: 'port',
  kind: 'stalled',
  message: `The device at ${path} takes no more data. Check that it is switched on and not paused.`,
});

/** What stands for a device among the system's files; null where devices are no files, as on Windows. */
export const nodeOf = (path: string): Promise<string | null> =>
  stat(path).then(
    ({ dev, ino, rdev }) => `${dev}:${ino}:${rdev}`,
    () => null,
  );
