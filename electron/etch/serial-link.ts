/**
 * A laser controller of the LC family on a serial line: the texts of a job go into the objects of its template, and it is told to
 * start. No file holds a passphrase on this way. All is in the controller before the intent is recorded; from the start
 * on, whatever is not a clear *completed* leaves the cards in doubt.
 */
import { createHmac } from 'node:crypto';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { LATE, within } from '../devices/deadline.ts';
import type { Connector, OpenFailure, Transport } from '../devices/transport.ts';
import { isSayable, lcFrame, LcReader } from './lc-frames.ts';
import { BAUD_RATE, linesOf, lineRefused, notIntended, notOpened, unsayable, type LinkTarget } from './link.ts';
import type { Leftover } from './names.ts';
import type { Outbox, OutboxFailure, OutboxJob, SentToLaser } from './outbox.ts';

const fail = failIn('etch');

/** Milliseconds. */
export const LINK_TIMING = {
  /** An answer to a command. */
  answer: 2000,
  /** From the start to *completed*: the longest tray. */
  marking: 15 * 60_000,
};

export interface LinkPorts {
  readonly connector: Connector;
  readonly target: () => LinkTarget;
  readonly timing?: typeof LINK_TIMING;
}

/** What became of the job that was started last. */
interface Started {
  readonly of: readonly string[];
  fate: 'job' | 'done' | 'fail';
}

/** An outbox whose jobs are no files. What {@link Outbox.list} gives is the job that was started, and its fate. */
export function createSerialLink({
  connector,
  target,
  timing = LINK_TIMING,
}: LinkPorts): Outbox & { close(): Promise<void> } {
  let started: Started | null = null;
  let line: Line | null = null;

  async function letGo(): Promise<void> {
    const held = line;
    line = null;
    await held?.close();
  }

  /** From the start on: completed, or anything else at all. */
  function follow(job: Started, at: Line): void {
    void within(timing.marking, at.completed).then(async (end) => {
      if (started === job) job.fate = end === 'completed' ? 'done' : 'fail';
      if (line === at) await letGo();
    });
  }

  async function write(
    { serials, id }: OutboxJob,
    bytes: Uint8Array,
    key: Uint8Array,
    intend: () => Promise<void>,
  ): Promise<Result<SentToLaser, OutboxFailure>> {
    if (started?.fate === 'job')
      return fail('slot-taken', `The laser is at the job of ${started.of.join(', ')} still.`, {
        job: started.of[0] ?? '',
        on: 'line',
      });
    const { port, template } = target();
    const texts = linesOf(bytes);
    if (texts.length === 0 || !texts.every(isSayable)) return unsayable();
    await letGo();
    const opened = await Line.open(connector, port, timing.answer);
    if (!opened.ok) return notOpened(port, opened.error);
    const at = opened.value;
    line = at;
    const loaded = await load(at, template, texts);
    if (!loaded.ok) {
      await at.forget(texts.length);
      await letGo();
      return loaded;
    }
    const mac = createHmac('sha256', key).update(bytes).digest('hex');
    try {
      await intend();
    } catch (cause) {
      await at.forget(texts.length);
      await letGo();
      return notIntended(cause);
    }
    const job: Started = { of: [...serials, id], fate: 'job' };
    if (!(await at.ask('start:'))) {
      await letGo();
      return fail(
        'in-doubt',
        `The laser at ${port} did not say that it has started. It may have: two people must look.`,
        { path: port, code: 'start' },
      );
    }
    started = job;
    follow(job, at);
    return ok({ path: port, bytes: bytes.length, mac });
  }

  return {
    write,
    async remove(names) {
      if (started === null || !started.of.some((name) => names.includes(name))) return ok(0);
      started = null;
      await letGo();
      return ok(1);
    },
    async list() {
      if (started === null) return ok([]);
      const { of, fate } = started;
      return ok(of.map((name): Leftover => ({ name, kind: fate, of: name, id: null })));
    },
    close: letGo,
  };
}

/** Asks whether it is ready, loads the template, and puts every text into its object. Nothing is marked by any of it. */
async function load(line: Line, template: string, texts: readonly Uint8Array[]): Promise<Result<null, OutboxFailure>> {
  const state = await line.state();
  if (state === null) return lineRefused(line.port, 'silent');
  if (state !== '0')
    return fail(
      'laser-not-ready',
      `The laser at ${line.port} is not ready (state ${state}): is its door open, or is it at work? Nothing was sent.`,
      { path: line.port, code: state },
    );
  if (!(await line.ask(`load:${template}`))) return lineRefused(line.port, 'no-template', template);
  // Started once, whoever presses whatever: the board counts it down.
  if (!(await line.ask('setlimitcount:1'))) return lineRefused(line.port, 'no-limit');
  for (const [i, text] of texts.entries())
    if (!(await line.ask(`edit_textdata:T${i + 1},`, text)))
      return lineRefused(line.port, 'no-text', `${template}: T${i + 1}`);
  return ok(null);
}

/** One conversation with the controller: a question at a time, and what it says of itself. */
class Line {
  readonly port: string;
  /** Resolves when the controller says that it has marked, or when nobody will ever hear. */
  readonly completed: Promise<'completed' | 'lost'>;
  readonly #patience: number;
  #transport: Transport | null = null;
  #end: (how: 'completed' | 'lost') => void = () => undefined;
  #heard: ((answer: string) => void) | null = null;

  private constructor(port: string, patience: number) {
    this.port = port;
    this.#patience = patience;
    this.completed = new Promise((resolve) => (this.#end = resolve));
  }

  static async open(connector: Connector, port: string, patience: number): Promise<Result<Line, OpenFailure>> {
    const line = new Line(port, patience);
    const reader = new LcReader((answer) => line.#hear(answer));
    const opened = await connector.open(
      { path: port, baudRate: BAUD_RATE, flow: 'none' },
      { data: (bytes) => reader.take(bytes), lost: () => line.#end('lost') },
    );
    if (!opened.ok) return opened;
    line.#transport = opened.value;
    return ok(line);
  }

  #hear(answer: string): void {
    // Said by itself: ready for data, and marked.
    if (answer === 'system:2') this.#end('completed');
    else if (answer !== 'system:1') this.#heard?.(answer);
  }

  /** Whether a command was taken. What follows the colon of the answer is 1, or it was not. */
  async ask(command: string, rest?: Uint8Array): Promise<boolean> {
    const name = command.slice(0, command.indexOf(':'));
    return (await this.#answer(command, rest)) === `${name}:1`;
  }

  /** What it says of itself: `0` is idle; `null`, it does not answer. */
  async state(): Promise<string | null> {
    return /^sys_sta:(\w{1,16})$/.exec((await this.#answer('sys_sta:')) ?? '')?.[1] ?? null;
  }

  /** Takes the texts back out of its memory, as far as it lets anybody. */
  async forget(texts: number): Promise<void> {
    for (let i = 1; i <= texts; i++) if (!(await this.ask(`edit_textdata:T${i},-`))) return;
  }

  async #answer(command: string, rest?: Uint8Array): Promise<string | null> {
    if (this.#transport === null) return null;
    const frame = lcFrame(command, rest);
    let hear: (answer: string) => void = () => undefined;
    const answered = new Promise<string>((resolve) => (hear = resolve));
    this.#heard = hear;
    const sent = await this.#transport.write(frame).finally(() => frame.fill(0));
    const answer = sent.ok ? await within(this.#patience, answered) : LATE;
    this.#heard = null;
    return answer === LATE ? null : answer;
  }

  async close(): Promise<void> {
    const transport = this.#transport;
    this.#transport = null;
    await transport?.close();
    this.#end('lost');
  }
}
