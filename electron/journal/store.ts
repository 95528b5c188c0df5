/** One database file: made, opened with every setting read back, and checked. */
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { existsSync, rmSync, truncateSync } from 'node:fs';
import { NO_RECORDS, type Head } from '../../core/journal/chain.ts';
import { createProjection, type Projection } from './projection.ts';
import { createQueries, type Queries } from './query.ts';
import { IndexOutdated, IndexRotten, type Row } from './rows.ts';
import { IN_MEMORY, PRAGMAS, SCHEMA, TABLES } from './tables.ts';

export const MEMORY = ':memory:';

export interface Store extends Projection, Queries {
  readonly path: string;
  /** The place in the journal this index had reached when it was opened. */
  readonly reached: Head;
  close(): void;
}

/** An empty database at `path` (or in {@link MEMORY}); what was there before is deleted. */
export function createStore(path: string): Store {
  if (path !== MEMORY) deleteStore(path);
  return withDatabase(path, (db) => {
    db.exec(TABLES);
    db.prepare('INSERT INTO meta (id, schema, size, head) VALUES (1, ?, ?, ?)').run(
      SCHEMA,
      NO_RECORDS.size,
      NO_RECORDS.hash,
    );
    return NO_RECORDS;
  });
}

/** Deletes what is at `path`, and gives its room back at once, also where an earlier connection still has it open. */
export function deleteStore(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) {
    if (existsSync(path + suffix)) truncateSync(path + suffix);
    rmSync(path + suffix, { force: true });
  }
}

/**
 * The database at `path`, if it is whole and of our schema.
 *
 * @throws whatever SQLite says, or {@link IndexRotten}
 */
export function openStore(path: string): Store {
  return withDatabase(path, (db) => {
    const found = db.prepare('PRAGMA quick_check(1)').get() as Row;
    if (found['quick_check'] !== 'ok') throw new IndexRotten(String(found['quick_check']));
    // A write, so that the settings read back afterwards are those that hold after one.
    const row = db.prepare('UPDATE meta SET id = 1 RETURNING schema, size, head').get() as Row | undefined;
    if (row === undefined) throw new IndexRotten('the row of its place');
    if (row['schema'] !== SCHEMA) throw new IndexOutdated(`schema ${String(row['schema'])}, not ${SCHEMA}`);
    return { size: row['size'] as number, hash: row['head'] as string };
  });
}

function withDatabase(path: string, prepare: (db: DatabaseSyncInstance) => Head): Store {
  const db = new DatabaseSync(path);
  try {
    for (const [name, value] of PRAGMAS) db.exec(`PRAGMA ${name} = ${value}`);
    const reached = prepare(db);
    for (const [name, , onDisk] of PRAGMAS) {
      const expected = path === MEMORY && name in IN_MEMORY ? IN_MEMORY[name] : onDisk;
      const value = Object.values((db.prepare(`PRAGMA ${name}`).get() as Row | undefined) ?? {})[0];
      if (value !== expected) throw new Error(`SQLite keeps ${name} at ${String(value)}, not at ${expected}`);
    }
    return { ...createProjection(db), ...createQueries(db), path, reached, close: () => letGo(db) };
  } catch (cause) {
    db.close();
    throw cause;
  }
}

/**
 * Closes for good. This binding cannot finalise statements, and with any of them left SQLite keeps the file locked until
 * they are garbage: so the log is folded in and the locks are given up first.
 */
function letGo(db: DatabaseSyncInstance): void {
  try {
    // In this order: a connection that entered WAL locked stays so until it has left WAL.
    db.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL; SELECT count(*) FROM meta');
  } catch {
    // A damaged index is about to be deleted, locked or not.
  } finally {
    db.close();
  }
}
