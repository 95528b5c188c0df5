/** Reading what a shift is counted from: sums by the database, so that a million steps are some hundred rows. */
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { ShiftFacts, ShiftPeriod } from '../../core/shift/numbers.ts';

const PERIOD = "FROM steps WHERE at >= $from AND at < $to AND ($batch IS NULL OR batch = $batch OR batch = '')";
/** States a card may stay in until somebody comes, and those that are the end of it. */
const ASIDE = `state IN ('in-doubt', 'quarantined', 'condemned', 'missing')`;

export function shiftQuery(db: DatabaseSyncInstance): (period: ShiftPeriod) => ShiftFacts {
  const all = (text: string) => {
    const statement = db.prepare(text);
    return <T>(given: Readonly<Record<string, string | number | null>>): readonly T[] => statement.all(given) as T[];
  };
  const sql = {
    finished: all(
      `SELECT CAST((at - $from) / $slot AS INTEGER) AS slot, count(*) AS cards ${PERIOD} AND kind = 'unit-finished' GROUP BY slot`,
    ),
    durations: all(
      `SELECT kind AS step, took / 1000 AS seconds, count(*) AS times ${PERIOD} AND took IS NOT NULL GROUP BY kind, took / 1000`,
    ),
    reasons: all(
      `SELECT reason, count(*) AS cards ${PERIOD} AND reason IS NOT NULL AND took IS NOT NULL GROUP BY reason`,
    ),
    passes: all(
      `SELECT sum(kind = 'unit-finished' AND again = 0) AS clean, sum(kind = 'unit-finished' AND again > 0) AS again,
       sum(${ASIDE} AND again = 0 AND took IS NOT NULL) AS strays ${PERIOD} AND (kind = 'unit-finished' OR ${ASIDE})`,
    ),
    people: all(
      `SELECT person, kind AS step, count(*) AS times ${PERIOD} AND person IS NOT NULL AND took IS NOT NULL GROUP BY person, kind`,
    ),
    batches: all(
      `SELECT batch, sum(kind = 'unit-finished') AS finished, sum(${ASIDE} AND took IS NOT NULL) AS aside ${PERIOD} AND batch <> ''
       GROUP BY batch`,
    ),
    verdicts: all(`SELECT state AS outcome, count(*) AS times ${PERIOD} AND kind = 'verdict-given' GROUP BY state`),
    labels: all(
      `SELECT sum(kind = 'label-printed') AS printed, sum(kind = 'label-failed') AS failed ${PERIOD} AND kind IN ('label-printed', 'label-failed')`,
    ),
    devices: all(
      `SELECT at, kind, state, reason ${PERIOD} AND kind IN ('device-changed', 'station-started', 'station-stopped') ORDER BY at, seq`,
    ),
    states: all(
      `SELECT state, count(*) AS cards FROM units WHERE ($batch IS NULL AND NOT EXISTS (
         SELECT 1 FROM endings WHERE endings.batch = units.batch AND kind = 'batch-closed') OR batch = $batch) GROUP BY state`,
    ),
    aside: all(
      `SELECT serial, batch, state, reason, since FROM units WHERE ${ASIDE} AND ($batch IS NULL OR batch = $batch) AND NOT EXISTS (
         SELECT 1 FROM endings WHERE endings.batch = units.batch AND kind = 'batch-closed') ORDER BY since LIMIT 200`,
    ),
    last: all(
      `SELECT serial, state AS outcome, reason, at ${PERIOD} AND kind = 'verdict-given' ORDER BY at DESC, seq DESC LIMIT 5`,
    ),
  };

  return ({ from, to, batch, slot }) => {
    const $ = { from, to, batch };
    const [passes] = sql.passes<Record<'clean' | 'again' | 'strays', number | null>>($);
    const [labels] = sql.labels<Record<'printed' | 'failed', number | null>>($);
    return {
      ...{ role: 'bench', sent: [] },
      finished: sql.finished({ ...$, slot }),
      durations: sql.durations($),
      reasons: sql.reasons($),
      passes: { clean: passes?.clean ?? 0, again: passes?.again ?? 0, strays: passes?.strays ?? 0 },
      people: sql.people($),
      batches: sql.batches($),
      verdicts: sql.verdicts($),
      labels: { printed: labels?.printed ?? 0, failed: labels?.failed ?? 0 },
      devices: sql.devices($),
      states: sql.states({ batch }),
      aside: sql.aside({ batch }),
      last: sql.last($),
    };
  };
}
