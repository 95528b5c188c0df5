/** What can happen at Press. No intermediate code, no seed and no EPK is ever part of it. */
import * as v from 'valibot';
import { count, hex, list, packages, person, product, shareMap, signatures, text, type EventsOf } from './fields.ts';

/** A file that is destroyed, as it was before: of sealed data and of the order, never of a key. */
export type DoomedFile = Readonly<v.InferOutput<typeof doomedFile>>;
const doomedFile = v.pipe(v.strictObject({ name: text, bytes: count, sha256: hex(32) }), v.readonly());

/** In the order in which they are done: once the key is gone, nothing sealed opens any more. */
export type DestructionStep = v.InferOutput<typeof destructionStep>;
const destructionStep = v.picklist(['key', 'seeds', 'codes', 'printer']);

/** A sticker is both layers, with one number for ever. */
const sticker = { batch: text, serial: text, sticker: text };

export const PRESS = {
  /**
   * A unit of an order; it counts only once the `order-taken` of its batch stands. By its owner entropy and the SHA-256
   * of its passpoint (both hex) a code is known again in any batch, for ever.
   */
  'unit-ordered': { batch: text, serial: text, owner: hex(8), point: hex(32) },
  /** `coins`: which addresses the return will hold; `deposit`: the one that stands on the stickers, the first that was asked for. */
  'order-taken': {
    batch: text,
    count,
    order: hex(32),
    origin: text,
    coins: list(text),
    deposit: text,
    product,
    shares: v.exactOptional(shareMap),
  },
  /** `fingerprint`: an HMAC under the key itself. */
  'batch-key-made': { batch: text, fingerprint: hex(16) },
  /** The codes of these units (by their place in the order, from 0) are used from now on. On disk before any seed is drawn. */
  'keying-intended': { batch: text, from: count, count },
  /** The seed is sealed on disk, and this is what follows from it and the code. */
  'unit-keyed': { batch: text, serial: text, address: text, publicKey: text, confirmation: text },
  /** On disk before a byte of a sticker goes to the printer. A sticker is both layers, with one number for ever. */
  'sticker-intended': sticker,
  /** The printer took nothing of it. */
  'sticker-unsent': { ...sticker, reason: text },
  'sticker-printed': { ...sticker, evidence: text },
  /** Nobody knows by software whether it came out. */
  'sticker-in-doubt': { ...sticker, reason: text },
  /** The EPK as scanned from the sticker can be opened, and gives the address scanned from it. */
  'unit-proven': sticker,
  /** Both layers are on their card: its upper one was scanned there. */
  'sticker-applied': sticker,
  'sticker-spoilt': { ...sticker, reason: text, by: person },
  'sticker-destroyed': { ...sticker, by: person },
  /** Two people have looked: a sticker in doubt never came out. */
  'sticker-absent': { ...sticker, signatures },
  /** It will not be in the return. */
  'unit-withdrawn': { batch: text, serial: text, reason: text, by: person },
  /** Written, read back and compared. `count`: its proven units; `counted`: the stickers that go with it, by hand. */
  'return-written': {
    batch: text,
    count,
    counted: count,
    to: text,
    sequence: count,
    digest: hex(32),
    /** Of a batch that is divided over benches: whose share. */
    share: v.exactOptional(text),
  },
  /** Cards have left in sealed packages; `part`: the number of the shipment. */
  'cards-shipped': { batch: text, part: count, to: text, packages, sequence: count, digest: hex(32), by: person },
  'destruction-begun': {
    batch: text,
    signatures,
    files: list(doomedFile),
    /** Why it is destroyed although Bench has not said that it has the return. */
    unreceived: v.exactOptional(text),
  },
  'destruction-step': { batch: text, step: destructionStep, how: text },
  'press-batch-closed': {
    batch: text,
    printed: count,
    proven: count,
    destroyed: count,
    withdrawn: count,
    certificate: hex(32),
  },
};

export type PressEvent = EventsOf<typeof PRESS>;
