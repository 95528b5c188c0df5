import { FaultSwitches, type VirtualDevice } from './simulator.ts';
import { SPOKEN } from './spoken.ts';
import type { Firmware, PrinterTraits } from './virtual-firmware.ts';

const TRAITS: PrinterTraits = {
  language: 'zpl',
  dpmm: 8,
  pace: 400,
  detailed: true,
  counts: false,
  stored: 0,
  boot: 4000,
};

/** Milliseconds an answer takes with the fault `slow`: longer than anybody waits for it. */
const SLOW = 1500;

/**
 * A label printer as far as its line goes: takes labels and questions as the guides say, holds labels while something
 * is wrong, and prints the rest when it is mended, as real ones do.
 */
export class VirtualPrinter implements VirtualDevice {
  readonly title = 'Simulated printer';
  readonly faults = new FaultSwitches([
    'unplugged',
    'unplug-mid-label',
    'reset-mid-label',
    'paper-out',
    'head-open',
    'ribbon-out',
    'paused',
    'silent',
    'garbage',
    'slow',
    'stalled',
  ]);
  readonly traits: PrinterTraits;
  readonly #printed: (label: string) => void;
  readonly #firmware: Firmware;
  #send: ((bytes: Uint8Array) => void) | null = null;
  /** What has come in and is no whole label or command yet. */
  #input = '';
  #queue: string[] = [];
  #printing: NodeJS.Timeout | null = null;
  #booting = false;
  #counted = 4711;
  stored: number;
  reprints = true;

  /** @param printed is called with every label that comes out, in the printer's language. */
  constructor(printed: (label: string) => void, traits: Partial<PrinterTraits> = {}) {
    this.#printed = printed;
    this.traits = { ...TRAITS, ...traits };
    this.stored = this.traits.stored;
    this.#firmware = new SPOKEN[this.traits.language].firmware(this);
    this.faults.watch(() => this.#work());
  }

  get queued(): number {
    return this.#queue.length;
  }

  get printing(): boolean {
    return this.#printing !== null;
  }

  get counted(): number {
    return this.#counted;
  }

  attach(send: ((bytes: Uint8Array) => void) | null): void {
    this.#send = send;
  }

  receive(bytes: Uint8Array): void {
    if (this.#booting) return;
    this.#input += Buffer.from(bytes).toString('latin1');
    if (this.faults.has('unplug-mid-label') && this.#firmware.begins.test(this.#input)) {
      this.faults.set('unplug-mid-label', false);
      this.faults.set('unplugged', true);
      return;
    }
    this.#input = this.#firmware.read(this.#input);
  }

  /** Switches the printer off and on: what it held is gone, its settings are those of power-up. */
  powerCycle(): void {
    this.clear();
    this.#input = '';
    this.#firmware.restart();
  }

  accept(label: string, copies: number): void {
    this.#queue.push(...new Array<string>(copies).fill(label));
    this.#work();
  }

  clear(): void {
    if (this.#printing !== null) clearTimeout(this.#printing);
    this.#printing = null;
    this.#queue = [];
  }

  answer(text: string): void {
    if (this.faults.has('silent')) return;
    const said = this.faults.has('garbage') ? this.#firmware.noise : text;
    const speak = () => this.#send?.(Buffer.from(said, 'latin1'));
    if (this.faults.has('slow')) setTimeout(speak, SLOW);
    else speak();
  }

  get #stopped(): boolean {
    return (['paper-out', 'head-open', 'ribbon-out', 'paused'] as const).some((fault) => this.faults.has(fault));
  }

  #work(): void {
    if (this.#stopped) {
      if (this.#printing === null) return;
      // Half of it is out. Without a reprint the printer holds it for lost.
      clearTimeout(this.#printing);
      this.#printing = null;
      if (!this.reprints) this.#queue.shift();
      return;
    }
    if (this.#printing !== null || this.#queue.length === 0) return;
    const resets = this.faults.has('reset-mid-label');
    this.#printing = setTimeout(
      () => {
        this.#printing = null;
        if (resets) return this.#reset();
        const label = this.#queue.shift();
        if (label !== undefined) {
          this.#counted++;
          this.#printed(label);
        }
        this.#work();
      },
      resets ? this.traits.pace / 2 : this.traits.pace,
    );
  }

  /** Half a label is out, and the printer starts anew. */
  #reset(): void {
    this.faults.set('reset-mid-label', false);
    this.powerCycle();
    this.#booting = true;
    setTimeout(() => (this.#booting = false), this.traits.boot);
  }
}
