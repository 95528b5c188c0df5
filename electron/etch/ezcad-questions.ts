/**
 * What EzCad asks over a serial line. A text of its file that is set to *serial communication* sends a command of its own when
 * its turn comes in the marking, and marks what comes back. The command is typed in EzCad, and so can be any: here a word
 * and the number of a text in three digits, so that no question begins another.
 *
 * Source: EzCad2's manual on variable text says when the text is fetched and from where. Neither it nor anything else that was
 * found says how a command or an answer ends; three programs that answer the same questions over TCP take the bare command,
 * without an end, and answer with the bare text, and so does this. Nobody has shown it on an EzCad yet.
 */

/** Of a number in a question. */
const DIGITS = 3;

/** Texts that can be asked for. */
export const MOST_TEXTS = 10 ** DIGITS - 1;

/** The question for text number `n`, from 1. */
export const questionFor = (word: string, n: number): string => `${word}${String(n).padStart(DIGITS, '0')}`;

/** Finds questions in what comes over the line, cut anywhere; what stands between them is noise. */
export class EzcadQuestions {
  readonly #word: string;
  readonly #asked: (text: number) => void;
  #tail = '';

  constructor(word: string, asked: (text: number) => void) {
    this.#word = word;
    this.#asked = asked;
  }

  take(bytes: Uint8Array): void {
    const longest = this.#word.length + DIGITS;
    for (const byte of bytes) {
      this.#tail = (this.#tail + String.fromCharCode(byte)).slice(-longest);
      const digits = this.#tail.slice(this.#word.length);
      if (!this.#tail.startsWith(this.#word) || !/^\d{3}$/.test(digits)) continue;
      this.#tail = '';
      this.#asked(Number(digits));
    }
  }
}
