/** The columns of an audit, read and queried by an engine that is not ours: the queries of the manual, as they stand there. */
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RECORD_COLUMNS } from '../../../core/audit/columns.ts';
import { must } from '../../../core/base/result.ts';
import { audit } from '../../../electron/audit/audit.ts';
import { manyStations } from '../../fakes/many-stations.ts';

let home: string;
let columns: string;
let db: DuckDBConnection;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'twofold-parquet-'));
  columns = join(home, 'columns');
  manyStations(join(home, 'given'), 4, 60_000);
  const signal = new AbortController().signal;
  const ports = { dist: null, threads: 1, resume: null, onProgress: () => undefined, signal };
  must(await audit({ ...ports, places: [join(home, 'given')], parquet: columns }));
  db = await (await DuckDBInstance.create()).connect();
});
afterAll(() => {
  db.closeSync();
  rmSync(home, { recursive: true, force: true });
});

const asked = async (sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  (await db.runAndReadAll(sql.replaceAll('COLUMNS', `'${columns}/*.parquet'`))).getRowObjectsJson();

/** Every line of every journal, as it lies there. */
const lines = (): readonly {
  readonly seq: number;
  readonly at: string;
  readonly event: Readonly<Record<string, unknown>>;
}[] =>
  readdirSync(join(home, 'given')).flatMap((name) =>
    readFileSync(join(home, 'given', name, 'journal.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as ReturnType<typeof lines>[number]),
  );

test('has every record of every journal, with the columns that are documented', async () => {
  const described = await asked('DESCRIBE SELECT * FROM COLUMNS');
  expect(described.map(({ column_name }) => column_name)).toEqual(Object.keys(RECORD_COLUMNS));
  expect(described.find(({ column_name }) => column_name === 'recorded')?.['column_type']).toMatch(/^TIMESTAMP/);
  const [counted] = await asked(
    'SELECT count(DISTINCT (station, seq))::INTEGER AS records, count(DISTINCT station)::INTEGER AS stations FROM COLUMNS',
  );
  expect(counted).toEqual({ records: lines().length, stations: 4 });
});

test('query 1: cards finished a day and station', async () => {
  const rows = await asked(
    `SELECT station, recorded::DATE AS day, count(*)::INTEGER AS cards FROM COLUMNS WHERE kind = 'unit-finished' GROUP BY ALL ORDER BY ALL`,
  );
  expect(rows.length).toBeGreaterThan(1);
  expect(rows.reduce((sum, { cards }) => sum + Number(cards), 0)).toBe(
    lines().filter(({ event }) => event['kind'] === 'unit-finished').length,
  );
});

test('query 2: what each step takes, from the records of each card', async () => {
  const rows = await asked(
    `WITH steps AS (
       SELECT station, serial, kind, recorded - lag(recorded) OVER (PARTITION BY station, serial ORDER BY seq) AS took FROM COLUMNS WHERE serial IS NOT NULL
     )
     SELECT kind, count(*)::INTEGER AS times, epoch(median(took)) AS median_s FROM steps WHERE took IS NOT NULL GROUP BY kind ORDER BY median_s DESC`,
  );
  const etched = rows.find(({ kind }) => kind === 'etch-marked');
  expect(Number(etched?.['median_s'])).toBeGreaterThan(20);
  expect(Number(etched?.['median_s'])).toBeLessThan(40);
});

test('query 3: serials that have more than one etch job, in all stations together', async () => {
  const query = `SELECT serial, count(DISTINCT job)::INTEGER AS jobs FROM COLUMNS WHERE kind = 'etch-intended' GROUP BY serial HAVING jobs > 1`;
  expect(await asked(query)).toEqual([]);
  const [all] = await asked(
    `SELECT count(DISTINCT serial)::INTEGER AS serials FROM COLUMNS WHERE kind = 'etch-intended'`,
  );
  expect(all?.['serials']).toBe(lines().filter(({ event }) => event['kind'] === 'etch-intended').length);
});
