/**
 * Cards at the laser: INTENT -> SENT -> MARKED, each at most once. A job holds one card, or several that lie in the
 * laser's field together: one intent, one file. What comes of it is said card by card.
 *
 * The job file is complete and on disk, under a name the laser does not look at, before the intent is recorded; then
 * one rename sends it. So a full disk is noticed while nothing has happened yet, and what a crash leaves between
 * intent and mark is *in doubt*: never sent again, people look at the metal and two of them sign.
 */
import { layoutName, type Layout, type Point, type Size } from '../../etch/card.ts';
import type { FormatName } from '../../etch/formats/formats.ts';
import { drawJob, type JobForm } from '../../etch/job.ts';
import { newJobId, type JobId } from '../../etch/job-id.ts';
import type { JournalEvent, Mode } from '../../journal/event.ts';
import type { Journal } from '../../journal/journal.ts';
import type { ProductRef } from '../../product/product.ts';
import type { Random } from '../../base/ports.ts';
import { ok, type Result } from '../../base/result.ts';
import type { Secret } from '../../base/secret.ts';
import type { Serial } from '../../card/serial.ts';
import { twoPeople, type People } from '../../people/person.ts';
import { AT_LASER, benchLife, doubtedBy, type BenchUnit } from '../../life/bench-life.ts';
import { allInDoubt } from './in-doubt.ts';
import { because, type ReasonKind } from './reasons.ts';
import type { UnitLookup, UnitsOfJob } from './verification.ts';

/** Where finished jobs wait for the laser. */
export interface EtchOutbox {
  /**
   * Writes a job under a name the laser does not look at, reads it back, calls `intend`, and only when that has
   * resolved gives it its final name. Refused before `intend` was called: nothing happened and nothing is left.
   */
  write(job: EtchJob, intend: () => Promise<void>): Promise<Result<SentJob>>;
  /** Removes whatever has one of these names, serials and ids of jobs, and what a crash left of it. Their absence is fine. */
  remove(names: readonly string[]): Promise<Result<unknown>>;
}

/** What goes to the laser. */
export interface EtchJob {
  readonly id: JobId;
  readonly batch: string;
  readonly serials: readonly [Serial, ...Serial[]];
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
  readonly unitsOfJob: UnitsOfJob;
  /** Whether records were lost after a batch was opened here: nobody knows which of its cards were etched. */
  readonly brokenOff: (batch: string) => boolean;
  /** Whether the laser is set otherwise than is on record, and nobody has signed for it: nothing goes there. */
  readonly altered: () => boolean;
  /**
   * Whether an intent to etch this card is on record, whatever the index says of it now: that lies in a file, into which
   * somebody may write while the station runs.
   */
  readonly intended: (serial: string) => boolean;
  readonly outbox: EtchOutbox;
  readonly random: Random;
  /** How the cards of the batch on the desk are etched: one with a confirmation code has another than one with a passphrase. */
  readonly layout: () => Layout;
  /** What the laser's software reads, as the station is set now. */
  readonly format: () => FormatName;
  readonly mode: Mode;
  /** Which product the batch on the desk is of; null for one of before there were products. */
  readonly product?: () => ProductRef | null;
  /** How the laser is set up: its fixture, the pens of the material, the month. Without it a job counts as its format does. */
  readonly setUp?: () => Pick<JobForm, 'fixture' | 'pens' | 'date'>;
}

/** A card that was verified just now. */
export interface CardToEtch {
  readonly serial: string;
  /** The very bytes that were verified. */
  readonly passphrase: Secret;
  /** Where it lies among several: its top left corner in the laser's field, millimetres. */
  readonly at?: Point;
  /** The pocket of a tray that it lies in. */
  readonly pocket?: number;
}

/** The laser's field, where it holds more than one card. */
export interface Field extends Size {
  /** What records call the tray. */
  readonly tray?: string;
  /** Its index mark, which the job shows and no laser marks; millimetres. */
  readonly mark?: readonly Point[];
}

export interface Etching {
  /** Draws and sends one job of these cards, each of them named once: all of them, or none. */
  send(cards: readonly CardToEtch[], frame?: Field): Promise<Result<null>>;
  /** The person at the laser says whether it has finished this card; `tray`: and all that lie there with it. */
  marked(serial: string, finished: boolean, tray?: 'tray'): Promise<Result<null>>;
  resolve(serial: string, as: 'marked' | 'scrapped', people: People): Promise<Result<null>>;
  /** After a crash: whatever was between intent and mark is in doubt. Gives the serials. */
  recover(units: Iterable<BenchUnit>): Promise<readonly string[]>;
  /**
   * A card is marked, or must not be: its job is taken away from the laser, once no other card of it is awaited from
   * there. What stays behind is an incident.
   */
  withdraw(unit: Pick<BenchUnit, 'serial' | 'job'>): Promise<void>;
}

export function createEtching(ports: EtchingPorts): Etching {
  const { journal, units, unitsOfJob } = ports;

  function known(serial: string): Result<BenchUnit, ReasonKind> {
    const unit = units.unit(serial);
    return unit === null ? { ok: false, error: because('unknown-serial', { serial }) } : ok(unit);
  }

  /** Cards between their intent and its end, here and now: nothing a run before has left. */
  const underWay = new Set<string>();

  async function withdraw({ serial, job }: Pick<BenchUnit, 'serial' | 'job'>): Promise<void> {
    const together = job === null ? [] : unitsOfJob(job);
    if (together.some(({ state }) => AT_LASER.includes(state))) return;
    const names = new Set([...(job === null ? [] : [job]), serial, ...together.map((unit) => unit.serial)]);
    const removed = await ports.outbox.remove([...names]);
    if (removed.ok) return;
    await journal.append([{ kind: 'incident', reason: 'outbox-failed', serial, detail: removed.error.message }]);
  }

  async function marked(serial: string, finished: boolean, tray?: 'tray'): Promise<Result<null>> {
    const unit = known(serial);
    if (!unit.ok) return unit;
    const allowed = benchLife.allow(unit.value, 'etch-marked');
    if (!allowed.ok) return allowed;
    if (!finished) return ok(null);
    const job = unit.value.job as string;
    const together = tray === undefined ? [unit.value] : unitsOfJob(job);
    const done = together.filter((one) => benchLife.may(one, 'etch-marked'));
    await journal.append(done.map((one): JournalEvent => ({ kind: 'etch-marked', serial: one.serial, job })));
    await withdraw(unit.value);
    return ok(null);
  }

  async function resolve(serial: string, as: 'marked' | 'scrapped', people: People): Promise<Result<null>> {
    const unit = known(serial);
    if (!unit.ok) return unit;
    const allowed = benchLife.allow(unit.value, 'doubt-resolved');
    if (!allowed.ok) return allowed;
    const signed = twoPeople(people);
    if (!signed.ok) return signed;
    const job = unit.value.job ?? `${doubtedBy(unit.value) ?? ''} ${serial}`;
    await journal.append([{ kind: 'doubt-resolved', serial, job, as, signatures: signed.value }]);
    await withdraw(unit.value);
    return ok(null);
  }

  /** An index that would have had a card etched again was changed by somebody, or by a fault of its disk. */
  async function noteLie(unit: BenchUnit): Promise<void> {
    if (!benchLife.may(unit, 'etch-intended')) return;
    await journal.append([{ kind: 'incident', reason: 'index-altered', serial: unit.serial, detail: unit.state }]);
  }

  return {
    async send(cards, frame) {
      const taken: BenchUnit[] = [];
      try {
        for (const { serial } of cards) {
          const unit = known(serial);
          if (!unit.ok) return unit;
          if (ports.brokenOff(unit.value.batch)) return { ok: false, error: because('broken-off', { serial }) };
          if (ports.altered()) return { ok: false, error: because('laser-altered', { serial }) };
          // Of two who want the same card, and of a card named twice, the second finds its intent already there.
          const before = underWay.has(serial) || ports.intended(serial);
          const now: BenchUnit = before ? { ...unit.value, state: 'intended' } : unit.value;
          const allowed = benchLife.allow(now, 'etch-intended');
          if (!allowed.ok) {
            if (!underWay.has(serial)) await noteLie(unit.value);
            return allowed;
          }
          underWay.add(serial);
          taken.push(unit.value);
        }
        return await sendJob({ ...ports, withdraw }, taken, cards, frame);
      } finally {
        for (const { serial } of taken) underWay.delete(serial);
      }
    },
    marked,
    resolve,
    recover: (left) => recover({ journal, units, withdraw, underWay }, left),
    withdraw,
  };
}

/** How several cards are named in a sentence. */
const said = (serials: readonly string[]): string =>
  serials.length < 2 ? serials.join() : `${serials[0]} ... ${serials.at(-1)}`;

/** Whole on disk, then intended, then sent: of units that may be. */
async function sendJob(
  ports: EtchingPorts & Pick<Etching, 'withdraw'>,
  taken: readonly BenchUnit[],
  cards: readonly CardToEtch[],
  frame: Field | undefined,
): Promise<Result<null>> {
  const { journal, mode } = ports;
  const texts = cards.map(({ serial, passphrase, at }) => ({ serial: serial as Serial, text: passphrase, at }));
  const [first, ...others] = texts.map(({ serial }) => serial);
  const [{ batch } = { batch: '' }] = taken;
  if (first === undefined) throw new TypeError('"cards" expected one at least');
  const serials = [first, ...others] as const;
  const [layout, format, product] = [ports.layout(), ports.format(), ports.product?.() ?? null];
  const drawn = drawJob({ ...ports.setUp?.(), layout, mode, format, frame, mark: frame?.mark }, texts);
  if (!drawn.ok) {
    const { kind, message, facts } = drawn.error;
    if (kind === 'not-read-back') {
      const detail = `${serials.length} in the job, as ${format}`;
      await journal.append([{ kind: 'incident', reason: 'job-differs', serial: first, detail }]);
      return { ok: false, error: because('job-differs', { serial: said(serials) }) };
    }
    return { ok: false, error: because('does-not-fit', { serial: facts?.['serial'] ?? said(serials), why: message }) };
  }
  const bytes = drawn.value;
  const id = newJobId(ports.random);
  let intended = false;
  let journalFault: unknown = null;
  async function intend(): Promise<void> {
    const pockets = cards.flatMap(({ pocket }) => pocket ?? []);
    const where = frame?.tray === undefined ? {} : { tray: frame.tray, pockets };
    const intent: JournalEvent = {
      kind: 'etch-intended',
      serials,
      job: id,
      layout: layoutName(layout),
      format,
      ...(product === null ? {} : { product }),
      ...where,
    };
    await journal.append([intent]).catch((fault: unknown) => {
      journalFault = fault;
      throw fault;
    });
    intended = true;
  }
  const job: EtchJob = { id, batch, serials, format, bytes };
  const sent = await ports.outbox.write(job, intend).finally(() => bytes.fill(0));
  if (sent.ok) {
    await journal.append([{ kind: 'etch-sent', serials, job: id, ...sent.value }]);
    return ok(null);
  }
  // The outbox only says that it stopped; what stopped it was the journal.
  if (journalFault !== null) throw journalFault;
  // After the intent, whether the laser has seen anything is for people to find out.
  if (intended) {
    await journal.append(allInDoubt(serials, id, 'outbox-failed'));
    await ports.withdraw({ serial: first, job: id });
  } else {
    const detail = `${serials.length} in the job: ${sent.error.kind}`;
    await journal.append([{ kind: 'incident', reason: 'outbox-failed', serial: first, detail }]);
  }
  return { ok: false, error: because('outbox-failed', { serial: said(serials), why: sent.error.message }) };
}

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
  /** The card as it is now, if it is left: whoever listed it may have waited since. */
  function leftNow(before: BenchUnit): BenchUnit[] {
    // At a start no batch is on the desk yet, and nobody has moved it since.
    const unit = units.unit(before.serial) ?? before;
    // A job that was marked lies no longer with the laser, and of a closed batch nothing is asked any more.
    if (unit.job === null || unit.state === 'marked' || underWay.has(unit.serial)) return [];
    return benchLife.may(unit, 'etch-in-doubt') ? [unit] : [];
  }

  const listed = [...left];
  const serials: string[] = [];
  for (const job of new Set(listed.flatMap((one) => one.job ?? []))) {
    const together = listed.filter((one) => one.job === job).flatMap(leftNow);
    const [first] = together;
    if (first === undefined) continue;
    const names = together.map(({ serial }) => serial);
    await journal.append(allInDoubt(names, job, 'interrupted'));
    await withdraw(first);
    serials.push(...names);
  }
  return serials;
}
