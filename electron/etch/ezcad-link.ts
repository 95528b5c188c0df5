/**
 * EzCad on a serial line: it asks for the texts of a job while it marks, each by its number, and each is given once. No file
 * holds a passphrase on this way; until it is asked for it is kept here, and wiped with the answer.
 *
 * EzCad says neither that it begins nor that it has finished. So a job counts as taken when all of it was asked for, as a
 * file that is gone from a folder; whether the laser has finished, a person says. Whatever was asked in part, or asked twice, is
 * in doubt. The next job is not taken before this one is answered for, because a question does not say which card lies there.
 */
import { createHmac } from 'node:crypto';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { Secret } from '../../core/base/secret.ts';
import { LATE, within } from '../devices/deadline.ts';
import type { Connector, OpenFailure, Transport } from '../devices/transport.ts';
import { EzcadQuestions, MOST_TEXTS } from './ezcad-questions.ts';
import { isSayable } from './lc-frames.ts';
import { BAUD_RATE, linesOf, notIntended, notOpened, unsayable, type LinkTarget } from './link.ts';
import type { Leftover } from './names.ts';
import type { Outbox, OutboxFailure, OutboxJob, SentToLaser } from './outbox.ts';

const fail = failIn('etch');

/** Milliseconds. */
export const EZCAD_TIMING = {
  /** For so long nobody may ask before a job is offered: EzCad would be at another card. */
  quiet: 250,
  /** From the first question to the last: the longest tray. */
  marking: 15 * 60_000,
};

export interface EzcadLinkPorts {
  readonly connector: Connector;
  readonly target: () => LinkTarget;
  readonly timing?: typeof EZCAD_TIMING;
}

/** An outbox whose job is what EzCad asks for next. What {@link Outbox.list} gives of it is a job until all of it was. */
export function createEzcadLink({
  connector,
  target,
  timing = EZCAD_TIMING,
}: EzcadLinkPorts): Outbox & { close(): Promise<void> } {
  let offered: Offer | null = null;

  async function letGo(): Promise<void> {
    const held = offered;
    offered = null;
    await held?.end();
  }

  async function write(
    { serials, id }: OutboxJob,
    bytes: Uint8Array,
    key: Uint8Array,
    intend: () => Promise<void>,
  ): Promise<Result<SentToLaser, OutboxFailure>> {
    if (offered !== null) {
      const [job = ''] = offered.of;
      return fail('slot-taken', `EzCad has the texts of ${job} still. Answer for its cards first.`, {
        job,
        on: 'line',
      });
    }
    const texts = linesOf(bytes);
    if (texts.length === 0 || texts.length > MOST_TEXTS || !texts.every(isSayable)) return unsayable();
    const { port, template } = target();
    const offer = new Offer([...serials, id], texts, timing.marking);
    offered = offer;
    const opened = await offer.open(connector, port, template);
    if (!opened.ok) {
      await letGo();
      return notOpened(port, opened.error);
    }
    if ((await within(timing.quiet, offer.disturbed)) !== LATE) {
      await letGo();
      return fail(
        'laser-not-ready',
        `EzCad at ${port} asks for a text already, for another card than this one. End its marking there, then scan this card again. Nothing was sent.`,
        { path: port, code: 'asks' },
      );
    }
    const mac = createHmac('sha256', key).update(bytes).digest('hex');
    try {
      await intend();
    } catch (cause) {
      await letGo();
      return notIntended(cause);
    }
    offer.answerFromNowOn();
    return ok({ path: port, bytes: bytes.length, mac });
  }

  return {
    write,
    async remove(names) {
      if (offered === null || !offered.of.some((name) => names.includes(name))) return ok(0);
      await letGo();
      return ok(1);
    },
    async list() {
      if (offered === null || offered.fate === 'taken') return ok([]);
      const { of, fate } = offered;
      return ok(of.map((name): Leftover => ({ name, kind: fate, of: name, id: null })));
    },
    close: letGo,
  };
}

/** The texts of one job, each of them there until it is asked for. */
class Offer {
  readonly of: readonly string[];
  /** Resolves when somebody asks, or the line is gone. */
  readonly disturbed: Promise<null>;
  fate: 'job' | 'taken' | 'fail' = 'job';
  readonly #texts: readonly Secret[];
  readonly #marking: number;
  #disturb: () => void = () => undefined;
  #transport: Transport | null = null;
  #answers = false;
  #deadline: NodeJS.Timeout | undefined;
  /** Asked for before the job may be answered. */
  #early: number[] = [];

  constructor(of: readonly string[], texts: readonly Uint8Array[], marking: number) {
    this.of = of;
    this.#texts = texts.map((text) => Secret.copyOf(text));
    this.#marking = marking;
    this.disturbed = new Promise((resolve) => (this.#disturb = () => resolve(null)));
  }

  async open(connector: Connector, port: string, word: string): Promise<Result<null, OpenFailure>> {
    const questions = new EzcadQuestions(word, (n) => this.#asked(n));
    const opened = await connector.open(
      { path: port, baudRate: BAUD_RATE, flow: 'none' },
      { data: (bytes) => questions.take(bytes), lost: () => this.#lost() },
    );
    if (!opened.ok) return opened;
    this.#transport = opened.value;
    return ok(null);
  }

  /** The intent is on disk. */
  answerFromNowOn(): void {
    this.#answers = true;
    for (const n of this.#early.splice(0)) this.#asked(n);
  }

  #asked(n: number): void {
    this.#disturb();
    if (!this.#answers) this.#early.push(n);
    else void this.#give(n);
  }

  async #give(n: number): Promise<void> {
    const text = this.#texts[n - 1];
    // A text that is gone was etched, or may have been; one that never was is asked for by another template.
    if (this.fate === 'fail' || text === undefined || text.wiped) return this.#doubt();
    this.#deadline ??= setTimeout(() => this.#doubt(), this.#marking);
    // Wiped before anybody can ask again: what is being said is a copy of its own.
    const said = text.use((bytes) => bytes.slice());
    text.wipe();
    const sent = await this.#transport?.write(said).finally(() => said.fill(0));
    if (sent?.ok !== true) return this.#doubt();
    if (this.fate !== 'job' || !this.#texts.every(({ wiped }) => wiped)) return;
    this.fate = 'taken';
    clearTimeout(this.#deadline);
  }

  /** Nothing of it is said any more. */
  #doubt(): void {
    this.fate = 'fail';
    clearTimeout(this.#deadline);
    for (const text of this.#texts) text.wipe();
  }

  #lost(): void {
    this.#disturb();
    // With all of its texts EzCad needs no line any more.
    if (this.fate === 'job') this.#doubt();
  }

  async end(): Promise<void> {
    this.#doubt();
    const transport = this.#transport;
    this.#transport = null;
    await transport?.close();
  }
}
