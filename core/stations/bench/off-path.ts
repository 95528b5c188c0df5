/**
 * What becomes of cards off the path, always with people and a reason: a strip or packing is made anew, a card is
 * scrapped, a card is opened as a sample. Bench never takes an EPK: the sample is tried at a Check station, and two
 * people bring back here what they saw.
 */
import { checkWords } from '../../people/words.ts';
import type { Random } from '../../base/ports.ts';
import type { Mishap } from '../../journal/events/bench.ts';
import type { RecordRef } from '../../journal/event.ts';
import type { Journal } from '../../journal/journal.ts';
import { drawLots } from '../../random/lots.ts';
import { failIn, ok, type Failed, type Result } from '../../base/result.ts';
import { AT_LASER, benchLife, type BenchUnit } from '../../life/bench-life.ts';
import { deedNames, isGone, isWayOf, rowOf, type Deed } from './deeds.ts';
import { heldPair } from './holds.ts';
import { inTray } from './in-tray.ts';
import { because } from './reasons.ts';
import type { RecordsOf, UnitLookup } from './verification.ts';

const fail = failIn('bench');

export interface OffPathPorts {
  readonly journal: Journal;
  readonly units: UnitLookup;
  readonly records: RecordsOf;
  readonly random: Random;
  /** A card that is put aside, and is there, gets a label that says so. */
  readonly labelled: (serial: string, as: Mishap, reference: RecordRef) => void;
  /** Takes a card's etch job away from the laser, if one is there. */
  readonly withdraw: (unit: Pick<BenchUnit, 'serial' | 'job'>) => Promise<void>;
  /** Serials of a batch that are finished, and those drawn for its sample. */
  readonly finished: (batch: string) => readonly string[];
  readonly picked: (batch: string) => readonly string[];
}

/** What a deed needs of the station besides its row. */
interface Besides {
  /** Why it may not be done, though the life allows it. */
  objection?(unit: BenchUnit, ports: OffPathPorts): Failed | null;
  /** The cards that it is done to together; the card alone where nothing is said. */
  cards?(unit: BenchUnit, ports: OffPathPorts): Result<readonly string[]>;
  /** What follows once it is on record. */
  then?(unit: BenchUnit, as: string, reference: RecordRef, ports: OffPathPorts): Promise<void>;
}

const takeJob = async (unit: BenchUnit, ports: OffPathPorts): Promise<void> => {
  if (unit.job !== null) await ports.withdraw(unit);
};

const BESIDES: Readonly<Partial<Record<Deed, Besides>>> = {
  release: { cards: (unit, { units, records }) => heldPair(unit, units, records) },
  'put-aside': {
    objection: ({ serial, state }, { records }) =>
      AT_LASER.includes(state) && inTray(serial, records(serial)) !== null
        ? fail(
            'tray-sent',
            `${serial} lies in a tray at the laser, which etches it with the others. Answer for the tray first.`,
            { serial },
          )
        : null,
    async then(unit, as, reference, ports) {
      await takeJob(unit, ports);
      if (!isGone(as)) ports.labelled(unit.serial, as as Mishap, reference);
    },
  },
  scrap: { then: (unit, _, __, ports) => takeJob(unit, ports) },
  sample: {
    objection: ({ serial, batch }, { picked }) =>
      picked(batch).includes(serial)
        ? null
        : fail('not-drawn', `${serial} was not drawn for the sample: only what the lot fell on is opened.`, { serial }),
  },
};

/** What people have decided about a card. */
export interface Decision {
  readonly serial: string;
  /** Which of the ways of the deed; null where it has none. */
  readonly as: string | null;
  /** In their own words; of a deed that needs none, nothing. */
  readonly reason: string;
  /** As many names as sign for it. */
  readonly people: readonly string[];
}

export interface OffPath {
  /**
   * Does it, and gives the cards that it was done to. Not while the bench is at work on one of them.
   *
   * @throws TypeError of a way that the deed does not have
   */
  decide(deed: Deed, decision: Decision): Promise<Result<readonly string[]>>;
  /** What may be decided about a card as it is now. */
  offered(unit: BenchUnit): readonly Deed[];
  /** Draws `count` more of the finished cards of a batch; nobody can foresee which. */
  pick(batch: string, count: number): Promise<Result<readonly string[]>>;
}

/** A sample is for people to open by hand. */
const MOST_PICKED = 1000;

export function createOffPath(ports: OffPathPorts): OffPath {
  const { journal, units } = ports;

  return {
    async decide(deed, { serial, as, reason, people }) {
      if (!isWayOf(deed, as)) throw new TypeError(`"as" expected a way of ${deed}`);
      const row = rowOf(deed);
      // Who signs, why, and whether it may be: asked in this order of every deed.
      const by = row.sign(people);
      if (!by.ok) return by;
      const refused = row.plain === true ? null : checkWords(reason);
      if (refused !== null) return refused;
      const unit = units.unit(serial);
      if (unit === null) return { ok: false, error: because('unknown-serial', { serial }) };
      const allowed = benchLife.allow(unit, row.step);
      if (!allowed.ok) return allowed;
      const besides = BESIDES[deed];
      const objection = besides?.objection?.(unit, ports) ?? null;
      if (objection !== null) return objection;
      const cards = besides?.cards?.(unit, ports) ?? ok([serial]);
      if (!cards.ok) return cards;
      // A deed without ways never looks at one.
      const said = { as: as ?? '', reason, by: by.value };
      const records = cards.value.flatMap((card) => row.records({ ...said, serial: card }, unit));
      const [reference] = await journal.append(records);
      if (reference !== undefined) await besides?.then?.(unit, said.as, reference, ports);
      return cards;
    },
    offered: (unit) =>
      deedNames.filter(
        (deed) => benchLife.may(unit, rowOf(deed).step) && (BESIDES[deed]?.objection?.(unit, ports) ?? null) === null,
      ),
    pick: (batch, count) => pick(ports, batch, count),
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
