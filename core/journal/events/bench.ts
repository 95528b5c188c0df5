/** What can happen to a card and its batch at Bench once the metal was read back: the end of their life. */
import * as v from 'valibot';
import { outcome } from './unit.ts';
import { count, hex, list, person, product, signatures, text, type EventsOf } from './fields.ts';

/** What is looked at, in this order: the scratch-off strip, the tamper-evident packing, the packed card. */
export type Inspection = v.InferOutput<typeof inspection>;
const inspection = v.picklist(['strip', 'seal', 'pack']);

/** What a tray of cards is looked at for, one after the other; closing and boxing a packing are one movement. */
export type SeriesName = v.InferOutput<typeof seriesName>;
export const seriesName = v.picklist(['strip', 'packing']);

/** What a person says has become of a card that is put aside; the last two are not there to be put anywhere. */
export type Mishap = v.InferOutput<typeof mishap>;
export const mishap = v.picklist(['put-aside', 'damaged', 'burnt', 'lost', 'never-arrived']);

/** Where a card went that was in quarantine, or missing, when its batch was closed. */
export type AsideEnd = v.InferOutput<typeof asideEnd>;
export const asideEnd = v.picklist(['destroyed', 'sampled', 'returned']);

/** Why production had waited for a check: there was none, it was too old, or what came after it. */
const whyChecked = v.picklist(['none', 'hours', 'person', 'set-up', 'cards']);
export type WhyChecked = v.InferOutput<typeof whyChecked>;

export const BENCH = {
  /** The scratch-off strip is on, and somebody has looked at it. */
  'unit-covered': { serial: text, by: person },
  /** The tamper-evident packing is closed, and somebody has looked at it. */
  'unit-sealed': { serial: text, by: person },
  /** It lies in the box of finished cards. */
  'unit-finished': { serial: text, by: person },
  /** From here on whoever scans a card says that it is good, until the series ends. */
  'series-begun': { what: seriesName, by: person },
  /** So many cards went through: the tray must hold as many. */
  'series-ended': { what: seriesName, cards: count, by: person },
  /** A shift began with its known cards: each came out of scanner, printer and job folder as it must. */
  'shift-checked': { cards: list(text), format: text, labels: count, by: person, because: v.exactOptional(whyChecked) },
  /** A known card came out otherwise than it must: production stays locked. */
  'shift-check-failed': { card: text, wanted: outcome, came: outcome },
  /** What this card has cost from its first scan to the box, where all of its way was counted. */
  'work-counted': { serial: text, scans: count, keys: count },
  /** What was looked at is not good; the quarantine is a record of its own. */
  'inspection-failed': { serial: text, what: inspection, by: person },
  /** A strip or a packing that is not good is taken off and will be replaced: the card is as it was before it. */
  'unit-reworked': { serial: text, reason: text, by: person },
  /** Somebody decides that the card does not go on, whatever the station found. */
  'unit-put-aside': { serial: text, as: mishap, reason: text, by: person },
  /** A held card reads as its own again, and two people let it go on. */
  'unit-released': { serial: text, reason: text, signatures },
  /** A missing card is back. */
  'unit-found': { serial: text, reason: text, signatures },
  /** What became of a card that its closed batch had counted as quarantined or missing. */
  'unit-ended': { serial: text, as: asideEnd, reason: text, signatures },
  /** Of a share whose bench is no more: two people have the card before them, and nothing is etched on it. */
  'unit-found-blank': { serial: text, reason: text, signatures },
  /**
   * These units are given up, for good, to another bench: on disk before the handover (`part` of this batch to that bench)
   * exists. Nothing happens to them here any more.
   */
  'units-handed-over': { batch: text, serials: list(text), to: text, part: count, reason: text, signatures },
  /** The units received last were handed over by another bench; they count from here on. `handover`: the digest. */
  'units-added': { batch: text, count, from: text, part: count, handover: hex(32), product },
  /**
   * A shipment was counted before its sender's word was read: of each package what was said and what was found, null
   * where one side knows nothing of it.
   */
  'cards-arrived': {
    batch: text,
    part: count,
    digest: hex(32),
    packages: list(v.strictObject({ seal: text, said: v.nullable(count), found: v.nullable(count) })),
    by: person,
  },
  /** The card is destroyed, before two people's eyes. */
  'unit-scrapped': { serial: text, reason: text, signatures },
  /** Drawn by lot out of `from` finished cards: these are opened, tried at Check and destroyed. */
  'sample-picked': { batch: text, from: count, serials: list(text) },
  /** `good`: passphrase and EPK of the card gave the key of its address. It is destroyed either way. */
  'unit-sampled': { serial: text, good: v.boolean(), signatures },
  /**
   * The batch balances and is over: no step of its units comes after this. Its passphrases are destroyed next;
   * `printed` labels are those that came out, `destroyed` those of them that were counted as destroyed.
   */
  'batch-closed': {
    batch: text,
    count,
    finished: count,
    scrapped: count,
    quarantined: count,
    sampled: count,
    withdrawn: count,
    /** Lost, or never arrived. */
    missing: v.exactOptional(count),
    /** To other benches. */
    handed: v.exactOptional(count),
    printed: count,
    destroyed: count,
    signatures,
  },
  'passphrases-destroyed': { batch: text, how: text },
};

export type BenchEvent = EventsOf<typeof BENCH>;
