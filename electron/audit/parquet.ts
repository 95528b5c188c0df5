/** Columns of one journal as a Parquet file, written as the journal is read: no more than a group of rows is in memory. */
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import { RECORD_COLUMNS, recordRows, type RecordColumn } from '../../core/audit/columns.ts';
import type { ChainRecord } from '../../core/journal/chain.ts';

/** Rows of a group: some megabytes. */
const GROUP = 20_000;

export interface ParquetFile {
  take(records: readonly ChainRecord[]): void;
  /** Only a file that was closed can be read. */
  close(): void;
}

const NAMES = Object.keys(RECORD_COLUMNS) as readonly RecordColumn[];

const columnData = (data: (name: RecordColumn) => unknown[]) =>
  NAMES.map((name) => ({ name, type: RECORD_COLUMNS[name], data: data(name), nullable: true }));

/** @param journal its path, by which its file is named: two journals may call themselves alike. */
export function openParquet(directory: string, journal: string): ParquetFile {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const name = createHash('sha256').update(journal).digest('hex').slice(0, 16);
  const writer = new ParquetWriter({
    writer: fileWriter(join(directory, `records-${name}.parquet`)),
    schema: schemaFromColumnData({ columnData: columnData(() => []) }),
    createdBy: 'twofold-records-1',
  });
  const batches = new Map<string, string>();
  let station = '';
  let columns = new Map<RecordColumn, unknown[]>(NAMES.map((one) => [one, []]));

  function flush(): void {
    const rows = columns;
    columns = new Map(NAMES.map((one) => [one, []]));
    if ((rows.get('seq')?.length ?? 0) === 0) return;
    // A file that is written synchronously answers at once.
    void writer.write({
      columnData: columnData((one) => rows.get(one) ?? []).map(({ name: of, data }) => ({ name: of, data })),
      rowGroupSize: GROUP,
    });
  }

  return {
    take(records) {
      for (const record of records) {
        const { event } = record;
        if (event.kind === 'journal-begun') station = event.station;
        if (event.kind === 'unit-received' || event.kind === 'unit-ordered') batches.set(event.serial, event.batch);
        for (const row of recordRows(station, record, (serial) => batches.get(serial) ?? null)) {
          for (const one of NAMES)
            columns.get(one)?.push(one === 'recorded' ? new Date(row.recorded as number) : row[one]);
        }
      }
      if ((columns.get('seq')?.length ?? 0) >= GROUP) flush();
    },
    close() {
      flush();
      void writer.finish();
    },
  };
}
