/**
 * A card at the laser: INTENT -> SENT -> MARKED, at most once.
 *
 * The job file is complete and on disk, under a name the laser does not look at, before the intent is recorded; then
 * one rename sends it. So a full disk is noticed while nothing has happened yet, and what a crash leaves between
 * intent and mark is *in doubt*: never sent again, people look at the metal and two of them sign.
 */
import { layoutName, type Layout } from '../../etch/card.ts';
import type { FormatName } from '../../etch/formats/formats.ts';
import { drawJob } from '../../etch/job.ts';
import type { JournalEvent, Mode } from '../../journal/event.ts';
import type { Journal } from '../../journal/journal.ts';
import { ok, type Result } from '../../base/result.ts';
import type { Secret } from '../../base/secret.ts';
import type { Serial } from '../../card/serial.ts';
import { twoPeople, type People } from '../../people/person.ts';
import { benchLife, type BenchUnit } from '../../life/bench-life.ts';
import { because, type ReasonKind } from './reasons.ts';
import type { UnitLookup } from './verification.ts';

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
  readonly outbox: EtchOutbox;
  /** A card with a confirmation code has another than one with a passphrase. */
  readonly layout: (unit: BenchUnit) => Layout;
  /** What the laser's software reads, as the station is set now. */
  readonly format: () => FormatName;
  readonly mode: Mode;
}

export interface Etching {
  /** Draws and sends the job of a unit that was verified just now, from the very bytes that were verified. */
  send(serial: string, passphrase: Secret): Promise<Result<null>>;
  /** The person at the laser says whether it has finished. */
  marked(serial: string, finished: boolean): Promise<Result<null>>;
  resolve(serial: string, as: 'marked' | 'scrapped', people: People): Promise<Result<null>>;
  /** After a crash: whatever was between intent and mark is in doubt. Gives the serials. */
  recover(units: Iterable<BenchUnit>): Promise<readonly string[]>;
  /** Takes the job of a card away from the laser: it is marked, or must not be. What stays behind is an incident. */
  withdraw(serial: string): Promise<void>;
}

export function createEtching(ports: EtchingPorts): Etching {
  const { journal, units } = ports;

  function known(serial: string): Result<BenchUnit, ReasonKind> {
    const unit = units.unit(serial);
    return unit === null ? { ok: false, error: because('unknown-serial', { serial }) } : ok(unit);
  }

  /** Jobs between their intent and their end, here and now: nothing a run before has left. */
  const underWay = new Set<string>();

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

  async function marked(serial: string, finished: boolean): Promise<Result<null>> {
    const unit = known(serial);
    if (!unit.ok) return unit;
    const allowed = benchLife.allow(unit.value, 'etch-marked');
    if (!allowed.ok) return allowed;
    if (!finished) return ok(null);
    await journal.append([{ kind: 'etch-marked', serial, job: unit.value.job as string }]);
    await withdraw(serial);
    return ok(null);
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

  return {
    async send(serial, passphrase) {
      if (underWay.has(serial)) return send(serial, passphrase);
      underWay.add(serial);
      try {
        return await send(serial, passphrase);
      } finally {
        underWay.delete(serial);
      }
    },
    marked,
    resolve,
    recover: (left) => recover({ journal, units, withdraw, underWay }, left),
    withdraw,
  };
}

/** Nobody can know by software whether this card was etched: people must look, and a supervisor must hear of it. */
export const inDoubt = (serial: string, job: string, reason: ReasonKind): readonly JournalEvent[] => [
  { kind: 'etch-in-doubt', serial, job, reason },
  { kind: 'incident', reason: 'is-in-doubt', serial, detail: 'etched or not: look at the metal' },
];

interface Recovering extends Pick<Etching, 'withdraw'> {
  readonly journal: EtchingPorts['journal'];
  readonly units: EtchingPorts['units'];
  readonly underWay: ReadonlySet<string>;
}

/** Puts in doubt what a run before has left between its intent and its mark; gives the serials. */
async function recover(
  { journal, units, withdraw, underWay }: Recovering,
  left: Iterable<BenchUnit>,
): Promise<readonly string[]> {
  const serials: string[] = [];
  for (const listed of left) {
    // As it is now: whoever listed it may have waited since.
    const unit = units.unit(listed.serial) ?? listed;
    const { serial, job, state } = unit;
    // A job that was marked lies no longer with the laser, and of a closed batch nothing is asked any more.
    if (job === null || state === 'marked' || !benchLife.may(unit, 'etch-in-doubt')) continue;
    if (underWay.has(serial)) continue;
    await journal.append(inDoubt(serial, job, 'interrupted'));
    await withdraw(serial);
    serials.push(serial);
  }
  return serials;
}
