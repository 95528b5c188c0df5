import type { Firmware, PrinterBody } from './virtual-firmware.ts';

/** ENQ and CAN work as they come, even inside a job. */
const IMMEDIATE = /[\x05\x18]/;
const JOB = /\x02\x1bA[^\x02\x03]*\x1bZ\x03/;

/** The SBPL side of a printer: jobs between STX and ETX, ENQ and CAN in, a status of 27 characters out. */
export class VirtualSbpl implements Firmware {
  readonly begins = /\x02\x1bA\x1bA1/;
  readonly noise = '\x06\x02?\xff\x03';
  readonly #body: PrinterBody;

  constructor(body: PrinterBody) {
    this.#body = body;
  }

  restart(): void {
    this.#body.stored = 0;
  }

  read(input: string): string {
    let rest = input;
    for (;;) {
      const immediate = IMMEDIATE.exec(rest);
      const job = JOB.exec(rest);
      if (immediate !== null && (job === null || immediate.index < job.index + job[0].length)) {
        const before = rest.slice(0, immediate.index);
        rest = rest.slice(immediate.index + 1);
        if (immediate[0] === '\x05') rest = before + rest;
        this.#obey(immediate[0]);
      } else if (job !== null) {
        rest = rest.slice(job.index + job[0].length);
        this.#take(job[0]);
      } else return /\x02[^\x02]*$/.exec(rest)?.[0] ?? '';
    }
  }

  #obey(command: string): void {
    if (command === '\x18') this.#body.clear();
    this.#body.answer(command === '\x18' ? this.#acknowledged() : this.#status());
  }

  #take(job: string): void {
    if (job.includes('\x1b*X')) this.#body.stored = 0;
    const [, copies] = /\x1bQ(\d{1,6})\x1b/.exec(job) ?? [];
    if (copies !== undefined) this.#body.accept(job, Number(copies));
    this.#body.answer(this.#acknowledged());
  }

  get #error(): string | null {
    const { faults } = this.#body;
    if (faults.has('head-open')) return 'b';
    if (faults.has('paper-out')) return 'c';
    return faults.has('ribbon-out') ? 'd' : null;
  }

  #acknowledged(): string {
    return this.#error === null ? '\x06' : '\x15';
  }

  #status(): string {
    const { faults, printing, queued } = this.#body;
    const state = this.#error ?? (faults.has('paused') ? '0' : printing ? 'G' : 'A');
    const number = queued === 0 ? '  ' : '00';
    return `\x02${number}${state}${String(queued).padStart(6, '0')}${' '.repeat(16)}\x03`;
  }
}
