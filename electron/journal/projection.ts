/** Writing into the index: what each record changes in it. The same records always make the same index. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { canonical } from '../../core/base/canonical.ts';
import type { ChainRecord, Head } from '../../core/journal/chain.ts';
import { serialsOf, type EventOf } from '../../core/journal/event.ts';
import {
  type BenchLifeStep,
  benchLife,
  type BenchUnit,
  cameWith,
  doubtOf,
  receivedUnit,
  withdrawnUnit,
} from '../../core/life/bench-life.ts';
import { sumOf, unitOf, type Row, type UnitRecord } from './rows.ts';
import { createShiftRows } from './shift-rows.ts';
import { UNITS } from './tables.ts';

export interface Projection {
  /** Takes the next records, all or none, and notes `head` as the place reached. */
  apply(records: readonly ChainRecord[], head: Head): void;
}

export function createProjection(db: DatabaseSyncInstance): Projection {
  const sql = statementsOf(db);
  const { openBatch, addUnits } = arrivalsInto(sql, odd);
  const shift = createShiftRows(db);

  function project(record: ChainRecord): void {
    const { seq, at, mac, prev, hash, event, by = null, signed } = record;
    const json = canonical(event);
    sql.event.run(seq, at, mac, prev, hash, json, by, signed === undefined ? null : JSON.stringify(signed));
    for (const serial of serialsOf(event)) sql.named.run(serial, seq);
    shift.moment(record);
    switch (event.kind) {
      case 'unit-received':
      case 'unit-withdrawn-at-press':
        sql.arrival.run(event.batch, event.serial, seq, json);
        return;
      case 'batch-opened':
        openBatch(record, event, json);
        return;
      case 'units-added':
        addUnits(record, event);
        sql.ending.run(seq, event.batch, event.kind);
        return;
      case 'units-handed-over':
        sql.ending.run(seq, event.batch, event.kind);
        for (const serial of event.serials) step(record, event, serial);
        return;
      case 'receipt-taken':
      case 'sample-picked':
      case 'batch-closed':
      case 'passphrases-destroyed':
      case 'batch-exported':
        sql.ending.run(seq, event.batch, event.kind);
        return;
      case 'label-printed':
        sql.label.run({ $serial: event.serial, $printed: 1, $doubtful: 0 });
        return;
      case 'label-failed':
        if (event.reason === 'label-void') sql.label.run({ $serial: event.serial, $printed: 0, $doubtful: 1 });
        return;
      case 'history-accepted':
        if (event.lost) sql.loss.run(seq);
        return;
      case 'incident':
        sql.incident.run(seq, at, event.reason, event.serial, event.detail);
        return;
      case 'incident-acknowledged':
        sql.acknowledged.run(event.by.name, event.incident);
        return;
      case 'pause-lifted':
        sql.acknowledged.run(event.signatures.map(({ name }) => name).join(', '), event.incident);
        return;
      default:
        if (benchLife.isStep(event)) for (const serial of serialsOf(event)) step(record, event, serial);
    }
  }

  function step(record: ChainRecord, event: BenchLifeStep, serial: string): void {
    const row = sql.unit.get(serial) as Row | undefined;
    if (row === undefined) return odd(record, serial, `${event.kind} for a unit of no open batch`);
    const before = unitOf(row);
    const after = moved(before, event);
    if (typeof after === 'string') return odd(record, serial, after);
    const { state, reason, job } = after;
    const since = record.at;
    shift.step(record, before, after);
    if (event.kind === 'unit-condemned' && event.other === undefined) sql.condemned.run(before.serial, before.batch);
    sql.moved.run(state, reason, job, since, sumOf({ ...before, state, reason, job, since }), before.serial);
  }

  /**
   * A record that should never have been written changes nothing, but a supervisor hears of it: refusing to work
   * would stop a station for good over what stands in its history.
   */
  function odd(record: ChainRecord, serial: string, detail: string): void {
    sql.odd.run(record.seq, record.at, serial, detail);
  }

  return {
    apply(records, head) {
      sql.begin.run();
      try {
        for (const record of records) project(record);
        sql.reached.run(head.size, head.hash);
        sql.commit.run();
      } catch (cause) {
        if (db.isTransaction) db.exec('ROLLBACK');
        throw cause;
      }
    },
  };
}

/** How units come into the tables: with their batch, or handed over by another bench. */
function arrivalsInto(sql: Statements, odd: (record: ChainRecord, serial: string, detail: string) => void) {
  /** The units received last make up the batch; what an import that was cut short left before them does not count. */
  function openBatch(record: ChainRecord, event: EventOf<'batch-opened'>, json: string): void {
    sql.batch.run(event.batch, record.seq, record.at, json);
    const doubt = doubtOf(event);
    arrive(record, event, (unit) => cameWith(doubt, unit));
  }

  /** A batch of which nothing was here before begins with what another bench has handed over. */
  function addUnits(record: ChainRecord, event: EventOf<'units-added'>): void {
    const { batch, from, handover, product } = event;
    const begun = {
      ...{ kind: 'batch-opened', batch, count: 0, vault: handover, returned: handover, origin: from, press: from },
      ...(product === undefined ? {} : { product }),
    };
    sql.batch.run(batch, record.seq, record.at, canonical(begun));
    sql.added.run(event.count, batch);
    arrive(record, event, (unit) => unit);
  }

  function arrive(record: ChainRecord, { batch, count }: Arrived, as: (unit: BenchUnit) => BenchUnit): void {
    const arrivals = sql.arrivals.all(batch, count) as { json: string }[];
    sql.arrived.run(batch);
    const { next } = sql.next.get(batch) as { next: number };
    for (const [i, arrival] of arrivals.reverse().entries()) {
      const unit = arrived(JSON.parse(arrival.json) as Arrival);
      insert(record, { ...as(unit), position: next + i, since: record.at });
    }
  }

  function insert(record: ChainRecord, unit: UnitRecord): void {
    const { serial, batch, position, address, publicKey, confirmation, sticker, state, reason, job, since } = unit;
    const { changes } = sql.newUnit.run(
      ...[serial, batch, position, address, publicKey, confirmation, sticker, state, reason, job, since],
      sumOf(unit),
    );
    if (changes === 0) odd(record, serial, `${serial} of batch ${batch} is not unique: it was left out`);
  }

  return { openBatch, addUnits };
}

type Statements = ReturnType<typeof statementsOf>;

/** The statements, prepared once: a record costs three of them or so. */
function statementsOf(db: DatabaseSyncInstance) {
  return {
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    reached: db.prepare('UPDATE meta SET size = ?, head = ?'),
    event: db.prepare(
      'INSERT INTO events (seq, at, mac, prev, hash, json, by, signed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    named: db.prepare('INSERT OR IGNORE INTO named (serial, seq) VALUES (?, ?)'),
    arrival: db.prepare('INSERT OR REPLACE INTO arrivals (batch, serial, seq, json) VALUES (?, ?, ?, ?)'),
    arrivals: db.prepare('SELECT json FROM arrivals WHERE batch = ? ORDER BY seq DESC LIMIT ?'),
    arrived: db.prepare('DELETE FROM arrivals WHERE batch = ?'),
    next: db.prepare('SELECT coalesce(max(position), -1) + 1 AS next FROM units WHERE batch = ?'),
    added: db.prepare('UPDATE batches SET added = added + ? WHERE batch = ?'),
    batch: db.prepare('INSERT OR IGNORE INTO batches (batch, seq, at, json) VALUES (?, ?, ?, ?)'),
    newUnit: db.prepare(
      `INSERT OR IGNORE INTO units (serial, batch, position, address, public_key, confirmation, sticker, state, reason, job, since, sum)
       VALUES (?, ?, ?, nullif(?, ''), nullif(?, ''), ?, ?, ?, ?, ?, ?, ?)`,
    ),
    unit: db.prepare(`SELECT * FROM ${UNITS} WHERE serial = ?`),
    moved: db.prepare('UPDATE units SET state = ?, reason = ?, job = ?, since = ?, sum = ? WHERE serial = ?'),
    ending: db.prepare('INSERT INTO endings (seq, batch, kind) VALUES (?, ?, ?)'),
    loss: db.prepare('INSERT INTO losses (seq) VALUES (?)'),
    label: db.prepare(
      `INSERT INTO labels (serial, batch, printed, doubtful) SELECT serial, batch, $printed, $doubtful FROM units WHERE serial = $serial
       ON CONFLICT (serial) DO UPDATE SET printed = printed + $printed, doubtful = doubtful + $doubtful`,
    ),
    // What another card's scan has condemned was not found by the pre-verification.
    condemned: db.prepare('INSERT OR IGNORE INTO condemned (serial, batch) VALUES (?, ?)'),
    incident: db.prepare('INSERT INTO incidents (seq, at, reason, serial, detail) VALUES (?, ?, ?, ?, ?)'),
    // A record can be odd in more than one way; it is one incident, and some hundred letters are enough for it.
    odd: db.prepare(
      `INSERT INTO incidents (seq, at, reason, serial, detail) VALUES (?, ?, 'out-of-order', ?, ?)
       ON CONFLICT (seq) DO UPDATE SET detail = detail || '; ' || excluded.detail WHERE length(detail) < 500`,
    ),
    acknowledged: db.prepare('UPDATE incidents SET acknowledged_by = ? WHERE seq = ? AND acknowledged_by IS NULL'),
  };
}

/** How many of the units received last now belong to a batch. */
type Arrived = Pick<EventOf<'batch-opened'>, 'batch' | 'count'>;

type Arrival = EventOf<'unit-received' | 'unit-withdrawn-at-press'>;

const arrived = (event: Arrival): BenchUnit =>
  event.kind === 'unit-received' ? receivedUnit(event) : withdrawnUnit(event);

/** The unit after `event`, or why it cannot be. */
function moved(unit: BenchUnit, event: BenchLifeStep): BenchUnit | string {
  try {
    return benchLife.apply(unit, event);
  } catch (cause) {
    return (cause as Error).message;
  }
}
