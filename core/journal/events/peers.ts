/**
 * Whom a commissioned station trusts, and what moves between them. `identity` is a public identity as
 * core/peers/identity.ts writes it, `peer` its fingerprint (`null` is the public), `records` and `journal` the size and
 * head of the sender's journal as the manifest says them.
 */
import * as v from 'valibot';
import { count, hex, signatures, text, textOrNull, transfer, type EventsOf } from './fields.ts';

export const PEERS = {
  'station-commissioned': { identity: text },
  /** `wrong`: how many wrong passphrases were given since it was opened last. */
  'station-unlocked': { wrong: count },
  'peer-pinned': { name: text, identity: text, signatures },
  /** Two people have brought a trusted station's public file anew: how many records it had, and its head. */
  'peer-heard': { name: text, peer: hex(32), records: count, journal: hex(32), signatures },
  'peer-revoked': { name: text, peer: hex(32), reason: text, signatures },
  /** On disk before a transfer gets its name on the medium: its number is taken, whatever becomes of the medium. */
  'transfer-prepared': {
    transfer,
    batch: text,
    count,
    to: text,
    peer: v.nullable(hex(32)),
    sequence: count,
    previous: hex(32),
    digest: hex(32),
    records: count,
    journal: hex(32),
    /** What its manifest says was heard of the recipient: a transfer that goes again is the same bytes. */
    heard: v.exactOptional(hex(32)),
    heardRecords: v.exactOptional(count),
    /** Of a kind that goes in parts: which one for this batch. */
    part: v.exactOptional(count),
  },
  /** Read back from the medium and compared. */
  'transfer-sent': {
    transfer,
    batch: text,
    to: text,
    peer: v.nullable(hex(32)),
    sequence: count,
    digest: hex(32),
  },
  /** Two people vouch that no copy of a transfer that was never delivered exists: its number is free again. */
  'transfer-abandoned': { to: text, peer: v.nullable(hex(32)), sequence: count, signatures },
  /**
   * Counts at once, or from the record of the kind `until` that follows it for the same batch: a power cut between the
   * two leaves a transfer that is still to be taken in.
   */
  'transfer-received': {
    transfer,
    batch: text,
    count,
    from: text,
    peer: hex(32),
    sequence: count,
    digest: hex(32),
    records: count,
    journal: hex(32),
    until: v.exactOptional(
      v.picklist([
        'order-taken',
        'batch-opened',
        'receipt-taken',
        'units-added',
        'share-closed',
        'people-taken',
        'cards-arrived',
      ]),
    ),
  },
  /** Two people give up a good transfer that cannot be used: its number is taken, and nothing of it is ever used. */
  'transfer-set-aside': {
    transfer,
    batch: text,
    count,
    from: text,
    peer: hex(32),
    sequence: count,
    digest: hex(32),
    records: count,
    journal: hex(32),
    reason: text,
    signatures,
  },
  /** The recipient has taken in what it was sent: `transfer` of this batch, with this digest. */
  'receipt-taken': { transfer, batch: text, from: text, count, digest: hex(32) },
  /**
   * A trusted station has heard of a record of this one that is not in its journal: an old copy was put back, or two are
   * at work. Nothing is written after it until two people go on (`history-accepted`); from then on that record is known to
   * be lost.
   */
  'history-missing': { from: text, peer: hex(32), records: count, journal: hex(32) },
  /** `from`: whose signature it bore, `null` if nobody's we know. Nothing else of it is kept. */
  'transfer-refused': { transfer, from: textOrNull, reason: text },
};

export type PeerEvent = EventsOf<typeof PEERS>;
