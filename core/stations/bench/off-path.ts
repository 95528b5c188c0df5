/**
 * What becomes of cards off the path, always with people and a reason: a strip or packing is made anew, a card is
 * scrapped, a card is opened as a sample. Bench never takes an EPK: the sample is tried at a Check station, and two
 * people bring back here what they saw.
 */
import { twoPeople, onePerson, type People } from '../../people/person.ts';
import { checkWords } from '../../people/words.ts';
import type { AsideEnd, Mishap } from '../../journal/events/bench.ts';
import type { Random } from '../../base/ports.ts';
import type { JournalEvent, RecordRef } from '../../journal/event.ts';
import type { Journal } from '../../journal/journal.ts';
import { drawLots } from '../../random/lots.ts';
import { failIn, ok, type Result } from '../../base/result.ts';
import { benchLife, type BenchStepKind, type BenchUnit } from '../../life/bench-life.ts';
import { heldPair } from './holds.ts';
import { because } from './reasons.ts';
import type { RecordsOf, UnitLookup } from './verification.ts';

const fail = failIn('bench');

export interface OffPathPorts {
  readonly journal: Journal;
  readonly units: UnitLookup;
  readonly random: Random;
  readonly records: RecordsOf;
  /** A card that is put aside, and is there, gets a label that says so. */
  readonly labelled: (serial: string, as: Mishap, reference: RecordRef) => void;
  /** Takes a card's etch job away from the laser, if one is there. */
  readonly withdraw: (unit: Pick<BenchUnit, 'serial' | 'job'>) => Promise<void>;
  /** Serials of a batch that are finished, and those drawn for its sample. */
  readonly finished: (batch: string) => readonly string[];
  readonly picked: (batch: string) => readonly string[];
}

export interface OffPath {
  rework(serial: string, reason: string, person: string): Promise<Result<null>>;
  /** A person decides that a card does not go on: quarantine, or missing. Not while the bench is at work on it. */
  putAside(serial: string, as: Mishap, reason: string, person: string): Promise<Result<null>>;
  /**
   * A held card goes on, and with it the other one of its pair, if that is held too. Each must have been scanned again
   * before, and have read as its own.
   */
  release(serial: string, reason: string, people: People): Promise<Result<readonly string[]>>;
  /** A missing card is back, before both people's eyes. */
  found(serial: string, reason: string, people: People): Promise<Result<null>>;
  /** The end of a card that its closed batch had counted as quarantined or missing. */
  ended(serial: string, as: AsideEnd, reason: string, people: People): Promise<Result<null>>;
  /** The card is destroyed already, before both people's eyes. */
  scrap(serial: string, reason: string, people: People): Promise<Result<null>>;
  /** Draws `count` more of the finished cards of a batch; nobody can foresee which. */
  pick(batch: string, count: number): Promise<Result<readonly string[]>>;
  /** A card that was drawn: opened, tried at Check and destroyed. `good`: it gave the key of its address. */
  sampled(serial: string, good: boolean, people: People): Promise<Result<null>>;
}

/** A sample is for people to open by hand. */
const MOST_PICKED = 1000;

interface Ready<S> {
  readonly unit: BenchUnit;
  /** Who has signed. */
  readonly by: S;
}

export function createOffPath(ports: OffPathPorts): OffPath {
  const { journal, units } = ports;

  /** Who signs, why, and whether the life allows it: asked in this order of every deed. */
  function ready<S>(serial: string, step: BenchStepKind, by: Result<S>, reason: string | null): Result<Ready<S>> {
    if (!by.ok) return by;
    const refused = reason === null ? null : checkWords(reason);
    if (refused !== null) return refused;
    const unit = units.unit(serial);
    if (unit === null) return { ok: false, error: because('unknown-serial', { serial }) };
    const allowed = benchLife.allow(unit, step);
    return allowed.ok ? ok({ unit, by: by.value }) : allowed;
  }

  /** A deed that is one record and nothing else. */
  async function record<S>(asked: Result<Ready<S>>, event: (by: S) => JournalEvent): Promise<Result<null>> {
    if (!asked.ok) return asked;
    await journal.append([event(asked.value.by)]);
    return ok(null);
  }

  return {
    rework: (serial, reason, person) =>
      record(ready(serial, 'unit-reworked', onePerson(person), reason), (by) => {
        return { kind: 'unit-reworked', serial, reason, by };
      }),

    async putAside(serial, as, reason, person) {
      const asked = ready(serial, 'unit-put-aside', onePerson(person), reason);
      if (!asked.ok) return asked;
      const { by, unit } = asked.value;
      const isThere = as !== 'lost' && as !== 'never-arrived';
      const gone = unit.job !== null && !isThere;
      const detail = 'a card that was given an etch job is missing';
      const [reference] = await journal.append([
        { kind: 'unit-put-aside', serial, as, reason, by },
        ...(gone ? [{ kind: 'incident', reason: 'lost', serial, detail } as const] : []),
      ]);
      if (unit.job !== null) await ports.withdraw(unit);
      if (isThere && reference !== undefined) ports.labelled(serial, as, reference);
      return ok(null);
    },

    async release(serial, reason, people) {
      const asked = ready(serial, 'unit-released', twoPeople(people), reason);
      if (!asked.ok) return asked;
      const { by, unit } = asked.value;
      const pair = heldPair(unit, units, ports.records);
      if (!pair.ok) return pair;
      const serials = pair.value;
      await journal.append(serials.map((one) => ({ kind: 'unit-released', serial: one, reason, signatures: by })));
      return ok(serials);
    },

    found: (serial, reason, people) =>
      record(ready(serial, 'unit-found', twoPeople(people), reason), (signatures) => {
        return { kind: 'unit-found', serial, reason, signatures };
      }),

    ended: (serial, as, reason, people) =>
      record(ready(serial, 'unit-ended', twoPeople(people), reason), (signatures) => {
        return { kind: 'unit-ended', serial, as, reason, signatures };
      }),

    async scrap(serial, reason, people) {
      const asked = ready(serial, 'unit-scrapped', twoPeople(people), reason);
      if (!asked.ok) return asked;
      const { by, unit } = asked.value;
      await journal.append([{ kind: 'unit-scrapped', serial, reason, signatures: by }]);
      if (unit.job !== null) await ports.withdraw(unit);
      return ok(null);
    },

    pick: (batch, count) => pick(ports, batch, count),

    async sampled(serial, good, people) {
      const asked = ready(serial, 'unit-sampled', twoPeople(people), null);
      if (!asked.ok) return asked;
      const { by, unit } = asked.value;
      if (!ports.picked(unit.batch).includes(serial)) {
        return fail('not-drawn', `${serial} was not drawn for the sample: only what the lot fell on is opened.`, {
          serial,
        });
      }
      const detail = 'opened as a sample, and its key did not come out';
      await journal.append([
        { kind: 'unit-sampled', serial, good, signatures: by },
        ...(good ? [] : [{ kind: 'incident', reason: 'sample-failed', serial, detail } as const]),
      ]);
      return ok(null);
    },
  };
}

/** Draws finished cards by lot, and puts on record which. */
async function pick(ports: OffPathPorts, batch: string, count: number): ReturnType<OffPath['pick']> {
  const { journal, units } = ports;
  const before = new Set(ports.picked(batch));
  const from = ports.finished(batch).filter((serial) => {
    const unit = units.unit(serial);
    return unit !== null && benchLife.may(unit, 'unit-sampled') && !before.has(serial);
  });
  if (!Number.isInteger(count) || count < 1 || count > Math.min(MOST_PICKED, from.length)) {
    const most = Math.min(MOST_PICKED, from.length);
    const sentence = `A sample of ${count} cannot be drawn: ${from.length} finished cards of batch ${batch} are left to draw from, and at most ${most} are drawn at once.`;
    return fail('bad-sample', sentence, { batch, count, left: from.length });
  }
  const serials = drawLots(from, count, ports.random);
  await journal.append([{ kind: 'sample-picked', batch, from: from.length, serials }]);
  return ok(serials);
}
