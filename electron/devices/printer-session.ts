/** The conversation with a ZPL printer over one connection: questions, answers, one label at a time. */
import { asciiBytes } from '../../core/digest.ts';
import type { Failure } from '../../core/result.ts';
import {
  createAnswerReader,
  parseErrors,
  parseHostStatus,
  parseIdentity,
  parseStored,
  trouble,
  type PrinterIdentity,
  type PrinterTrouble,
} from '../../core/sticker/status.ts';
import type { ZplLabel } from '../../core/sticker/zpl.ts';
import { pause, within } from './deadline.ts';
import type { Transport, WriteFailure } from './transport.ts';

export interface PrinterTiming {
  /** Milliseconds between two looks at an idle printer; longer than `answer`, so that late answers fall between. */
  readonly poll: number;
  /** How long a question may stay unanswered. */
  readonly answer: number;
  /** How long a label may take from its last byte to the printer's word that nothing is left to print. */
  readonly label: number;
  /** Between two looks while a label is printed. */
  readonly watch: number;
}

export const PRINTER_TIMING: PrinterTiming = { poll: 2000, answer: 1000, label: 10_000, watch: 200 };

/** Why nothing can be printed; all of it, most urgent first. Empty means ready. */
export type Troubles = readonly Failure<PrinterTrouble | WriteFailure>[];

export interface Look {
  readonly troubles: Troubles;
  /** Labels that the printer still holds. */
  readonly waiting: number;
}

/** `~JA` drops every label the printer still holds; nothing from before may come out on its own. */
const CLEAR = '~JA';
/** Ends a label of which only the beginning has arrived. */
const CANCEL_PARTIAL = '~JX';
/** Deletes all that is stored in the printer's own memory (`R:`). */
const FORGET = '^XA^IDR:*.*^FS^XZ';
/** No second print by itself after an error: it is on again after every power cycle. */
const NO_REPRINT = '^XA^JZN^XZ';

export class PrinterSession {
  readonly #transport: Transport;
  readonly #timing: PrinterTiming;
  readonly #reader = createAnswerReader();
  #question: Question | null = null;
  #lost: Failure<WriteFailure> | null = null;
  /** Whether this printer knows `~HQES`; old ones answer `~HS` alone. */
  #detailed = false;
  #identity: PrinterIdentity | null = null;

  constructor(transport: Transport, timing: PrinterTiming) {
    this.#transport = transport;
    this.#timing = timing;
  }

  /** Model and firmware, where the printer tells. */
  get identity(): PrinterIdentity | null {
    return this.#identity;
  }

  receive(bytes: Uint8Array): void {
    // What nobody has asked, or asked in vain some time ago, is dropped.
    const question = this.#question;
    if (question !== null) question.heard = true;
    for (const string of this.#reader.push(bytes)) {
      question?.strings.push(string);
      if (question?.strings.length === question?.count) question?.answered();
    }
  }

  /** The connection is gone: whoever waits for an answer stops waiting. */
  end(reason: Failure<WriteFailure>): void {
    this.#lost = reason;
    this.#question?.answered();
  }

  /**
   * Brings the printer to a known state: nothing queued, no reprint, the resolution that labels are drawn for.
   * To be done at every connection, and again after silence, which may have been a power cycle.
   */
  async prepare(dpmm: number): Promise<Look> {
    this.#detailed = false;
    await this.#tell(CLEAR);
    let look = await this.look();
    if (look.troubles.some(({ kind }) => kind === 'partial-format')) {
      await this.#tell(CANCEL_PARTIAL);
      look = await this.look();
    }
    if (look.troubles.length > 0) return look;
    await this.#tell(NO_REPRINT);
    const identity = await this.#ask('~HI', 1);
    const known = typeof identity === 'string' ? null : parseIdentity(identity[0] ?? '');
    if (known !== null && !known.ok) return looks([known.error]);
    this.#identity = known === null ? null : known.value;
    if (this.#identity !== null && this.#identity.dpmm !== dpmm) return looks([trouble('wrong-resolution')]);
    this.#detailed = (await this.#ask('~HQES', 1)) !== 'no-answer';
    return this.look();
  }

  /** Asks the printer how it is. */
  async look(): Promise<Look> {
    const strings = await this.#ask('~HS', 3);
    if (typeof strings === 'string') return this.#unheard(strings);
    const host = parseHostStatus(strings);
    if (!host.ok) return looks([host.error]);
    const { troubles, waiting } = host.value;
    if (troubles.length > 0 || !this.#detailed) return looks(troubles.map(trouble), waiting);
    const details = await this.#ask('~HQES', 1);
    if (typeof details === 'string') return this.#unheard(details);
    const errors = parseErrors(details[0] ?? '');
    return errors.ok ? looks(errors.value.map(trouble), waiting) : looks([errors.error]);
  }

  /**
   * Sends one label and watches until the printer says twice in a row that nothing is left and nothing is wrong. The
   * first question goes out behind the label on the same line, so an answer means that the label has arrived whole.
   *
   * @returns null when it is printed, else why nobody knows; whatever the printer still held has then been dropped.
   */
  async print(label: ZplLabel): Promise<Failure | null> {
    const sent = await this.#transport.write(asciiBytes(label));
    if (!sent.ok) return sent.error;
    let clear = 0;
    let last: Failure = trouble('no-answer');
    const until = performance.now() + this.#timing.label;
    while (performance.now() < until) {
      await pause(this.#timing.watch);
      const { troubles, waiting } = await this.look();
      if (this.#lost !== null) return this.#lost;
      const [worst] = troubles;
      // Some printers are silent while they print: that may still end well.
      if (worst !== undefined && worst.kind !== 'no-answer') return this.#abandon(worst);
      clear = worst === undefined && waiting === 0 ? clear + 1 : 0;
      if (clear === 2) return null;
      last = worst ?? trouble('unfinished');
    }
    return this.#abandon(last);
  }

  /** Empties queue and memory. How many graphics the printer says it holds afterwards; null if it does not say. */
  async forget(): Promise<number | null> {
    await this.#tell(CLEAR);
    await this.#tell(FORGET);
    const strings = await this.#ask('~HS', 3);
    return typeof strings === 'string' ? null : parseStored(strings);
  }

  async #abandon(reason: Failure): Promise<Failure> {
    await this.#tell(CLEAR);
    return reason;
  }

  #unheard(kind: 'no-answer' | 'garbled'): Look {
    return looks([this.#lost ?? trouble(kind)]);
  }

  async #tell(command: string): Promise<void> {
    await this.#transport.write(asciiBytes(command));
  }

  /** @returns the answer's strings, or what came instead of all of them in time: nothing, or something else. */
  async #ask(command: string, count: number): Promise<readonly string[] | 'no-answer' | 'garbled'> {
    if (this.#lost !== null) return 'no-answer';
    const answer = new Promise<void>((answered) => {
      this.#question = { count, strings: [], heard: false, answered };
    });
    const question = this.#question;
    const sent = await this.#transport.write(asciiBytes(`${command}\r\n`));
    if (sent.ok) await within(this.#timing.answer, answer);
    this.#question = null;
    if (question?.strings.length === count) return question.strings;
    return question?.heard === true ? 'garbled' : 'no-answer';
  }
}

interface Question {
  readonly count: number;
  readonly strings: string[];
  heard: boolean;
  readonly answered: () => void;
}

const looks = (troubles: Troubles, waiting = 0): Look => ({ troubles, waiting });
