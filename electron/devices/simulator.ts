/**
 * Simulated devices behind the same interface as real serial ports: for training, demonstrations and tests.
 *
 * A virtual device knows only bytes. It stands behind {@link simulatedConnector} in this process, and just as well
 * behind a pseudo terminal, so that what the tests of the real port speak to is what training shows.
 */
import { failIn, ok, type Failure } from '../../core/base/result.ts';
import { within } from './deadline.ts';
import type { Connector, LossReason, Transport, TransportEvents } from './transport.ts';

const fail = failIn('port');

export type SimulatorFault =
  | 'unplugged'
  /** The printer loses its cable in the middle of the next label. */
  | 'unplug-mid-label'
  /** The printer starts anew in the middle of the next label, as after a dip in its power. */
  | 'reset-mid-label'
  /** The device takes no more bytes, as with XOFF. */
  | 'stalled'
  | 'silent'
  | 'slow'
  | 'garbage'
  | 'paper-out'
  | 'head-open'
  | 'ribbon-out'
  | 'paused'
  /** The scanner sends half a code and stops. */
  | 'truncated'
  /** The scanner sends two codes without anything between. */
  | 'glued'
  /** The scanner is set to end a code with nothing. */
  | 'no-suffix';

export interface FaultSwitch {
  readonly fault: SimulatorFault;
  readonly on: boolean;
}

/** A row of fault switches. */
export class FaultSwitches {
  readonly #on: Map<SimulatorFault, boolean>;
  readonly #watchers = new Set<(fault: SimulatorFault, on: boolean) => void>();

  constructor(faults: readonly SimulatorFault[]) {
    this.#on = new Map(faults.map((fault) => [fault, false]));
  }

  list(): readonly FaultSwitch[] {
    return [...this.#on].map(([fault, on]) => ({ fault, on }));
  }

  /** Whether this device has such a switch; for names that come from outside. */
  knows(name: string): name is SimulatorFault {
    return (this.#on as ReadonlyMap<string, boolean>).has(name);
  }

  has(fault: SimulatorFault): boolean {
    return this.#on.get(fault) === true;
  }

  set(fault: SimulatorFault, on: boolean): void {
    if (!this.knows(fault)) throw new TypeError(`this device has no switch "${fault}"`);
    if (this.has(fault) === on) return;
    this.#on.set(fault, on);
    for (const watcher of this.#watchers) watcher(fault, on);
  }

  /** Calls `watcher` at every change, until the returned function is called. */
  watch(watcher: (fault: SimulatorFault, on: boolean) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }
}

export interface VirtualDevice {
  readonly title: string;
  readonly faults: FaultSwitches;
  /** A host is on the line: from now on the device speaks through `send`; null, nobody listens any more. */
  attach(send: ((bytes: Uint8Array) => void) | null): void;
  /** Bytes from the host, in chunks of any size. */
  receive(bytes: Uint8Array): void;
}

/** What goes over the line at once, as on USB. */
const PACKET = 64;

/** @param devices the virtual devices by the path they answer to. */
export function simulatedConnector(
  devices: Readonly<Record<string, VirtualDevice>>,
  deadlines = { write: 8000 },
): Connector {
  const taken = new Set<VirtualDevice>();
  return {
    async open({ path }, events) {
      const device = devices[path];
      if (device === undefined || device.faults.has('unplugged')) {
        return fail('no-port', `There is no device at ${path}. Plug it in, or choose another port.`, { path });
      }
      if (taken.has(device)) return fail('port-busy', `Another program is using ${path}. Close it.`, { path });
      taken.add(device);
      return ok(openLine(device, events, deadlines, () => taken.delete(device)));
    },
    async list() {
      return Object.entries(devices)
        .filter(([, device]) => !device.faults.has('unplugged'))
        .map(([path, { title }]) => ({ path, title, usb: null }));
    },
  };
}

function openLine(
  device: VirtualDevice,
  events: TransportEvents,
  deadlines: { readonly write: number },
  released: () => void,
): Transport {
  let ended: Failure<LossReason | 'closed'> | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  const ignore = device.faults.watch((fault, on) => {
    if (fault === 'unplugged' && on) lose(UNPLUGGED);
  });
  device.attach((bytes) => {
    const lent = bytes.slice();
    events.data(lent);
    lent.fill(0);
  });

  function end(reason: Failure<LossReason | 'closed'>): void {
    ended = reason;
    ignore();
    device.attach(null);
    released();
  }

  function lose(reason: Failure<LossReason>): void {
    if (ended !== null) return;
    end(reason);
    events.lost(reason);
  }

  async function send(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length && ended === null; at += PACKET) {
      if (device.faults.has('stalled')) await new Promise(() => undefined);
      device.receive(bytes.slice(at, at + PACKET));
      await Promise.resolve();
    }
  }

  return {
    write(bytes) {
      const written = turn.then(async () => {
        if (ended !== null) return { ok: false as const, error: ended };
        if (typeof (await within(deadlines.write, send(bytes))) === 'symbol') lose(STALLED);
        return ended === null ? ok(null) : { ok: false as const, error: ended };
      });
      turn = written;
      return written;
    },
    async close() {
      if (ended === null) end(CLOSED);
    },
  };
}

const UNPLUGGED: Failure<LossReason> = {
  area: 'port',
  kind: 'unplugged',
  message: 'The simulated device was unplugged. Plug it in again; the station will find it.',
};

const STALLED: Failure<LossReason> = {
  area: 'port',
  kind: 'stalled',
  message: 'The simulated device takes no more data. Check that it is switched on and not paused.',
};

const CLOSED: Failure<'closed'> = {
  area: 'port',
  kind: 'closed',
  message: 'The connection has ended. Nothing was sent.',
};
