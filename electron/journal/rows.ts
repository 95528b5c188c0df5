/**
 * Rows of the index as what they mean. SQLite does not notice a flipped bit, so every row that matters carries a sum
 * of its own and is checked when it is read: the answer to a flipped bit is a new index.
 */
import { createHash } from 'node:crypto';
import { hashOf, type ChainRecord } from '../../core/journal/chain.ts';
import type { EventOf, JournalEvent } from '../../core/journal/event.ts';
import type { BenchUnit, BenchUnitState } from '../../core/life/bench-life.ts';

/** The index holds what it was never given. */
export class IndexRotten extends Error {
  override readonly name = 'IndexRotten';
}

/** The index is of another version of this program. */
export class IndexOutdated extends Error {
  override readonly name = 'IndexOutdated';
}

export type Row = Readonly<Record<string, unknown>>;

export interface UnitRecord extends BenchUnit {
  /** In its batch, from 0, as the transfer has it. */
  readonly position: number;
  /** When it came into its state: UTC, ISO 8601. */
  readonly since: string;
}

export interface IncidentRow {
  /** The number of its record, by which it is acknowledged. */
  readonly incident: number;
  readonly at: string;
  readonly reason: string;
  readonly serial: string | null;
  readonly detail: string;
  readonly acknowledgedBy: string | null;
}

export interface BatchRow extends Omit<EventOf<'batch-opened'>, 'kind'> {
  readonly openedAt: string;
  /** Units that other benches have handed over, besides those it was opened with. */
  readonly added: number;
}

/** Against rot, not against people: those cannot reach the journal through here. */
export function sumOf(unit: UnitRecord): string {
  const { serial, batch, position, address, publicKey, confirmation, sticker, state, reason, job, since } = unit;
  const values = [serial, batch, position, address, publicKey, confirmation, sticker, state, reason, job, since];
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16);
}

export function unitOf(row: Row): UnitRecord {
  const unit: UnitRecord = {
    serial: row['serial'] as string,
    batch: row['batch'] as string,
    position: row['position'] as number,
    address: (row['address'] ?? '') as string,
    publicKey: (row['public_key'] ?? '') as string,
    confirmation: row['confirmation'] as string,
    sticker: row['sticker'] as string,
    state: row['state'] as BenchUnitState,
    reason: row['reason'] as string | null,
    job: row['job'] as string | null,
    since: row['since'] as string,
    closed: row['closed'] === 1,
  };
  if (sumOf(unit) !== row['sum']) throw new IndexRotten(`the row of unit ${unit.serial}`);
  return unit;
}

export function recordOf(row: Row): ChainRecord {
  const { seq, at, mac, prev, hash, json, by, signed } = row as {
    seq: number;
    at: string;
    mac: string;
    prev: string;
    hash: string;
    json: string;
    by: string | null;
    signed: string | null;
  };
  const people = signed === null ? {} : { signed: JSON.parse(signed) as NonNullable<ChainRecord['signed']> };
  const place = { seq, at, prev, ...(by !== null && { by }), ...people };
  if (hashOf(place, json, mac) !== hash) throw new IndexRotten(`the row of record ${seq}`);
  return { ...place, event: JSON.parse(json) as JournalEvent, mac, hash };
}

export const incidentOf = (row: Row): IncidentRow => ({
  incident: row['seq'] as number,
  at: row['at'] as string,
  reason: row['reason'] as string,
  serial: row['serial'] as string | null,
  detail: row['detail'] as string,
  acknowledgedBy: row['acknowledged_by'] as string | null,
});

export function batchOf(row: Row): BatchRow {
  const { kind: _, ...opened } = JSON.parse(row['json'] as string) as EventOf<'batch-opened'>;
  return { ...opened, openedAt: row['at'] as string, added: row['added'] as number };
}
