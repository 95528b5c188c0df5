/** Writing what a shift is counted from: a row a step of a card, and the moments beside them. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { ChainRecord } from '../../core/journal/chain.ts';
import type { JournalEvent } from '../../core/journal/event.ts';
import type { BenchUnit, BenchUnitState } from '../../core/life/bench-life.ts';
import { NO_SET_UP } from '../../core/stations/bench/check-policy.ts';
import type { UnitRecord } from './rows.ts';

/** Where a card is that has left the straight way. */
const OFF: readonly BenchUnitState[] = ['condemned', 'quarantined', 'in-doubt', 'missing', 'scrapped'];

export interface ShiftRows {
  /** A card has come from one state into the next. */
  step(record: ChainRecord, before: UnitRecord, after: BenchUnit): void;
  /** What is no step of a card, if it counts for a shift. */
  moment(record: ChainRecord): void;
}

export function createShiftRows(db: DatabaseSyncInstance): ShiftRows {
  const sql = {
    row: db.prepare(
      `INSERT OR IGNORE INTO steps (at, seq, serial, batch, kind, state, took, person, reason, again)
       VALUES (?, ?, ?, ?, ?, ?, ?, coalesce(?, (SELECT name FROM people WHERE person = ?)), ?, ?)`,
    ),
    stray: db.prepare('INSERT OR IGNORE INTO strays (serial) VALUES (?)'),
    strayed: db.prepare('SELECT count(*) AS times FROM strays WHERE serial = ?'),
    person: db.prepare('INSERT OR REPLACE INTO people (person, name) VALUES (?, ?)'),
    batch: db.prepare('SELECT batch FROM units WHERE serial = ?'),
  };

  /** Whether the card had left the straight way before. */
  function again(serial: string, state: BenchUnitState): number {
    if (OFF.includes(state)) return sql.stray.run(serial).changes === 1 ? 0 : 1;
    return state === 'finished' ? (sql.strayed.get(serial) as { times: number }).times : 0;
  }

  const batchOf = (serial: string | null): string =>
    serial === null ? '' : ((sql.batch.get(serial) as { batch: string } | undefined)?.batch ?? '');

  return {
    step({ seq, at, event, by = null }, before, { state, reason }) {
      const took = Date.parse(at) - Date.parse(before.since);
      const { serial, batch } = before;
      sql.row.run(
        ...[Date.parse(at), seq, serial, batch, event.kind, state, took < 0 ? null : took, personIn(event), by],
        ...[OFF.includes(state) ? reason : null, again(serial, state)],
      );
    },
    moment({ seq, at, event, by = null }) {
      const row = (serial: string | null, state: string, reason: string | null): void => {
        const batch = batchOf(serial);
        sql.row.run(Date.parse(at), seq, serial ?? '', batch, event.kind, state, null, null, by, reason, 0);
      };
      switch (event.kind) {
        case 'verdict-given':
          return row(event.serial, event.outcome, event.reason);
        case 'label-printed':
        case 'label-failed':
          return row(event.serial, event.outcome, event.kind === 'label-failed' ? event.reason : null);
        case 'device-changed':
          return row(null, `${event.device} ${event.state}`, event.reason);
        case 'shift-checked':
          sql.row.run(Date.parse(at), seq, '', '', event.kind, 'checked', null, event.by.name, by, null, 0);
          return;
        case 'signed-in':
          sql.row.run(Date.parse(at), seq, '', '', event.kind, 'in', null, event.name, by, null, 0);
          return;
        case 'settings-changed':
          return NO_SET_UP.has(event.what) ? undefined : row(null, event.what, null);
        case 'station-started':
        case 'station-stopped':
          return row(null, event.kind, null);
        case 'people-begun':
          for (const { person, name } of event.people) sql.person.run(person, name);
          return;
        case 'person-enrolled':
          sql.person.run(event.person, event.name);
          return;
        default:
      }
    },
  };
}

/** Who did it, where the record says. */
function personIn(event: JournalEvent): string | null {
  if ('by' in event) return event.by.name;
  return 'signatures' in event ? event.signatures[0].name : null;
}
