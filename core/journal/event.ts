/**
 * One union of all that can happen at a station. What is not here cannot be recorded, and what is not recorded did
 * not happen. No field may carry a secret, nor an unkeyed hash of one.
 *
 * A kind is a row in one of the tables of events/, and its type follows from the row. Adding a kind or an optional field
 * is compatible; changing the meaning of one is not: give it a new name.
 */
import type { BenchEvent } from './events/bench.ts';
import type { OriginEvent } from './events/origin.ts';
import type { PeerEvent } from './events/peers.ts';
import type { PeopleEvent } from './events/people.ts';
import type { PressEvent } from './events/press.ts';
import type { StationEvent } from './events/station.ts';
import type { UnitEvent } from './events/unit.ts';

export type { Mode } from './events/station.ts';
export type { Outcome } from './events/unit.ts';

export type JournalEvent = StationEvent | UnitEvent | BenchEvent | PeerEvent | OriginEvent | PressEvent | PeopleEvent;

export type EventKind = JournalEvent['kind'];
export type EventOf<K extends EventKind> = Extract<JournalEvent, { readonly kind: K }>;

/** The cards that a record names: one, several that went one way together, or none. */
export function serialsOf(event: JournalEvent): readonly string[] {
  if ('serials' in event) return event.serials;
  return 'serial' in event && event.serial !== null ? [event.serial] : [];
}

/** Where a record stands in its chain; `hash` is what is printed (shortened) as a journal reference. */
export interface RecordRef {
  /** 0 for the first record. */
  readonly seq: number;
  /** SHA-256 of the record's line without its newline, 64 hex characters. */
  readonly hash: string;
}

/** One line of the journal: the event with its place in the chain. */
export type JournalRecord = {
  /** Who was signed in, by their id in the list of people; absent where nobody was. */
  readonly by?: string;
  readonly seq: number;
  /** UTC, ISO 8601 with milliseconds. Order is by `seq`: a clock may be wrong. */
  readonly at: string;
  /** SHA-256 (hex) of the line before, 64 zeros for the first. */
  readonly prev: string;
  readonly event: JournalEvent;
  /** HMAC-SHA-256 (hex) of the line without this field, under a key that only the unlocked station has. */
  readonly mac: string;
  /** Each person's signature over the line without `mac` and `signed`, of what people sign. */
  readonly signed?: readonly { readonly by: string; readonly signature: string }[];
};
