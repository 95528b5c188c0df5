/** Questions and answers over one connection: one question at a time, and nothing that was not asked is listened to. */
import { asciiBytes } from '../../core/base/digest.ts';
import type { Failure, Result } from '../../core/base/result.ts';
import { within } from './deadline.ts';
import type { Transport, WriteFailure } from './transport.ts';

/** Nothing came in time; or something that is no answer to this question. */
export type Unanswered = 'no-answer' | 'garbled';

/** Of one answer; more is noise. */
const LONGEST_ANSWER = 4096;

export interface Answer<T> {
  readonly answer: T;
}

interface Question {
  heard: string;
  readonly arrived: () => void;
}

export class Dialogue {
  readonly #transport: Transport;
  readonly #patience: number;
  #question: Question | null = null;
  #lost: Failure<WriteFailure> | null = null;

  /** @param patience milliseconds a question may stay unanswered. */
  constructor(transport: Transport, patience: number) {
    this.#transport = transport;
    this.#patience = patience;
  }

  /** Why the connection has ended, once it has. */
  get lost(): Failure<WriteFailure> | null {
    return this.#lost;
  }

  receive(bytes: Uint8Array): void {
    // What nobody has asked, or asked in vain some time ago, is dropped.
    const question = this.#question;
    if (question === null || question.heard.length > LONGEST_ANSWER) return;
    question.heard += Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
    question.arrived();
  }

  /** The connection is gone: whoever waits for an answer stops waiting. */
  end(reason: Failure<WriteFailure>): void {
    this.#lost = reason;
    this.#question?.arrived();
  }

  /** Resolves when the last byte has left the host. */
  tell(command: string): Promise<Result<null, WriteFailure>> {
    return this.#transport.write(asciiBytes(command));
  }

  /**
   * @param whole makes the answer of all that has come so far, a character a byte; `null` while it is not whole.
   * @param pause milliseconds of silence that stand for the end of a line, where a printer sends none.
   */
  async ask<T>(command: string, whole: (heard: string) => T | null, pause?: number): Promise<Answer<T> | Unanswered> {
    if (this.#lost !== null) return 'no-answer';
    let silence: NodeJS.Timeout | undefined;
    let answer: T | null = null;
    const answered = new Promise<void>((done) => {
      const take = (heard: string): void => {
        answer = whole(heard);
        if (answer !== null) done();
      };
      const question: Question = {
        heard: '',
        arrived: () => {
          clearTimeout(silence);
          if (this.#lost !== null) return done();
          take(question.heard);
          if (pause !== undefined) silence = setTimeout(() => take(`${question.heard}\r`), pause);
        },
      };
      this.#question = question;
    });
    const sent = await this.tell(command);
    if (sent.ok) await within(this.#patience, answered);
    clearTimeout(silence);
    const heard = this.#question?.heard ?? '';
    this.#question = null;
    if (answer !== null) return { answer };
    return heard === '' || this.#lost !== null ? 'no-answer' : 'garbled';
  }
}
