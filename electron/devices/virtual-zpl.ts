import type { Firmware, PrinterBody } from './virtual-firmware.ts';

const COMMAND = /~(JA|JX|HI|HS|HQES)|! U1 getvar "([\w.]+)"\r\n/;
/** Longer than any command, of which only the beginning may have come. */
const LONGEST_COMMAND = 64;

type Flag = 'paper-out' | 'head-open' | 'ribbon-out' | 'paused';

/** The ZPL side of a printer: formats and `~` commands in, `~HS`, `~HQES`, `~HI` and an odometer out, as the guide says. */
export class VirtualZpl implements Firmware {
  readonly begins = /\^XA\^CI/;
  readonly noise = '\x00\x02\xff#?\x03\x02~\x03\x15';
  readonly #body: PrinterBody;

  constructor(body: PrinterBody) {
    this.#body = body;
  }

  restart(): void {
    this.#body.reprints = true;
  }

  /** Takes whole commands and formats, in order; a `~` command works at once, even inside a format. */
  read(input: string): string {
    let rest = input;
    for (;;) {
      const command = COMMAND.exec(rest);
      const format = /\^XA[^]*?\^XZ/.exec(rest);
      if (command !== null && (format === null || command.index < format.index + format[0].length)) {
        // A command speaks of what came before it.
        const before = rest.slice(0, command.index);
        rest = this.#obey(command[1] ?? command[2] ?? '', before) + rest.slice(command.index + command[0].length);
      } else if (format !== null) {
        rest = rest.slice(format.index + format[0].length);
        this.#accept(format[0]);
      } else break;
    }
    // Outside a format only the beginning of a command can matter.
    return rest.includes('^XA') ? rest : rest.slice(-LONGEST_COMMAND);
  }

  /** @returns what is left of what came before the command. */
  #obey(command: string, before: string): string {
    const { traits, counted } = this.#body;
    if (command === 'JA') this.#body.clear();
    else if (command === 'JX') return '';
    else if (command === 'HI') this.#answer([`VIRTUAL-${traits.dpmm},V1.0,${traits.dpmm},8192KB`]);
    else if (command === 'HS') this.#answer(this.#hostStatus(before.includes('^XA')));
    else if (command === 'HQES' && traits.detailed) this.#answer([this.#errors()]);
    else if (command.includes('.') && traits.detailed) {
      this.#body.answer(command === 'odometer.total_label_count' && traits.counts ? `"${counted}"` : '"?"');
    }
    return before;
  }

  #accept(format: string): void {
    if (format.includes('^JZN')) this.#body.reprints = false;
    if (format.includes('^JZY')) this.#body.reprints = true;
    if (format.includes('^IDR:*.*')) this.#body.stored = 0;
    if (!/\^F[DO]/.test(format) || format.includes('^ID')) return;
    this.#body.accept(format, Number(/\^PQ(\d+)/.exec(format)?.[1] ?? 1));
  }

  #answer(strings: readonly string[]): void {
    this.#body.answer(strings.map((string) => `\x02${string}\x03\r\n`).join(''));
  }

  #flag(fault: Flag): string {
    return this.#body.faults.has(fault) ? '1' : '0';
  }

  #hostStatus(isPartial: boolean): readonly string[] {
    const queued = String(this.#body.queued).padStart(3, '0');
    const stored = String(this.#body.stored).padStart(3, '0');
    return [
      `030,${this.#flag('paper-out')},${this.#flag('paused')},0200,${queued},0,0,${isPartial ? '1' : '0'},000,0,0,0`,
      `001,0,${this.#flag('head-open')},${this.#flag('ribbon-out')},1,2,6,0,00000000,1,${stored}`,
      '1234,0',
    ];
  }

  #errors(): string {
    const { faults } = this.#body;
    const bits =
      (faults.has('paper-out') ? 0x1 : 0) |
      (faults.has('ribbon-out') ? 0x2 : 0) |
      (faults.has('head-open') ? 0x4 : 0) |
      (faults.has('paused') ? 0x10000 : 0);
    const errors = `${bits === 0 ? 0 : 1} 00000000 ${bits.toString(16).toUpperCase().padStart(8, '0')}`;
    return `\r\n\r\n  PRINTER STATUS\r\n   ERRORS:         ${errors}\r\n   WARNINGS:       0 00000000 00000000\r\n`;
  }
}
