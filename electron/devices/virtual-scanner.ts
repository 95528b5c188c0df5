import { FaultSwitches, type VirtualDevice } from './simulator.ts';

export interface VirtualHabits {
  /** AIM symbology identifier put before every code; empty for none. */
  readonly aim: string;
  readonly suffix: string;
  /** Bytes sent at once. */
  readonly packet: number;
}

const HABITS: VirtualHabits = { aim: ']Q1', suffix: '\r', packet: 64 };

/** Milliseconds between two packets with the fault `slow`: long for a scanner, short of a cut-off. */
const SLOW = 60;

/** A serial scanner: sends what is held before it, and keeps what the host answers. */
export class VirtualScanner implements VirtualDevice {
  readonly title = 'Simulated scanner';
  readonly faults = new FaultSwitches(['unplugged', 'garbage', 'slow', 'truncated', 'glued', 'no-suffix']);
  readonly #habits: VirtualHabits;
  readonly #heard: number[] = [];
  #send: ((bytes: Uint8Array) => void) | null = null;

  constructor(habits: Partial<VirtualHabits> = {}) {
    this.#habits = { ...HABITS, ...habits };
  }

  /** Every byte the host has sent, e.g. the answers that make a scanner beep. */
  get heard(): readonly number[] {
    return this.#heard;
  }

  attach(send: ((bytes: Uint8Array) => void) | null): void {
    this.#send = send;
  }

  receive(bytes: Uint8Array): void {
    this.#heard.push(...bytes);
  }

  /** Holds a code before the scanner. Resolves when the last byte is on the line. */
  async scan(code: string): Promise<void> {
    const { packet } = this.#habits;
    const bytes = this.#encode(code);
    const step = this.faults.has('slow') ? 4 : packet;
    for (let at = 0; at < bytes.length; at += step) {
      if (at > 0 && this.faults.has('slow')) await new Promise((resolve) => setTimeout(resolve, SLOW));
      this.#send?.(bytes.subarray(at, at + step));
    }
    bytes.fill(0);
  }

  #encode(code: string): Uint8Array {
    const { aim, suffix } = this.#habits;
    const half = code.slice(0, Math.ceil(code.length / 2));
    if (this.faults.has('truncated')) return Buffer.from(aim + half, 'latin1');
    if (this.faults.has('garbage')) return Buffer.from(`${aim}${half}\x00\x9f\x07${suffix}`, 'latin1');
    const whole = this.faults.has('glued') ? aim + code + code : aim + code;
    return Buffer.from(this.faults.has('no-suffix') ? whole : whole + suffix, 'latin1');
  }
}
