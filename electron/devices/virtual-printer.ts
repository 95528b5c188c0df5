import { FaultSwitches, type VirtualDevice } from './simulator.ts';

export interface PrinterTraits {
  readonly dpmm: number;
  /** Milliseconds from a label's last byte until it is out. */
  readonly pace: number;
  /** Old printers do not know `~HQES`. */
  readonly detailed: boolean;
  /** Graphics that somebody has left in its memory. */
  readonly stored: number;
}

const TRAITS: PrinterTraits = { dpmm: 8, pace: 400, detailed: true, stored: 0 };

/** Milliseconds an answer takes with the fault `slow`: longer than anybody waits for it. */
const SLOW = 1500;

/**
 * A ZPL printer as far as its line goes: takes formats and `~` commands, answers `~HS`, `~HQES` and `~HI` as the guide
 * says, holds labels while something is wrong, and prints the rest when it is mended, as real ones do.
 */
export class VirtualPrinter implements VirtualDevice {
  readonly title = 'Simulated printer';
  readonly faults = new FaultSwitches([
    'unplugged',
    'unplug-mid-label',
    'paper-out',
    'head-open',
    'ribbon-out',
    'paused',
    'silent',
    'garbage',
    'slow',
    'stalled',
  ]);
  readonly #traits: PrinterTraits;
  readonly #printed: (zpl: string) => void;
  #send: ((bytes: Uint8Array) => void) | null = null;
  /** What has come in and is no whole format or command yet. */
  #input = '';
  #queue: string[] = [];
  #stored: number;
  #printing: NodeJS.Timeout | null = null;
  /** On at power-up: a label that an error has spoiled is printed again by itself. */
  #reprints = true;

  /** @param printed is called with the ZPL of every label that comes out, `^XA` to `^XZ`. */
  constructor(printed: (zpl: string) => void, traits: Partial<PrinterTraits> = {}) {
    this.#printed = printed;
    this.#traits = { ...TRAITS, ...traits };
    this.#stored = this.#traits.stored;
    this.faults.watch(() => this.#work());
  }

  attach(send: ((bytes: Uint8Array) => void) | null): void {
    this.#send = send;
  }

  receive(bytes: Uint8Array): void {
    this.#input += Buffer.from(bytes).toString('latin1');
    if (this.faults.has('unplug-mid-label') && this.#input.includes('^XA^CI')) {
      this.faults.set('unplug-mid-label', false);
      this.faults.set('unplugged', true);
      return;
    }
    this.#read();
  }

  /** Switches the printer off and on: what it held is gone, its settings are those of power-up. */
  powerCycle(): void {
    this.#clear();
    this.#input = '';
    this.#reprints = true;
  }

  /** Takes whole commands and formats off the input, in order; a `~` command works at once, even inside a format. */
  #read(): void {
    for (;;) {
      const command = /~(JA|JX|HI|HS|HQES)/.exec(this.#input);
      const format = /\^XA[^]*?\^XZ/.exec(this.#input);
      if (command !== null && (format === null || command.index < format.index + format[0].length)) {
        // A command speaks of what came before it.
        const after = this.#input.slice(command.index + command[0].length);
        this.#input = this.#input.slice(0, command.index);
        this.#obey(command[1] ?? '');
        this.#input += after;
      } else if (format !== null) {
        this.#input = this.#input.slice(format.index + format[0].length);
        this.#accept(format[0]);
      } else break;
    }
    // Outside a format only the beginning of a command can matter.
    if (!this.#input.includes('^XA')) this.#input = this.#input.slice(-4);
  }

  #obey(command: string): void {
    if (command === 'JA') this.#clear();
    else if (command === 'JX') this.#input = '';
    else if (command === 'HI') this.#answer([`VIRTUAL-${this.#traits.dpmm},V1.0,${this.#traits.dpmm},8192KB`]);
    else if (command === 'HS') this.#answer(this.#hostStatus());
    else if (command === 'HQES' && this.#traits.detailed) this.#answer([this.#errors()]);
  }

  #accept(format: string): void {
    if (format.includes('^JZN')) this.#reprints = false;
    if (format.includes('^JZY')) this.#reprints = true;
    if (format.includes('^IDR:*.*')) this.#stored = 0;
    if (!format.includes('^FD')) return;
    const copies = Number(/\^PQ(\d+)/.exec(format)?.[1] ?? 1);
    this.#queue.push(...new Array<string>(copies).fill(format));
    this.#work();
  }

  #clear(): void {
    if (this.#printing !== null) clearTimeout(this.#printing);
    this.#printing = null;
    this.#queue = [];
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
      if (!this.#reprints) this.#queue.shift();
      return;
    }
    if (this.#printing !== null || this.#queue.length === 0) return;
    this.#printing = setTimeout(() => {
      this.#printing = null;
      const label = this.#queue.shift();
      if (label !== undefined) this.#printed(label);
      this.#work();
    }, this.#traits.pace);
  }

  #answer(strings: readonly string[]): void {
    if (this.faults.has('silent')) return;
    const text = this.faults.has('garbage')
      ? '\x00\x02\xff#?\x03\x02~\x03\x15'
      : strings.map((string) => `\x02${string}\x03\r\n`).join('');
    const speak = () => this.#send?.(Buffer.from(text, 'latin1'));
    if (this.faults.has('slow')) setTimeout(speak, SLOW);
    else speak();
  }

  #flag(fault: 'paper-out' | 'head-open' | 'ribbon-out' | 'paused'): string {
    return this.faults.has(fault) ? '1' : '0';
  }

  #hostStatus(): readonly string[] {
    const queued = String(this.#queue.length).padStart(3, '0');
    const partial = this.#input.includes('^XA') ? '1' : '0';
    return [
      `030,${this.#flag('paper-out')},${this.#flag('paused')},0200,${queued},0,0,${partial},000,0,0,0`,
      `001,0,${this.#flag('head-open')},${this.#flag('ribbon-out')},1,2,6,0,00000000,1,${String(this.#stored).padStart(3, '0')}`,
      '1234,0',
    ];
  }

  #errors(): string {
    const bits =
      (this.faults.has('paper-out') ? 0x1 : 0) |
      (this.faults.has('ribbon-out') ? 0x2 : 0) |
      (this.faults.has('head-open') ? 0x4 : 0) |
      (this.faults.has('paused') ? 0x10000 : 0);
    const errors = `${bits === 0 ? 0 : 1} 00000000 ${bits.toString(16).toUpperCase().padStart(8, '0')}`;
    return `\r\n\r\n  PRINTER STATUS\r\n   ERRORS:         ${errors}\r\n   WARNINGS:       0 00000000 00000000\r\n`;
  }
}
