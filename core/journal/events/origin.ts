/** What can happen at Origin. No passphrase and no intermediate code is ever part of it, nor a hash of one. */
import * as v from 'valibot';
import { count, hex, list, person, product, signatures, text, transfer, type EventsOf } from './fields.ts';

export const ORIGIN = {
  /**
   * A batch whose numbers and passphrases are made here. Its serials are taken from now on, whatever becomes of it.
   * `keys`: which keys of the station its serials and marks stand on (an HMAC under them, no more).
   */
  'batch-planned': {
    batch: text,
    count,
    keys: hex(16),
    prefix: text,
    digits: count,
    start: count,
    check: v.boolean(),
    permuted: v.boolean(),
    alphabet: v.picklist(['legible', 'all']),
    groups: count,
    size: count,
    lot: v.nullable(count),
    sequence: v.nullable(count),
    product,
    /** Whose places its units take, in the order of their serials. */
    replaces: v.exactOptional(list(text)),
  },
  /** A batch whose codes a customer has made, who keeps the passphrases. `mac`: of serials and codes, under our keys. */
  'codes-supplied': { batch: text, count, keys: hex(16), mac: hex(32), product },
  /**
   * `adopted`: units that were sealed on disk when a power cut came before their record, counted as made; `cut`: bytes
   * of a last one that was not whole. `dice`: bits of entropy mixed in.
   */
  'coding-started': { batch: text, left: count, adopted: count, cut: count, dice: count },
  'coding-stopped': { batch: text, left: count, because: v.picklist(['done', 'cancelled', 'station-fault']) },
  /**
   * Passphrase and code of these units (by their place in the batch, from 0) are sealed and on disk. `mac`: of the
   * sealed lines, under the station's keys.
   */
  'units-coded': { batch: text, from: count, count, first: text, last: text, mac: hex(32) },
  /** Over which benches it is divided: places in the order of its serials, from 1, and the serials there; both ends included. */
  'batch-divided': {
    batch: text,
    shares: list(v.strictObject({ bench: text, from: count, to: count, first: text, last: text })),
  },
  /**
   * The bench of this share is no more: its units go to another, which looks at every card before it etches one.
   * `besides`: serials of other shares that it had taken over.
   */
  'share-reissued': { batch: text, bench: text, to: text, besides: list(text), reason: text, signatures },
  /** A bench has said what became of every unit it had: so many of each, and the serials that moved or are missing. */
  'share-closed': {
    batch: text,
    bench: text,
    digest: hex(32),
    count,
    ends: v.record(text, count),
    handed: list(v.strictObject({ serial: text, to: text })),
    taken: list(v.strictObject({ serial: text, from: text })),
    missing: list(text),
  },
  /** Nothing of it may leave the station. Its serials stay taken. */
  'batch-voided': { batch: text, reason: text },
  /** Two people give up a batch of which nothing has left. Its serials stay taken. */
  'batch-abandoned': { batch: text, reason: text, signatures },
  /** On record before its passphrase is shown, once. The unit never leaves the station. */
  'passphrase-opened': { batch: text, serial: text, reason: text, signatures },
  /** These many units leave, in every transfer of the batch; from now on none of them is opened. */
  'batch-leaving': { batch: text, count },
  /**
   * Two people vouch that nobody needs what is sealed of it any more. `passphrases-destroyed` follows. `unreceived`:
   * why, although Bench has not said that it has them.
   */
  'passphrases-condemned': { batch: text, signatures, unreceived: v.exactOptional(text) },
  /** Written, read back and compared. Of what Origin sends: on which medium, and who carries it. */
  'batch-exported': {
    batch: text,
    transfer,
    count,
    to: text,
    sequence: count,
    digest: hex(32),
    medium: v.exactOptional(text),
    carrier: v.exactOptional(person),
    /** Of a kind that goes in parts: which one for this batch. */
    part: v.exactOptional(count),
  },
};

export type OriginEvent = EventsOf<typeof ORIGIN>;
