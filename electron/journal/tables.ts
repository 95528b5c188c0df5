/**
 * The tables of the index. There are no migrations: the journal is the truth, so an index of another schema is made
 * anew. Change the number with every change here or in projection.ts.
 */
export const SCHEMA = 9;

/** `PRAGMA` name -> value set -> value that must be read back. */
export const PRAGMAS = [
  // Before WAL, so that no shared memory file is needed and no second connection gets in.
  ['locking_mode', 'EXCLUSIVE', 'exclusive'],
  ['journal_mode', 'WAL', 'wal'],
  // After WAL. A power cut may take the last commits away, never half of one: the journal, which is on disk before, has
  // them, and the index catches up at its next opening. FULL held the whole station up for a sync with every record.
  ['synchronous', 'NORMAL', 1],
  ['foreign_keys', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['secure_delete', 'ON', 1],
  ['temp_store', 'MEMORY', 2],
  ['mmap_size', '0', 0],
] as const;

/** What these read back as where the database is only in memory. */
export const IN_MEMORY: Readonly<Record<string, string | number | undefined>> = {
  journal_mode: 'memory',
  mmap_size: undefined,
};

export const TABLES = `
  CREATE TABLE meta (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    schema INTEGER NOT NULL,
    size   INTEGER NOT NULL,
    head   TEXT    NOT NULL
  ) STRICT;

  CREATE TABLE events (
    seq    INTEGER PRIMARY KEY,
    at     TEXT NOT NULL,
    mac    TEXT NOT NULL,
    prev   TEXT NOT NULL,
    hash   TEXT NOT NULL,
    json   TEXT NOT NULL,
    -- Who was signed in, and what people have signed, as the line has both.
    by     TEXT,
    signed TEXT
  ) STRICT;

  -- Which cards a record names: one, several that went one way together, or none.
  CREATE TABLE named (
    serial TEXT    NOT NULL,
    seq    INTEGER NOT NULL REFERENCES events (seq),
    PRIMARY KEY (serial, seq)
  ) STRICT, WITHOUT ROWID;

  -- Units received whose batch is not open yet. An import that was cut short leaves some behind.
  CREATE TABLE arrivals (
    batch  TEXT    NOT NULL,
    serial TEXT    NOT NULL,
    seq    INTEGER NOT NULL,
    json   TEXT    NOT NULL,
    PRIMARY KEY (batch, serial)
  ) STRICT;

  CREATE TABLE batches (
    batch TEXT PRIMARY KEY,
    seq   INTEGER NOT NULL,
    at    TEXT    NOT NULL,
    json  TEXT    NOT NULL,
    -- Units that other benches have handed over.
    added INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  CREATE TABLE units (
    serial       TEXT PRIMARY KEY,
    batch        TEXT    NOT NULL REFERENCES batches (batch),
    position     INTEGER NOT NULL,
    -- A withdrawn unit has neither.
    address      TEXT    UNIQUE,
    public_key   TEXT    UNIQUE,
    confirmation TEXT    NOT NULL,
    sticker      TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    reason       TEXT,
    job          TEXT,
    since        TEXT    NOT NULL,
    sum          TEXT    NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX units_in_order ON units (batch, position);
  CREATE INDEX units_by_state ON units (batch, state);
  CREATE INDEX units_by_job ON units (job) WHERE job IS NOT NULL;

  -- Records of how a batch ends: its sample, its closing, what left the station of it.
  CREATE TABLE endings (
    seq   INTEGER PRIMARY KEY,
    batch TEXT NOT NULL,
    kind  TEXT NOT NULL
  ) STRICT;
  CREATE INDEX endings_of_batch ON endings (batch, kind);

  -- Labels of a unit that came out, and those of which nobody knows whether they did.
  CREATE TABLE labels (
    serial   TEXT PRIMARY KEY REFERENCES units (serial),
    batch    TEXT    NOT NULL,
    printed  INTEGER NOT NULL,
    doubtful INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX labels_of_batch ON labels (batch);

  -- Units that the pre-verification found bad, whatever has become of them since.
  CREATE TABLE condemned (
    serial TEXT PRIMARY KEY REFERENCES units (serial),
    batch  TEXT NOT NULL
  ) STRICT;
  CREATE INDEX condemned_of_batch ON condemned (batch);

  -- Where two people went on without records that had been here.
  CREATE TABLE losses (seq INTEGER PRIMARY KEY) STRICT;

  -- What a shift is counted from: each step of each card, with what it took since the one before; verdicts, labels and
  -- devices beside them. In the order of time, so that a shift is one stretch of it.
  CREATE TABLE steps (
    at     INTEGER NOT NULL,
    seq    INTEGER NOT NULL,
    serial TEXT    NOT NULL,
    batch  TEXT    NOT NULL,
    kind   TEXT    NOT NULL,
    state  TEXT    NOT NULL,
    took   INTEGER,
    person TEXT,
    reason TEXT,
    again  INTEGER NOT NULL,
    PRIMARY KEY (at, seq, serial)
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX checks ON steps (at, seq) WHERE kind = 'shift-checked';

  -- Cards that have once left the straight way.
  CREATE TABLE strays (serial TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

  -- Names of those whose ids stand in lines.
  CREATE TABLE people (person TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE incidents (
    seq             INTEGER PRIMARY KEY,
    at              TEXT NOT NULL,
    reason          TEXT NOT NULL,
    serial          TEXT,
    detail          TEXT NOT NULL,
    acknowledged_by TEXT
  ) STRICT;
`;

/** Every unit, and whether its batch is closed. */
export const UNITS = `(
  SELECT *, EXISTS (
    SELECT 1 FROM endings WHERE endings.batch = units.batch AND endings.kind = 'batch-closed'
  ) AS closed FROM units
)`;
