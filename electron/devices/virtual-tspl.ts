import type { Firmware, PrinterBody } from './virtual-firmware.ts';

/** Immediate commands work as they come, even inside a line. */
const IMMEDIATE = /\x1b!([?S.])/;

/** The TSPL side of a printer: lines in, a memory that labels are drawn in, and the status commands of the manual. */
export class VirtualTspl implements Firmware {
  readonly begins = /SIZE /;
  readonly noise = '\x15?\xff~';
  readonly #body: PrinterBody;
  #size = '';
  /** What is drawn and stays drawn until it is cleared, printed or not. */
  #drawn: string[] = [];

  constructor(body: PrinterBody) {
    this.#body = body;
  }

  /** `SET REPRINT` outlives a power cycle; the drawing does not. */
  restart(): void {
    [this.#size, this.#drawn] = ['', []];
  }

  read(input: string): string {
    let rest = input;
    for (;;) {
      const immediate = IMMEDIATE.exec(rest);
      const end = rest.indexOf('\n');
      if (immediate !== null && (end === -1 || immediate.index < end)) {
        rest = rest.slice(0, immediate.index) + rest.slice(immediate.index + immediate[0].length);
        this.#obey(immediate[1] ?? '');
      } else if (end !== -1) {
        const line = rest.slice(0, end).replace(/\r$/, '');
        rest = rest.slice(end + 1);
        this.#run(line);
      } else return rest;
    }
  }

  #obey(command: string): void {
    if (command === '?') this.#body.answer(String.fromCharCode(this.#status()));
    else if (command === '.') this.#body.clear();
    else if (this.#body.traits.detailed) this.#body.answer(this.#frame());
  }

  #run(line: string): void {
    const { traits, counted } = this.#body;
    const [, copies] = /^PRINT (\d+),1$/.exec(line) ?? [];
    if (line.startsWith('SIZE ')) this.#size = line;
    else if (line === 'CLS') this.#drawn = [];
    else if (line === 'SET REPRINT OFF') this.#body.reprints = false;
    else if (line === 'SET REPRINT ON') this.#body.reprints = true;
    else if (line === 'KILL "*"') this.#body.stored = 0;
    else if (line === '~!T') this.#body.answer(`VIRTUAL-${traits.dpmm}\r`);
    else if (line === '~!F') this.#body.answer(`FONT001.TTF\r${'FORM.BAS\r'.repeat(this.#body.stored)}\x1a`);
    else if (line === 'OUT @LABEL' && traits.counts) this.#body.answer(String(counted));
    else if (copies !== undefined) {
      this.#body.accept([this.#size, 'CLS', ...this.#drawn, 'PRINT 1,1', ''].join('\r\n'), Number(copies));
    } else if (/^(BAR|BOX|REVERSE|TEXT|QRCODE) /.test(line)) this.#drawn.push(line);
  }

  #status(): number {
    const { faults, printing } = this.#body;
    return (
      (faults.has('head-open') ? 0x01 : 0) |
      (faults.has('paper-out') ? 0x04 : 0) |
      (faults.has('ribbon-out') ? 0x08 : 0) |
      (faults.has('paused') ? 0x10 : 0) |
      (printing ? 0x20 : 0)
    );
  }

  #frame(): string {
    const { faults, printing } = this.#body;
    const errors =
      (faults.has('paper-out') ? 0x01 : 0) |
      (faults.has('ribbon-out') ? 0x04 : 0) |
      (faults.has('head-open') ? 0x20 : 0);
    const state = faults.has('paused') ? '`' : errors !== 0 ? 'E' : printing ? 'P' : '@';
    return `\x02${state}@@${String.fromCharCode(0x40 + errors)}\x03\r\n`;
  }
}
