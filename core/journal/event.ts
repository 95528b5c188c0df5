/**
 * One union of all that can happen at a station. What is not here cannot be recorded, and what is not recorded did
 * not happen. No field may carry a secret, nor an unkeyed hash of one.
 *
 * Adding a kind or an optional field is compatible; changing the meaning of one is not: give it a new name.
 */
import type { TransferKind } from '../transfer/transfer.ts';
import type { BenchEvent } from './events/bench.ts';
import type { OriginEvent } from './events/origin.ts';
import type { PressEvent } from './events/press.ts';

/** The outcome of a step: FAIL, the unit is bad; ERROR, the station is bad; ABORTED, nobody knows and nothing changed. */
export type Outcome = 'PASS' | 'FAIL' | 'ERROR' | 'ABORTED';

/** Training plays on simulated devices with keys of its own; nothing from it can ship. */
export type Mode = 'training' | 'production';

/** The life of the station itself. */
export type StationEvent =
  | {
      readonly kind: 'journal-begun';
      readonly format: 1;
      readonly station: string;
      readonly mode: Mode;
      readonly publicKey: string;
    }
  | { readonly kind: 'station-started'; readonly version: string; readonly runtime: string }
  | { readonly kind: 'station-stopped' }
  /** The last record was incomplete (power cut): cut off, and its bytes' SHA-256 kept here. */
  | { readonly kind: 'tail-cut'; readonly bytes: number; readonly sha256: string }
  | {
      readonly kind: 'index-rebuilt';
      readonly because: 'missing' | 'stale' | 'damaged';
      readonly records: number;
    }
  /** An Ed25519 signature (hex) by the key of `journal-begun` over the ASCII line `twofold-checkpoint-1 <size> <head>`. */
  | { readonly kind: 'checkpoint'; readonly size: number; readonly head: string; readonly signature: string }
  | {
      readonly kind: 'device-changed';
      readonly device: DeviceName;
      readonly state: string;
      readonly reason: string | null;
    }
  | { readonly kind: 'settings-changed'; readonly what: string; readonly to: string }
  | { readonly kind: 'key-derivation-disagreed'; readonly job: string };

export type DeviceName = 'scanner' | 'printer';

/** A batch and its pre-verification. The units of a batch count only once its `batch-opened` record stands. */
export type BatchEvent =
  | {
      readonly kind: 'unit-received';
      readonly batch: string;
      readonly serial: string;
      readonly address: string;
      readonly publicKey: string;
      readonly confirmation: string;
      readonly sticker: string;
    }
  /** A unit that Press has withdrawn, as its return says: no card of it will ever be here. */
  | { readonly kind: 'unit-withdrawn-at-press'; readonly batch: string; readonly serial: string }
  /**
   * `count`: all units of the vault, the withdrawn ones among them. `supplied`: `vault` is the digest of a supplied
   * transfer, and customers keep the passphrases.
   */
  | {
      readonly kind: 'batch-opened';
      readonly batch: string;
      readonly count: number;
      readonly vault: string;
      readonly returned: string;
      readonly origin: string;
      readonly press: string;
      readonly supplied?: true;
    }
  | { readonly kind: 'check-started'; readonly batch: string; readonly left: number }
  | {
      readonly kind: 'check-stopped';
      readonly batch: string;
      readonly left: number;
      readonly because: 'done' | 'cancelled' | 'station-fault';
    }
  /** Pre-verified: passphrase and confirmation code of this serial give the address on record. */
  | { readonly kind: 'unit-checked'; readonly batch: string; readonly serial: string };

/** What becomes of a unit. `reason` is a kind from core/stations/bench/reasons.ts. */
export type UnitEvent =
  | { readonly kind: 'unit-quarantined'; readonly serial: string; readonly reason: string }
  | {
      readonly kind: 'unit-verified';
      readonly serial: string;
      readonly address: string;
      readonly coin: string;
    }
  | {
      readonly kind: 'verdict-given';
      readonly serial: string | null;
      readonly outcome: Outcome;
      readonly reason: string | null;
    }
  | {
      readonly kind: 'label-printed';
      readonly serial: string;
      readonly outcome: Outcome;
      readonly evidence: string;
    }
  | {
      readonly kind: 'label-failed';
      readonly serial: string;
      readonly outcome: Outcome;
      readonly reason: string;
    }
  /** Etching is at most once: `etch-intended` is on disk before anything leaves, and is never written twice for a serial. */
  | { readonly kind: 'etch-intended'; readonly serial: string; readonly job: string; readonly layout: string }
  /** `mac`: HMAC-SHA256 of the job file under the batch's key, so that the record says nothing of the passphrase. */
  | {
      readonly kind: 'etch-sent';
      readonly serial: string;
      readonly job: string;
      readonly bytes: number;
      readonly mac: string;
    }
  | { readonly kind: 'etch-marked'; readonly serial: string; readonly job: string }
  | {
      readonly kind: 'etch-read-back';
      readonly serial: string;
      readonly job: string;
      readonly positions: readonly number[];
    }
  | { readonly kind: 'etch-misread'; readonly serial: string; readonly job: string; readonly attempt: number }
  | { readonly kind: 'etch-in-doubt'; readonly serial: string; readonly job: string; readonly reason: string }
  | {
      readonly kind: 'doubt-resolved';
      readonly serial: string;
      readonly job: string;
      readonly as: 'marked' | 'scrapped';
      readonly people: readonly [string, string];
    };

/** What came through the scanner and was not taken. `what` is the recognised kind, never the content of a secret. */
export type ScanEvent = {
  readonly kind: 'scan-refused';
  readonly serial: string | null;
  readonly reason: string;
  readonly what: string;
  readonly length: number;
};

/** Something a supervisor must look at and acknowledge. */
export type IncidentEvent =
  | {
      readonly kind: 'incident';
      readonly reason: string;
      readonly serial: string | null;
      readonly detail: string;
    }
  | { readonly kind: 'incident-acknowledged'; readonly incident: number; readonly person: string };

/**
 * Whom a commissioned station trusts, and what moves between them. `identity` is a public identity as
 * core/peers/identity.ts writes it, `peer` its fingerprint (`null` is the public), `records` and `journal` the size and
 * head of the sender's journal as the manifest says them.
 */
export type PeerEvent =
  | { readonly kind: 'station-commissioned'; readonly identity: string }
  /** `wrong`: how many wrong passphrases were given since it was opened last. */
  | { readonly kind: 'station-unlocked'; readonly wrong: number }
  | {
      readonly kind: 'peer-pinned';
      readonly name: string;
      readonly identity: string;
      readonly people: readonly [string, string];
    }
  | {
      readonly kind: 'peer-revoked';
      readonly name: string;
      readonly peer: string;
      readonly reason: string;
      readonly people: readonly [string, string];
    }
  /** On disk before a transfer gets its name on the medium: its number is taken, whatever becomes of the medium. */
  | {
      readonly kind: 'transfer-prepared';
      readonly transfer: TransferKind;
      readonly batch: string;
      readonly count: number;
      readonly to: string;
      readonly peer: string | null;
      readonly sequence: number;
      readonly previous: string;
      readonly digest: string;
      readonly records: number;
      readonly journal: string;
    }
  /** Read back from the medium and compared. */
  | {
      readonly kind: 'transfer-sent';
      readonly transfer: TransferKind;
      readonly batch: string;
      readonly to: string;
      readonly peer: string | null;
      readonly sequence: number;
      readonly digest: string;
    }
  /** Two people vouch that no copy of a transfer that was never delivered exists: its number is free again. */
  | {
      readonly kind: 'transfer-abandoned';
      readonly to: string;
      readonly peer: string | null;
      readonly sequence: number;
      readonly people: readonly [string, string];
    }
  /**
   * Counts at once, or from the record of the kind `until` that follows it for the same batch: a power cut between the
   * two leaves a transfer that is still to be taken in.
   */
  | {
      readonly kind: 'transfer-received';
      readonly transfer: TransferKind;
      readonly batch: string;
      readonly count: number;
      readonly from: string;
      readonly peer: string;
      readonly sequence: number;
      readonly digest: string;
      readonly records: number;
      readonly journal: string;
      readonly until?: 'order-taken' | 'batch-opened';
    }
  /** Two people give up a good transfer that cannot be used: its number is taken, and nothing of it is ever used. */
  | {
      readonly kind: 'transfer-set-aside';
      readonly transfer: TransferKind;
      readonly batch: string;
      readonly count: number;
      readonly from: string;
      readonly peer: string;
      readonly sequence: number;
      readonly digest: string;
      readonly records: number;
      readonly journal: string;
      readonly reason: string;
      readonly people: readonly [string, string];
    }
  /** `from`: whose signature it bore, `null` if nobody's we know. Nothing else of it is kept. */
  | {
      readonly kind: 'transfer-refused';
      readonly transfer: TransferKind;
      readonly from: string | null;
      readonly reason: string;
    };

export type JournalEvent =
  StationEvent | BatchEvent | UnitEvent | BenchEvent | ScanEvent | IncidentEvent | PeerEvent | OriginEvent | PressEvent;

export type EventKind = JournalEvent['kind'];
export type EventOf<K extends EventKind> = Extract<JournalEvent, { readonly kind: K }>;

/** Where a record stands in its chain; `hash` is what is printed (shortened) as a journal reference. */
export interface RecordRef {
  /** 0 for the first record. */
  readonly seq: number;
  /** SHA-256 of the record's line without its newline, 64 hex characters. */
  readonly hash: string;
}

/** One line of the journal: the event with its place in the chain. */
export type JournalRecord = {
  readonly seq: number;
  /** UTC, ISO 8601 with milliseconds. Order is by `seq`: a clock may be wrong. */
  readonly at: string;
  /** SHA-256 (hex) of the line before, 64 zeros for the first. */
  readonly prev: string;
  readonly event: JournalEvent;
};
