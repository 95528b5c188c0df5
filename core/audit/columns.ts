/**
 * A journal as columns, for the engines a maker runs already: a row for every record and card that it names (one row where
 * it names none). Version 1; a column is added, never changed.
 */
import { canonical, type Json } from '../base/canonical.ts';
import type { ChainRecord } from '../journal/chain.ts';
import { serialsOf } from '../journal/event.ts';

/** `string | null` but for these: `seq` a whole number, `recorded` milliseconds since 1970. */
export const RECORD_COLUMNS = {
  /** As the journal's first record has it. */
  station: 'STRING',
  seq: 'INT32',
  /** UTC. */
  recorded: 'TIMESTAMP',
  kind: 'STRING',
  batch: 'STRING',
  serial: 'STRING',
  /** Who did it, or vouched for it first, by name. */
  person: 'STRING',
  outcome: 'STRING',
  reason: 'STRING',
  job: 'STRING',
  /** The other station of a transfer. */
  peer: 'STRING',
  /** The whole event as canonical JSON: no secret is ever part of one. */
  event: 'STRING',
} as const;

export type RecordColumn = keyof typeof RECORD_COLUMNS;

export type RecordRow = Readonly<Record<RecordColumn, string | number | null>>;

/** Of one record; `batchOf` knows the batch of a card whose record does not say it. */
export function recordRows(
  station: string,
  record: ChainRecord,
  batchOf: (serial: string) => string | null,
): RecordRow[] {
  const { seq, at, event } = record;
  const fields = event as unknown as Readonly<Record<string, unknown>>;
  const text = (name: string): string | null => (typeof fields[name] === 'string' ? fields[name] : null);
  const row = (serial: string | null): RecordRow => ({
    ...{ station, seq, recorded: Date.parse(at), kind: event.kind, serial },
    batch: text('batch') ?? (serial === null ? null : batchOf(serial)),
    person: personOf(record),
    outcome: text('outcome'),
    reason: text('reason'),
    job: text('job'),
    peer: text('peer'),
    event: canonical(event as unknown as Json),
  });
  const serials = serialsOf(event);
  return serials.length === 0 ? [row(null)] : serials.map(row);
}

function personOf({ event }: ChainRecord): string | null {
  if ('by' in event) return event.by.name;
  return 'signatures' in event ? event.signatures[0].name : null;
}
