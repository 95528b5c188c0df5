/**
 * One physical connection to a device: bytes in, bytes out, and an end. What is true of every implementation, a real
 * serial port or a simulated one:
 *
 * - a connection is opened once and never again: after its end there is a new object with nothing in its queue;
 * - nothing is accepted once it has ended, so nothing can be delivered to whatever is plugged in next;
 * - every call has a deadline; a write that misses it ends the connection, because nobody knows what left the host.
 */
import type { Failure, Result } from '../../core/base/result.ts';

export type FlowControl = 'none' | 'xon-xoff' | 'rts-cts';

export interface PortSettings {
  /** A device path, typed or listed: `/dev/serial/by-id/...`, `/dev/ttyACM0`, `COM3`, a pseudo terminal. */
  readonly path: string;
  readonly baudRate: number;
  readonly flow: FlowControl;
}

/** How a USB device is known again, whatever path it turns up at. Hexadecimal in lower case, without `0x`. */
export interface UsbIdentity {
  readonly vendorId: string;
  readonly productId: string;
  readonly serialNumber: string | null;
}

export interface ListedPort {
  readonly path: string;
  /** Maker and serial number where known. */
  readonly title: string;
  readonly usb: UsbIdentity | null;
}

export type OpenFailure = 'no-port' | 'no-permission' | 'port-busy' | 'not-a-port' | 'port-stuck' | 'port-refused';

/** Why a connection ended by itself. */
export type LossReason = 'unplugged' | 'stalled';

export type WriteFailure = LossReason | 'closed';

export interface TransportEvents {
  /** The bytes are lent: the transport overwrites them when this returns, since a scan may hold a private key. */
  readonly data: (bytes: Uint8Array) => void;
  /** Called at most once, when the connection ends by itself; not after {@link Transport.close}. */
  readonly lost: (reason: Failure<LossReason>) => void;
}

export interface Transport {
  /** Resolves when the last byte has left the host (written and drained). Writes go out one after another. */
  write(bytes: Uint8Array): Promise<Result<null, WriteFailure>>;
  /** Ends the connection and drops what has not left yet. Idempotent. */
  close(): Promise<void>;
}

export interface Connector {
  /** Opens a new connection. Its reader runs from the first moment: an unread port never notices an unplug. */
  open(settings: PortSettings, events: TransportEvents): Promise<Result<Transport, OpenFailure>>;
  /** The ports that the system knows of; pseudo terminals never appear and can be typed. */
  list(): Promise<readonly ListedPort[]>;
}

/** The state of a device, and what is wrong with it in words when something is. */
export interface DeviceStatus<K extends string = string> {
  readonly state: 'absent' | 'opening' | 'identifying' | 'ready' | 'busy' | 'faulted';
  readonly trouble: Failure<K> | null;
}
