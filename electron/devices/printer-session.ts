/** The conversation with a printer over one connection: is it well, one label at a time, and what became of it. */
import type { Failure } from '../../core/base/result.ts';
import type { PrinterLanguage } from '../../core/sticker/languages/languages.ts';
import type { PrinterIdentity } from '../../core/sticker/languages/zpl-status.ts';
import { trouble } from '../../core/sticker/trouble.ts';
import { pause } from './deadline.ts';
import { Dialogue } from './dialogue.ts';
import type { Look, PrinterProtocol } from './printer-protocol.ts';
import { SPOKEN } from './spoken.ts';
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

/**
 * How far it is proven that a label came out; what stands on it only a scan of it can prove.
 *
 * - `counted`: the printer's own counter of labels went up by exactly one.
 * - `buffer-empty`: it answered throughout, and at last said twice that it holds nothing and has no error.
 * - `seen-printing`: it does not say what it holds; it was seen to print, and was ready twice after that.
 */
export type PrintEvidence = 'counted' | 'buffer-empty' | 'seen-printing';

/** What became of a label. `unsent`: not a byte of it left. `doubt`: nobody knows by software. */
export type LabelEnd =
  | { readonly end: 'printed'; readonly evidence: PrintEvidence }
  | { readonly end: 'unsent' | 'doubt'; readonly because: Failure };

export class PrinterSession {
  readonly #dialogue: Dialogue;
  readonly #protocol: PrinterProtocol;
  readonly #timing: PrinterTiming;
  #silent = false;

  constructor(transport: Transport, language: PrinterLanguage, timing: PrinterTiming) {
    this.#dialogue = new Dialogue(transport, timing.answer);
    this.#protocol = new SPOKEN[language].protocol(this.#dialogue);
    this.#timing = timing;
  }

  get identity(): PrinterIdentity | null {
    return this.#protocol.identity;
  }

  /** It has not answered since it was prepared: it may have been switched off and on. */
  get silent(): boolean {
    return this.#silent;
  }

  receive(bytes: Uint8Array): void {
    this.#dialogue.receive(bytes);
  }

  /** The connection is gone: whoever waits for an answer stops waiting. */
  end(reason: Failure<WriteFailure>): void {
    this.#dialogue.end(reason);
  }

  /** Brings the printer to a known state. At every connection, and again after silence. */
  async prepare(dpmm: number): Promise<Look> {
    this.#silent = false;
    return this.#heard(await this.#protocol.prepare(dpmm));
  }

  /** Asks the printer how it is. */
  async look(): Promise<Look> {
    return this.#heard(await this.#protocol.look());
  }

  /**
   * Sends one label, once, and watches until it is known what became of it. The first question goes out behind the
   * label on the same line, so an answer means that the label has arrived whole. In doubt, whatever the printer still
   * held has been dropped.
   */
  async print(label: string): Promise<LabelEnd> {
    const before = await this.#protocol.count();
    const sent = await this.#dialogue.tell(label);
    if (!sent.ok) return { end: sent.error.kind === 'closed' ? 'unsent' : 'doubt', because: sent.error };
    const end = await this.#watch(before);
    // What it still holds must not come out later; what came out must not come out of it again.
    const after = end.end === 'doubt' ? this.#protocol.clear : this.#protocol.wipe;
    if (after !== '' && this.#dialogue.lost === null) await this.#dialogue.tell(after);
    return end;
  }

  /** Empties queue and memory. How much the printer says it holds afterwards; null if it does not say. */
  forget(): Promise<number | null> {
    return this.#protocol.forget();
  }

  async #watch(before: number | null): Promise<LabelEnd> {
    const doubt = (because: Failure): LabelEnd => ({ end: 'doubt', because });
    let [clear, silent, seen] = [0, false, this.#protocol.countsQueue];
    let last: Failure = trouble('no-answer');
    const until = performance.now() + this.#timing.label;
    while (performance.now() < until) {
      await pause(this.#timing.watch);
      const { troubles, waiting } = await this.look();
      if (this.#dialogue.lost !== null) return doubt(this.#dialogue.lost);
      const [worst] = troubles;
      if (worst !== undefined && worst.kind !== 'no-answer') return doubt(worst);
      silent ||= worst !== undefined;
      seen ||= waiting > 0;
      clear = worst === undefined && waiting === 0 ? clear + 1 : 0;
      last = worst ?? trouble('unfinished');
      if (clear < 2) continue;
      if (before !== null) {
        const counted = ((await this.#protocol.count()) ?? before) - before;
        if (counted === 1) return { end: 'printed', evidence: 'counted' };
        if (counted !== 0) return doubt(trouble('miscounted'));
        // Counters may lag behind.
        last = trouble(silent ? 'restarted' : 'uncounted');
      } else if (silent) {
        // A printer that was reset is as ready as one that is done.
        return doubt(trouble('restarted'));
      } else if (seen) {
        return { end: 'printed', evidence: this.#protocol.countsQueue ? 'buffer-empty' : 'seen-printing' };
      }
    }
    return doubt(last);
  }

  #heard(look: Look): Look {
    this.#silent ||= look.troubles.some(({ kind }) => kind === 'no-answer');
    return look;
  }
}
