/** What becomes of a batch and of each of its cards at Bench, up to the metal read back. The units of a batch count only once its `batch-opened` record stands. */
import * as v from 'valibot';
import { count, list, person, product, shareMap, signatures, text, textOrNull, type EventsOf } from './fields.ts';

/** The outcome of a step: FAIL, the unit is bad; ERROR, the station is bad; ABORTED, nobody knows and nothing changed. */
export type Outcome = v.InferOutput<typeof outcome>;
export const outcome = v.picklist(['PASS', 'FAIL', 'ERROR', 'ABORTED']);

/** The other card of a pair whose stickers were mistaken for each other. */
const other = v.exactOptional(text);

/**
 * Why a card is read as it is: its metal has no code, the laser's fonts have drawn it, it is the first of a set-up, the
 * lot fell on it, its code does not read; or it is spared, and the code is enough.
 */
export type WhyAsked = v.InferOutput<typeof whyAsked>;
const whyAsked = v.picklist(['uncoded', 'text', 'set-up', 'share', 'unread', 'spared']);

export const UNIT = {
  'unit-received': {
    batch: text,
    serial: text,
    address: text,
    publicKey: text,
    confirmation: text,
    sticker: text,
    /** The bench that has handed it over; without it, Origin's vault brought it. */
    taken: v.exactOptional(text),
    /** Then: every bench that had it, the first of them first. */
    been: v.exactOptional(list(text)),
  },
  /** A unit that Press has withdrawn, as its return says: no card of it will ever be here. */
  'unit-withdrawn-at-press': { batch: text, serial: text },
  /**
   * `count`: all units of the vault, the withdrawn ones among them. `supplied`: `vault` is the digest of a supplied
   * transfer, and customers keep the passphrases.
   */
  'batch-opened': {
    batch: text,
    count,
    vault: text,
    returned: text,
    origin: text,
    press: text,
    supplied: v.exactOptional(v.literal(true)),
    product,
    /** Whose units are whose, where the batch is divided over benches. */
    shares: v.exactOptional(shareMap),
    /** The bench that is no more, whose share this is: every unit begins in doubt. */
    reissued: v.exactOptional(text),
    /**
     * Records of this station were lost, and its sender cannot have known that when the vault was written: it may have been
     * opened here before. Every unit begins in doubt.
     */
    unsure: v.exactOptional(v.literal(true)),
  },
  'check-started': { batch: text, left: count },
  /** Until it is stopped, what runs goes on while the station is locked: a supervisor has signed for it. */
  'check-goes-on-locked': { batch: text, by: person },
  /** The station is locked, and it goes on. */
  'check-left-running': { batch: text, left: count },
  /** Somebody is back: so many units were pre-verified meanwhile, and so many derivations confirmed. Their records follow. */
  'check-taken-up': { batch: text, found: count, confirmed: count },
  /** `confirmed`: derivations of this station that the second implementation confirmed while it ran, those of hands among them. */
  'check-stopped': {
    batch: text,
    left: count,
    because: v.picklist(['done', 'cancelled', 'station-fault']),
    confirmed: v.exactOptional(count),
  },
  /** Pre-verified: passphrase and confirmation code of this serial give the address on record. */
  'unit-checked': { batch: text, serial: text },
  /** `reason` is a kind from core/stations/bench/reasons.ts. */
  'unit-quarantined': { serial: text, reason: text, other },
  /**
   * Found bad while the card was in nobody's hand: by the pre-verification, or because its sticker was read on another
   * card. When the card is scanned it gets its verdict, its label and its quarantine.
   */
  'unit-condemned': { serial: text, reason: text, other },
  /** No code of the card reads: somebody has typed its serial, and its check character is right. */
  'serial-typed': { serial: text, by: person },
  /** The same where serials have no check character: two have read it. */
  'serial-vouched': { serial: text, signatures },
  /** The serial was scanned from what is not the card itself: its verdict label, its traveller, the list of its tray. */
  'serial-from-print': { serial: text, print: v.picklist(['label', 'traveller', 'tray-list']) },
  /** The sticker of a held card was read again, on this card, and is its own: what its release rests on. */
  'hold-reread': { serial: text, address: text },
  'unit-verified': { serial: text, address: text, coin: text },
  'verdict-given': { serial: textOrNull, outcome, reason: textOrNull },
  'label-printed': { serial: text, outcome, evidence: text },
  'label-failed': { serial: text, outcome, reason: text },
  /** What the station says of a finished card was printed for its packing, or could not be. */
  'statement-printed': { serial: text, evidence: text },
  'statement-failed': { serial: text, reason: text },
  /**
   * Etching is at most once: `etch-intended` is on disk before anything leaves, and never names a serial that another
   * one has named. One intent, one job, one file, for all the cards that lie at the laser together. `tray`: its rows and
   * columns, and in `pockets` where each serial lies, in their order.
   */
  'etch-intended': {
    serials: list(text),
    job: text,
    layout: text,
    format: text,
    product,
    tray: v.exactOptional(text),
    pockets: v.exactOptional(list(count)),
  },
  /** `mac`: HMAC-SHA256 of the job file under the batch's key, so that the record says nothing of the passphrases. */
  'etch-sent': { serials: list(text), job: text, bytes: count, mac: text },
  /** The job's file is gone from the laser's folder: its software has taken it. */
  'etch-taken': { serials: list(text), job: text },
  /** What the laser's software has laid beside the job: its word, which nothing rests on but what is asked next. */
  'etch-said': { serials: list(text), job: text, said: v.picklist(['done', 'fail']) },
  /** Card by card from here: the laser may have marked some of a job and not the others. */
  'etch-marked': { serial: text, job: text },
  /** The symbols at these positions are asked, until they are read or the card is in doubt. None: the code on the metal. */
  'read-back-asked': { serial: text, job: text, positions: list(count), why: whyAsked },
  /** No positions: by the code on the metal. */
  'etch-read-back': { serial: text, job: text, positions: list(count) },
  'etch-misread': { serial: text, job: text, attempt: count },
  'etch-in-doubt': { serial: text, job: text, reason: text },
  'doubt-resolved': {
    serial: text,
    job: text,
    as: v.picklist(['marked', 'scrapped']),
    signatures,
  },
};

export type UnitEvent = EventsOf<typeof UNIT>;
