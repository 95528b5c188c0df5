/**
 * A card at the laser: INTENT -> SENT -> MARKED -> read back, at most once.
 *
 * The job file is complete and on disk, under a name the laser does not look at, before the intent is recorded; then
 * one rename sends it. So a full disk is noticed while nothing has happened yet, and what a crash leaves between
 * intent and mark is *in doubt*: never sent again, people look at the metal and two of them sign.
 */
import { layoutName, type Layout } from '../etch/card.ts';
import { drawJob } from '../etch/job.ts';
import { askPositions, checkReadback } from '../etch/readback.ts';
import type { JournalEvent, Mode, Outcome, RecordRef } from '../journal/event.ts';
import type { Journal, Random } from '../ports.ts';
import { fail, ok, type Failure, type Result } from '../result.ts';
import type { Secret } from '../secret.ts';
import type { Serial } from '../units/serial.ts';
import { allow, may, type Unit } from '../units/unit.ts';
import type { BenchStep } from './bench-view.ts';
import { because, type ReasonKind } from './reasons.ts';
import type { PassphraseVault, Units } from './verification.ts';

/** Where finished jobs wait for the laser. */
export interface EtchOutbox {
  /**
   * Writes a job under a name the laser does not look at, reads it back, calls `intend`, and only when that has
   * resolved gives it its final name. Refused before `intend` was called: nothing happened and nothing is left.
   */
  write(unit: Unit, job: string, bytes: Uint8Array, intend: () => Promise<void>): Promise<Result<SentJob>>;
  /** Removes a job that has been marked or scrapped. Its absence is fine. */
  remove(serial: string): Promise<Result<unknown>>;
}

export interface SentJob {
  readonly bytes: number;
  /** HMAC-SHA256 of the file under a key of the batch, hex. */
  readonly mac: string;
}

export interface EtchingPorts {
  readonly journal: Journal;
  readonly units: Units;
  readonly vault: PassphraseVault;
  readonly outbox: EtchOutbox;
  readonly random: Random;
  readonly layout: Layout;
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
  resolve(serial: string, as: 'marked' | 'scrapped', people: readonly [string, string]): Promise<Result<null>>;
  /** After a crash: whatever was between intent and mark is in doubt. Gives the serials. */
  recover(units: Iterable<Unit>): Promise<readonly string[]>;
}

const ATTEMPTS = 3;
const SERIAL_STEP: BenchStep = { at: 'serial' };

export function createEtching(ports: EtchingPorts): Etching {
  const { journal, units, layout } = ports;
  let asked: {
    readonly serial: string;
    readonly positions: readonly number[];
    readonly attempt: number;
  } | null = null;

  function known(serial: string): Result<Unit, ReasonKind> {
    const unit = units.unit(serial);
    return unit === null ? { ok: false, error: because('unknown-serial', { serial }) } : ok(unit);
  }

  async function send(serial: string, passphrase: Secret): Promise<Result<null>> {
    const unit = known(serial);
    if (!unit.ok) return unit;
    const allowed = allow(unit.value, 'intend');
    if (!allowed.ok) return allowed;
    const drawn = passphrase.use((bytes) => drawJob(layout, ports.mode, serial as Serial, bytes));
    if (!drawn.ok) return { ok: false, error: because('does-not-fit', { serial, why: drawn.error.message }) };
    const job = `etch-${serial}`;
    let intended = false;
    const sent = await ports.outbox.write(unit.value, job, drawn.value, async () => {
      await journal.append([{ kind: 'etch-intended', serial, job, layout: layoutName(layout) }]);
      intended = true;
    });
    drawn.value.fill(0);
    if (sent.ok) {
      await journal.append([{ kind: 'etch-sent', serial, job, ...sent.value }]);
      return ok(null);
    }
    // After the intent, whether the laser has seen anything is for people to find out.
    if (intended) await doubt([{ kind: 'etch-in-doubt', serial, job, reason: 'outbox-failed' }], serial);
    return { ok: false, error: because('outbox-failed', { serial, why: sent.error.message }) };
  }

  const doubt = (events: readonly JournalEvent[], serial: string): Promise<readonly RecordRef[]> =>
    journal.append([
      ...events,
      { kind: 'incident', reason: 'is-in-doubt', serial, detail: 'etched or not: look at the metal' },
    ]);

  function ask(serial: string): Result<BenchStep, ReasonKind> {
    const unit = known(serial);
    if (!unit.ok) return unit;
    const opened = ports.vault.passphrase(unit.value);
    if (!opened.ok) return { ok: false, error: because('vault-unreadable', { serial }) };
    using passphrase = opened.value;
    // The same question until it is answered: asking anew each time would let a guesser shop for easy positions.
    if (asked?.serial !== serial) {
      asked = { serial, positions: passphrase.use((bytes) => askPositions(bytes, ports.random)), attempt: 1 };
    }
    return ok({ at: 'read-back', ...asked });
  }

  async function marked(serial: string, finished: boolean): Promise<Result<BenchStep>> {
    const unit = known(serial);
    if (!unit.ok) return unit;
    const allowed = allow(unit.value, 'mark');
    if (!allowed.ok) return allowed;
    if (!finished) return ok(SERIAL_STEP);
    await journal.append([{ kind: 'etch-marked', serial, job: unit.value.job as string }]);
    return ask(serial);
  }

  async function readBack(serial: string, symbols: string): Promise<Result<ReadBackAnswer>> {
    const unit = known(serial);
    if (!unit.ok) return unit;
    const allowed = allow(unit.value, 'read-back');
    if (!allowed.ok) return allowed;
    if (asked?.serial !== serial) return fail('not-now', `Scan the serial of ${serial} first.`);
    const { positions, attempt } = asked;
    const opened = ports.vault.passphrase(unit.value);
    if (!opened.ok) return { ok: false, error: because('vault-unreadable', { serial }) };
    using passphrase = opened.value;
    const job = unit.value.job as string;
    const compared = passphrase.use((bytes) => checkReadback(bytes, positions, symbols));
    if (compared.ok) {
      asked = null;
      const refs = await journal.append([
        { kind: 'etch-read-back', serial, job, positions },
        { kind: 'verdict-given', serial, outcome: 'PASS', reason: null },
      ]);
      await ports.outbox.remove(serial);
      return ok({ step: SERIAL_STEP, outcome: 'PASS', reason: null, refs });
    }
    const misread: JournalEvent = { kind: 'etch-misread', serial, job, attempt };
    if (attempt < ATTEMPTS) {
      const refs = await journal.append([misread]);
      asked = { serial, positions, attempt: attempt + 1 };
      const reason = because('misread', {
        position: compared.error.facts?.['position'] ?? positions.join(', '),
      });
      return ok({ step: { at: 'read-back', ...asked }, outcome: null, reason, refs });
    }
    asked = null;
    const refs = await doubt(
      [
        misread,
        { kind: 'etch-in-doubt', serial, job, reason: 'misread-thrice' },
        { kind: 'verdict-given', serial, outcome: 'FAIL', reason: 'misread-thrice' },
      ],
      serial,
    );
    return ok({ step: SERIAL_STEP, outcome: 'FAIL', reason: because('misread-thrice', { serial }), refs });
  }

  async function resolve(
    serial: string,
    as: 'marked' | 'scrapped',
    people: readonly [string, string],
  ): Promise<Result<null>> {
    const unit = known(serial);
    if (!unit.ok) return unit;
    const allowed = allow(unit.value, 'resolve');
    if (!allowed.ok) return allowed;
    const [first, second] = people.map((person) => person.trim().toLowerCase());
    if (first === second) return { ok: false, error: because('same-person') };
    await journal.append([{ kind: 'doubt-resolved', serial, job: unit.value.job as string, as, people }]);
    if (as === 'scrapped') await ports.outbox.remove(serial);
    return ok(null);
  }

  async function recover(left: Iterable<Unit>): Promise<readonly string[]> {
    const serials: string[] = [];
    for (const unit of left) {
      if (!may(unit, 'doubt') || unit.state === 'marked') continue;
      await doubt(
        [{ kind: 'etch-in-doubt', serial: unit.serial, job: unit.job as string, reason: 'interrupted' }],
        unit.serial,
      );
      serials.push(unit.serial);
    }
    return serials;
  }

  return { send, ask, marked, readBack, resolve, recover };
}
