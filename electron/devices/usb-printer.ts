/**
 * Printers of the USB printer class, which Linux offers as `/dev/usb/lp0` and so on (usblp) instead of as serial ports.
 * Bytes go both ways, so the same protocols are spoken and the same evidence asked for; one that never answers is not
 * ready, as a serial one.
 *
 * The file is opened without blocking, because a read that waits for a printer that says nothing holds a thread of the
 * process until it is unplugged.
 */
import { constants, promises as disk } from 'node:fs';
import { join } from 'node:path';
import { failIn, ok, type Failure, type Result } from '../../core/base/result.ts';
import { pause } from './deadline.ts';
import { openRefusal } from './serial-refusal.ts';
import type { Connector, ListedPort, LossReason, Transport, TransportEvents, WriteFailure } from './transport.ts';

const fail = failIn('port');

/** Where Linux keeps them, and what it says of them. */
const USB_PRINTERS = { devices: '/dev/usb', about: '/sys/class/usbmisc' };

/** Milliseconds. */
const TIMES = { look: 25, write: 8000 };

const NAME = /^lp\d+$/;

/** A file as it is used here. */
type OpenFile = Awaited<ReturnType<typeof disk.open>>;

/** Whether a path is that of a printer of the USB printer class. */
export const isUsbPrinter = (path: string, { devices } = USB_PRINTERS): boolean =>
  path.startsWith(`${devices}/`) && NAME.test(path.slice(devices.length + 1));

/** Serial ports and USB printers as one: a person chooses from one list. */
export const withUsbPrinters = (serial: Connector, places = USB_PRINTERS): Connector => ({
  open: (settings, events) =>
    isUsbPrinter(settings.path, places) ? openPrinterFile(settings.path, events) : serial.open(settings, events),
  list: async () => [...(await serial.list()), ...(await listPrinters(places))],
});

async function openPrinterFile(path: string, events: TransportEvents) {
  try {
    const file = await disk.open(path, constants.O_RDWR | constants.O_NONBLOCK);
    return ok(new UsbPrinterTransport(file, path, events));
  } catch (cause) {
    return openRefusal(path, cause);
  }
}

async function listPrinters({ devices, about }: typeof USB_PRINTERS): Promise<readonly ListedPort[]> {
  const names = await disk.readdir(devices).catch(() => []);
  return Promise.all(names.filter((name) => NAME.test(name)).map((name) => listed(name, devices, join(about, name))));
}

async function listed(name: string, devices: string, about: string): Promise<ListedPort> {
  /** The interface is `device`; the printer itself, with its names, is what it belongs to. */
  const said = (what: string): Promise<string | null> =>
    disk.readFile(join(about, 'device', '..', what), 'utf8').then(
      (text) => text.trim() || null,
      () => null,
    );
  const [maker, product, serialNumber, vendorId, productId] = await Promise.all(
    ['manufacturer', 'product', 'serial', 'idVendor', 'idProduct'].map(said),
  );
  const title = [maker, product, serialNumber].filter((part) => part != null).join(' ');
  const usb =
    vendorId == null || productId == null ? null : { vendorId, productId, serialNumber: serialNumber ?? null };
  return { path: `${devices}/${name}`, title: title === '' ? name : title, usb };
}

/** What a call to the system came to: nothing there yet, or the device is gone. */
const codeOf = (cause: unknown): string => (cause as NodeJS.ErrnoException).code ?? '';

class UsbPrinterTransport implements Transport {
  #file: OpenFile | null;
  /** The write before: they go out one after another. */
  #turn: Promise<unknown> = Promise.resolve();
  readonly #path: string;
  readonly #events: TransportEvents;

  constructor(file: OpenFile, path: string, events: TransportEvents) {
    this.#file = file;
    this.#path = path;
    this.#events = events;
    void this.#read(file);
  }

  write(bytes: Uint8Array): Promise<Result<null, WriteFailure>> {
    const written = this.#turn.then(() => this.#write(bytes));
    this.#turn = written;
    return written;
  }

  async close(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    await file?.close().catch(() => undefined);
  }

  async #read(file: OpenFile): Promise<void> {
    const buffer = Buffer.alloc(4096);
    while (this.#file === file) {
      const read = await file.read(buffer, 0, buffer.length, null).then(
        ({ bytesRead }) => bytesRead,
        (cause: unknown) => codeOf(cause),
      );
      if (this.#file !== file) return;
      if (typeof read === 'string' && read !== 'EAGAIN') return this.#lose(unplugged(this.#path));
      if (typeof read === 'number' && read > 0) {
        this.#events.data(buffer.subarray(0, read));
        buffer.fill(0, 0, read);
      } else {
        await pause(TIMES.look);
      }
    }
  }

  async #write(bytes: Uint8Array): Promise<Result<null, WriteFailure>> {
    const until = performance.now() + TIMES.write;
    for (let at = 0; at < bytes.length;) {
      const file = this.#file;
      if (file === null) return fail('closed', `The connection to ${this.#path} has ended.`);
      const sent = await file.write(bytes, at, bytes.length - at, null).then(
        ({ bytesWritten }) => bytesWritten,
        (cause: unknown) => codeOf(cause),
      );
      if (typeof sent === 'number') at += sent;
      else if (sent !== 'EAGAIN') return this.#refuse(unplugged(this.#path));
      if (at < bytes.length && performance.now() > until) return this.#refuse(stalled(this.#path));
      if (sent === 'EAGAIN' || sent === 0) await pause(TIMES.look);
    }
    return ok(null);
  }

  /** Nobody knows what left the host: the connection has ended with the write. */
  #refuse(reason: Failure<LossReason>): Result<never, LossReason> {
    this.#lose(reason);
    return { ok: false, error: reason };
  }

  #lose(reason: Failure<LossReason>): void {
    const file = this.#file;
    if (file === null) return;
    this.#file = null;
    void file.close().catch(() => undefined);
    this.#events.lost(reason);
  }
}

const unplugged = (path: string): Failure<LossReason> => ({
  area: 'port',
  kind: 'unplugged',
  message: `The printer at ${path} was unplugged or switched off. The station will find it again.`,
});

const stalled = (path: string): Failure<LossReason> => ({
  area: 'port',
  kind: 'stalled',
  message: `The printer at ${path} takes no more data. Check that it is switched on and not paused.`,
});
