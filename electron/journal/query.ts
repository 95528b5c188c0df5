/** Reading from the index. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { ChainRecord } from '../../core/journal/chain.ts';
import type { LabelCounts } from '../../core/stations/bench/balance.ts';
import { BENCH_STATES, type BenchUnitState } from '../../core/life/bench-life.ts';
import { noUnits } from '../../core/life/machine.ts';
import {
  batchOf,
  incidentOf,
  recordOf,
  unitOf,
  type BatchRow,
  type IncidentRow,
  type Row,
  type UnitRecord,
} from './rows.ts';
import type { LastCheck, SinceCheck } from '../../core/stations/bench/check-policy.ts';
import type { ShiftFacts, ShiftPeriod } from '../../core/shift/numbers.ts';
import { shiftQuery } from './shift-query.ts';
import { UNITS } from './tables.ts';

export interface UnitsQuery {
  readonly batch: string;
  /** Part of a serial or an address, in any case; empty for all. */
  readonly search: string;
  readonly state: BenchUnitState | null;
  readonly offset: number;
  readonly limit: number;
}

/** What must be unique across all batches. */
export type UniqueField = 'serial' | 'address' | 'publicKey';

export interface Queries {
  unit(serial: string): UnitRecord | null;
  /** Addresses are compared as they are, letter by letter. */
  unitByAddress(address: string): UnitRecord | null;
  /** Every unit that a job names, in the order of its batch. */
  unitsOfJob(job: string): readonly UnitRecord[];
  /** One page of a batch in the order of its transfer, and how many there are in all. */
  units(query: UnitsQuery): { readonly total: number; readonly rows: readonly UnitRecord[] };
  /** The serials of a batch in one state, in order; no more than `most`, if that is given. */
  serials(batch: string, state: BenchUnitState, most?: number): readonly string[];
  counts(batch: string): Readonly<Record<BenchUnitState, number>>;
  /** Whether records were lost after this batch was opened here. */
  brokenOff(batch: string): boolean;
  /** How long the journal was when two people last went on without records that had been here; 0: they never have. */
  lostSince(): number;
  /** Verdict labels of a batch. */
  labels(batch: string): LabelCounts;
  /** How many units of a batch the pre-verification has found bad, whatever has become of them since. */
  condemned(batch: string): number;
  /** How a batch ends, oldest first: its sample, its closing, what left the station of it. */
  ending(batch: string): readonly ChainRecord[];
  /** What people have signed with keys of their own since this batch was opened, oldest first. */
  signed(batch: string): readonly ChainRecord[];
  /** The serials of a batch that were typed by hand, in the order in which they were first. */
  typed(batch: string): readonly string[];
  /** Every record that names this serial, oldest first. */
  traveller(serial: string): readonly ChainRecord[];
  /** The newest records, oldest of them first. */
  tail(limit: number): readonly ChainRecord[];
  /** Newest first. */
  incidents(query: { readonly open: boolean }): readonly IncidentRow[];
  openIncidents(): number;
  /** What a shift is counted from. */
  shift(period: ShiftPeriod): ShiftFacts;
  /** The newest check of a shift. */
  shiftChecked(): LastCheck | null;
  /** What has happened since then. */
  sinceChecked(): SinceCheck;
  /** In the order they were opened. */
  batches(): readonly BatchRow[];
  /** Which of these a unit of any batch has already, and which unit. */
  seen(unit: Readonly<Record<UniqueField, string>>): { readonly field: UniqueField; readonly by: UnitRecord } | null;
}

const IN_BATCH = `FROM ${UNITS} WHERE batch = $batch AND ($state IS NULL OR state = $state)`;
const MATCHING = `${IN_BATCH} AND (serial LIKE $like ESCAPE '\\' OR address LIKE $like ESCAPE '\\')`;
const PAGE = 'ORDER BY position LIMIT $limit OFFSET $offset';

interface CheckedRow {
  readonly at: number;
  readonly seq: number;
  readonly person: string;
}

/** Prepared once; each is asked many times. */
const statementsOf = (db: DatabaseSyncInstance) => ({
  serial: db.prepare(`SELECT * FROM ${UNITS} WHERE serial = ?`),
  address: db.prepare(`SELECT * FROM ${UNITS} WHERE address = ?`),
  publicKey: db.prepare(`SELECT * FROM ${UNITS} WHERE public_key = ?`),
  all: db.prepare(`SELECT * ${IN_BATCH} ${PAGE}`),
  countAll: db.prepare(`SELECT count(*) AS total ${IN_BATCH}`),
  matching: db.prepare(`SELECT * ${MATCHING} ${PAGE}`),
  countMatching: db.prepare(`SELECT count(*) AS total ${MATCHING}`),
  job: db.prepare(`SELECT * FROM ${UNITS} WHERE job = ? ORDER BY position`),
  serials: db.prepare('SELECT serial FROM units WHERE batch = ? AND state = ? ORDER BY position LIMIT ?'),
  counts: db.prepare('SELECT state, count(*) AS units FROM units WHERE batch = ? GROUP BY state'),
  labels: db.prepare(
    `SELECT total(printed) AS printed, total(doubtful) AS doubtful, total(printed > 0) AS cards FROM labels WHERE batch = ?`,
  ),
  brokenOff: db.prepare(
    'SELECT EXISTS (SELECT 1 FROM losses JOIN batches ON losses.seq > batches.seq WHERE batch = ?) AS lost',
  ),
  lost: db.prepare('SELECT coalesce(max(seq) + 1, 0) AS since FROM losses'),
  condemned: db.prepare('SELECT count(*) AS units FROM condemned WHERE batch = ?'),
  ending: db.prepare('SELECT events.* FROM endings JOIN events USING (seq) WHERE endings.batch = ? ORDER BY seq'),
  signed: db.prepare(
    'SELECT * FROM events WHERE signed IS NOT NULL AND seq >= (SELECT seq FROM batches WHERE batch = ?) ORDER BY seq',
  ),
  typed: db.prepare(
    `SELECT serial FROM events JOIN named USING (seq) JOIN units USING (serial)
       WHERE json_extract(events.json, '$.kind') IN ('serial-typed', 'serial-vouched') AND batch = ?
       GROUP BY serial ORDER BY min(seq)`,
  ),
  traveller: db.prepare('SELECT events.* FROM named JOIN events USING (seq) WHERE named.serial = ? ORDER BY seq'),
  tail: db.prepare('SELECT * FROM events ORDER BY seq DESC LIMIT ?'),
  incidents: db.prepare('SELECT * FROM incidents ORDER BY seq DESC'),
  open: db.prepare('SELECT * FROM incidents WHERE acknowledged_by IS NULL ORDER BY seq DESC'),
  openCount: db.prepare('SELECT count(*) AS open FROM incidents WHERE acknowledged_by IS NULL'),
  sinceChecked: db.prepare(
    `SELECT count(*) FILTER (WHERE kind = 'signed-in' AND person <> ?) AS people,
         count(*) FILTER (WHERE kind = 'settings-changed') AS setUps,
         count(*) FILTER (WHERE kind = 'unit-verified') AS cards
       FROM steps WHERE at >= ? AND (at > ? OR seq > ?)`,
  ),
  checked: db.prepare(
    "SELECT at, seq, person FROM steps WHERE kind = 'shift-checked' ORDER BY at DESC, seq DESC LIMIT 1",
  ),
  batches: db.prepare('SELECT * FROM batches ORDER BY seq'),
});

export function createQueries(db: DatabaseSyncInstance): Queries {
  const sql = statementsOf(db);

  function one(by: UniqueField, value: string): UnitRecord | null {
    const row = sql[by].get(value) as Row | undefined;
    return row === undefined ? null : unitOf(row);
  }

  return {
    unit: (serial) => one('serial', serial),
    unitByAddress: (address) => one('address', address),
    units({ batch, search, state, offset, limit }) {
      const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
      const which = search === '' ? { $batch: batch, $state: state } : { $batch: batch, $state: state, $like: like };
      const [count, page] = search === '' ? [sql.countAll, sql.all] : [sql.countMatching, sql.matching];
      const { total } = count.get(which) as { total: number };
      const rows = page.all({ ...which, $offset: offset, $limit: limit }) as Row[];
      return { total, rows: rows.map(unitOf) };
    },
    unitsOfJob: (job) => (sql.job.all(job) as Row[]).map(unitOf),
    // A negative limit is none.
    serials: (batch, state, most = -1) =>
      (sql.serials.all(batch, state, most) as { serial: string }[]).map(({ serial }) => serial),
    counts(batch) {
      const rows = sql.counts.all(batch) as { state: BenchUnitState; units: number }[];
      return { ...NO_UNITS, ...Object.fromEntries(rows.map(({ state, units }) => [state, units])) };
    },
    labels(batch) {
      const { printed, doubtful, cards } = sql.labels.get(batch) as Record<keyof LabelCounts, number>;
      return { printed, doubtful, cards };
    },
    brokenOff: (batch) => (sql.brokenOff.get(batch) as { lost: number }).lost === 1,
    lostSince: () => (sql.lost.get() as { since: number }).since,
    condemned: (batch) => (sql.condemned.get(batch) as { units: number }).units,
    ending: (batch) => (sql.ending.all(batch) as Row[]).map(recordOf),
    signed: (batch) => (sql.signed.all(batch) as Row[]).map(recordOf),
    typed: (batch) => (sql.typed.all(batch) as { serial: string }[]).map(({ serial }) => serial),
    traveller: (serial) => (sql.traveller.all(serial) as Row[]).map(recordOf),
    tail: (limit) => (sql.tail.all(limit) as Row[]).map(recordOf).reverse(),
    incidents: ({ open }) => ((open ? sql.open : sql.incidents).all() as Row[]).map(incidentOf),
    shift: shiftQuery(db),
    openIncidents: () => (sql.openCount.get() as { open: number }).open,
    shiftChecked() {
      const row = sql.checked.get() as CheckedRow | undefined;
      return row === undefined ? null : { at: new Date(row.at).toISOString(), by: row.person };
    },
    sinceChecked() {
      const { at, seq, person } = (sql.checked.get() as CheckedRow | undefined) ?? { at: 0, seq: -1, person: '' };
      return sql.sinceChecked.get(person, at, at, seq) as unknown as SinceCheck;
    },
    batches: () => (sql.batches.all() as Row[]).map(batchOf),
    seen(unit) {
      for (const field of ['serial', 'address', 'publicKey'] as const) {
        const by = one(field, unit[field]);
        if (by !== null) return { field, by };
      }
      return null;
    },
  };
}

const NO_UNITS = noUnits(BENCH_STATES);
