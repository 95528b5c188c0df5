/**
 * A card at the laser: INTENT -> SENT -> MARKED -> read back, at most once.
 *
 * The job file is complete and on disk, under a name the laser does not look at, before the intent is recorded; then
 * one rename sends it. So a full disk is noticed while nothing has happened yet, and what a crash leaves between
 * intent and mark is *in doubt*: never sent again, people look at the metal and two of them sign.
 */
import { layoutName, type Layout } from '../../etch/card.ts';
import type { FormatName } from '../../etch/formats/formats.ts';
import { drawJob } from '../../etch/job.ts';
import { askPositions, checkReadback, shapeOf, type ReadShape } from '../../etch/readback.ts';
import type { JournalEvent, Mode, Outcome, RecordRef } from '../../journal/event.ts';
import type { Random } from '../../base/ports.ts';
import type { Journal } from '../../journal/journal.ts';
import { failIn, ok, type Failed, type Failure, type Result } from '../../base/result.ts';
import type { Secret } from '../../base/secret.ts';
import type { Serial } from '../../card/serial.ts';
import { twoPeople, type People } from '../../people/person.ts';
import { benchLife, type BenchUnit } from '../../life/bench-life.ts';
import type { BenchStep } from './view.ts';
import { because, type ReasonKind } from './reasons.ts';
import type { PassphraseVault, UnitLookup } from './verification.ts';

const fail = failIn('bench');

/** Where finished jobs wait for the laser. */
export interface EtchOutbox {
  /**
   * Writes a job under a name the laser does not look at, reads it back, calls `intend`, and only when that has
   * resolved gives it its final name. Refused before `intend` was called: nothing happened and nothing is left.
   */
  write(unit: BenchUnit, job: EtchJob, intend: () => Promise<void>): Promise<Result<SentJob>>;
  /** Removes the job of a card and what a crash left of it. Its absence is fine. */
  remove(serial: string): Promise<Result<unknown>>;
}

/** What goes to the laser. */
export interface EtchJob {
  /** In every record of it: letters, digits and hyphens. */
  readonly id: string;
  readonly format: FormatName;
  /** Lent: whoever drew the job wipes them. */
  readonly bytes: Uint8Array;
}

export interface SentJob {
  readonly bytes: number;
  /** HMAC-SHA256 of the file under a key of the batch, hex. */
  readonly mac: string;
}

export interface EtchingPorts {
  readonly journal: Journal;
  readonly units: UnitLookup;
  readonly vault: PassphraseVault;
  readonly outbox: EtchOutbox;
  readonly random: Random;
  /** A card with a confirmation code has another than one with a passphrase. */
  readonly layout: (unit: BenchUnit) => Layout;
  /** What the laser's software reads, as the station is set now. */
  readonly format: () => FormatName;
  readonly mode: Mode;
}

/** What a read-back led to. `outcome` is null when the person may try again. */
export interface ReadBackAnswer {
  readonly step: BenchStep;
  readonly outcome: Outcome | null;
  readonly reason: Failure<ReasonKind> | null;
  readonly refs: readonly RecordRef[];
}

export interface Etching {
  /** Draws and sends the job of a unit that was verified just now, from the very bytes that were verified. */
  send(serial: string, passphrase: Secret): Promise<Result<null>>;
  /** The question for a marked card: symbols at positions nobody could foresee. */
  ask(serial: string): Result<BenchStep, ReasonKind>;
  marked(serial: string, finished: boolean): Promise<Result<BenchStep>>;
  readBack(serial: string, symbols: string): Promise<Result<ReadBackAnswer>>;
  resolve(serial: string, as: 'marked' | 'scrapped', people: People): Promise<Result<null>>;
  /** After a crash: whatever was between intent and mark is in doubt. Gives the serials. */
  recover(units: Iterable<BenchUnit>): Promise<readonly string[]>;
  /** Takes the job of a card away from the laser: it is marked, or must not be. What stays behind is an incident. */
  withdraw(serial: string): Promise<void>;
}

interface Question {
  readonly shape: ReadShape;
  readonly positions: readonly number[];
  readonly attempt: number;
}

const ATTEMPTS = 3;
const SERIAL_STEP: BenchStep = { at: 'serial' };

export function createEtching(ports: EtchingPorts): Etching {
  const { journal, units } = ports;
  const questions = new Map<string, Question>();

  function known(serial: string): Result<BenchUnit, ReasonKind> {
    const unit = units.unit(serial);
    return unit === null ? { ok: false, error: because('unknown-serial', { serial }) } : ok(unit);
  }

  async function send(serial: string, passphrase: Secret): Promise<Result<null>> {
    const unit = known(serial);
    if (!unit.ok) return unit;
    const allowed = benchLife.allow(unit.value, 'etch-intended');
    if (!allowed.ok) return allowed;
    const layout = ports.layout(unit.value);
    const format = ports.format();
    const drawn = passphrase.use((bytes) => drawJob(layout, ports.mode, serial as Serial, bytes, format));
    if (!drawn.ok) return { ok: false, error: because('does-not-fit', { serial, why: drawn.error.message }) };
    const job = `etch-${serial}`;
    let intended = false;
    let journalFault: unknown = null;
    async function intend(): Promise<void> {
      await journal
        .append([{ kind: 'etch-intended', serial, job, layout: layoutName(layout), format }])
        .catch((fault: unknown) => {
          journalFault = fault;
          throw fault;
        });
      intended = true;
    }
    const bytes = drawn.value;
    const sent = await ports.outbox.write(unit.value, { id: job, format, bytes }, intend).finally(() => bytes.fill(0));
    if (sent.ok) {
      await journal.append([{ kind: 'etch-sent', serial, job, ...sent.value }]);
      return ok(null);
    }
    // The outbox only says that it stopped; what stopped it was the journal.
    if (journalFault !== null) throw journalFault;
    // After the intent, whether the laser has seen anything is for people to find out.
    if (intended) {
      await journal.append(inDoubt(serial, job, 'outbox-failed'));
      await withdraw(serial);
    }
    return { ok: false, error: because('outbox-failed', { serial, why: sent.error.message }) };
  }

  async function withdraw(serial: string): Promise<void> {
    const removed = await ports.outbox.remove(serial);
    if (removed.ok) return;
    await journal.append([{ kind: 'incident', reason: 'outbox-failed', serial, detail: removed.error.message }]);
  }

  function ask(serial: string): Result<BenchStep, ReasonKind> {
    const unit = known(serial);
    if (!unit.ok) return unit;
    const opened = ports.vault.passphrase(unit.value);
    if (!opened.ok) return { ok: false, error: because('vault-unreadable', { serial }) };
    using passphrase = opened.value;
    // The same question until it is answered: asking anew each time would let a guesser shop for easy positions.
    const question = questions.get(serial) ?? {
      positions: passphrase.use((bytes) => askPositions(bytes, ports.random)),
      shape: passphrase.use(shapeOf),
      attempt: 1,
    };
    questions.set(serial, question);
    return ok({ at: 'read-back', serial, ...question });
  }

  async function marked(serial: string, finished: boolean): Promise<Result<BenchStep>> {
    const unit = known(serial);
    if (!unit.ok) return unit;
    const allowed = benchLife.allow(unit.value, 'etch-marked');
    if (!allowed.ok) return allowed;
    if (!finished) return ok(SERIAL_STEP);
    await journal.append([{ kind: 'etch-marked', serial, job: unit.value.job as string }]);
    await withdraw(serial);
    return ask(serial);
  }

  async function readBack(serial: string, symbols: string): Promise<Result<ReadBackAnswer>> {
    const unit = known(serial);
    if (!unit.ok) return unit;
    const allowed = benchLife.allow(unit.value, 'etch-read-back');
    if (!allowed.ok) return allowed;
    const question = questions.get(serial);
    if (question === undefined) return fail('not-now', `Scan the serial of ${serial} first.`);
    const { positions, attempt } = question;
    // A slip of the hand on the Enter key is no reading of the metal.
    if (symbols.length !== positions.length) return misread(positions.join(', '));
    const opened = ports.vault.passphrase(unit.value);
    if (!opened.ok) return { ok: false, error: because('vault-unreadable', { serial }) };
    using passphrase = opened.value;
    const job = unit.value.job as string;
    const compared = passphrase.use((bytes) => checkReadback(bytes, positions, symbols));
    if (compared.ok) {
      const refs = await journal.append([
        { kind: 'etch-read-back', serial, job, positions },
        { kind: 'verdict-given', serial, outcome: 'PASS', reason: null },
      ]);
      questions.delete(serial);
      return ok({ step: SERIAL_STEP, outcome: 'PASS', reason: null, refs });
    }
    const event: JournalEvent = { kind: 'etch-misread', serial, job, attempt };
    if (attempt < ATTEMPTS) {
      const refs = await journal.append([event]);
      const next: Question = { ...question, attempt: attempt + 1 };
      questions.set(serial, next);
      const { error } = misread(String(compared.error.facts?.['position'] ?? positions.join(', ')));
      return ok({ step: { at: 'read-back', serial, ...next }, outcome: null, reason: error, refs });
    }
    const refs = await journal.append([
      event,
      ...inDoubt(serial, job, 'misread-thrice'),
      { kind: 'verdict-given', serial, outcome: 'FAIL', reason: 'misread-thrice' },
    ]);
    questions.delete(serial);
    return ok({ step: SERIAL_STEP, outcome: 'FAIL', reason: because('misread-thrice', { serial }), refs });
  }

  async function resolve(serial: string, as: 'marked' | 'scrapped', people: People): Promise<Result<null>> {
    const unit = known(serial);
    if (!unit.ok) return unit;
    const allowed = benchLife.allow(unit.value, 'doubt-resolved');
    if (!allowed.ok) return allowed;
    const signed = twoPeople(people);
    if (!signed.ok) return signed;
    await journal.append([
      { kind: 'doubt-resolved', serial, job: unit.value.job as string, as, signatures: signed.value },
    ]);
    await withdraw(serial);
    return ok(null);
  }

  async function recover(left: Iterable<BenchUnit>): Promise<readonly string[]> {
    const serials: string[] = [];
    for (const unit of left) {
      const { serial, job, state } = unit;
      // A job that was marked lies no longer with the laser, and of a closed batch nothing is asked any more.
      if (job === null || state === 'marked' || !benchLife.may(unit, 'etch-in-doubt')) continue;
      await journal.append(inDoubt(serial, job, 'interrupted'));
      await withdraw(serial);
      serials.push(serial);
    }
    return serials;
  }

  return { send, ask, marked, readBack, resolve, recover, withdraw };
}

/** Nobody can know by software whether this card was etched: people must look, and a supervisor must hear of it. */
const inDoubt = (serial: string, job: string, reason: ReasonKind): readonly JournalEvent[] => [
  { kind: 'etch-in-doubt', serial, job, reason },
  { kind: 'incident', reason: 'is-in-doubt', serial, detail: 'etched or not: look at the metal' },
];

const misread = (position: string): Failed<ReasonKind> => ({ ok: false, error: because('misread', { position }) });
