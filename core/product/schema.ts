/**
 * What a product file says, field by field. A product is a card as a factory sells it: its metal, what is etched where,
 * its sticker and its coins, and what its batches look like. Lengths are millimetres, from the top left corner of the
 * front, y down.
 */
import * as v from 'valibot';
import { ALPHABETS, type Alphabet } from '../card/passphrase.ts';

export const PRODUCT_FORMAT = 'twofold-product';
export const PRODUCT_VERSION = 1;

/** Every length there is: none of them is larger than half a metre. */
const length = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(500));
const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

const point = { x: length, y: length };
const rect = { ...point, width: length, height: length };

const zone = {
  ...rect,
  /** Height of a capital. */
  cap: length,
  /** What it may never be made lower than; {@link LEAST_CAP} where nothing is said. */
  least: v.exactOptional(length),
  align: v.picklist(['left', 'centre']),
};

const lines = v.pipe(v.strictObject({ symbols: whole(1, 100), pitch: length }), v.readonly());
const keepOut = v.pipe(v.strictObject({ name: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9 -]{0,23}$/)), ...rect, clearance: length }), v.readonly()); // prettier-ignore

/** How a sticker says its serial to a scanner: as in the printer's style. */
const carrier = v.picklist(['link', 'two', 'address']);

/** For how many hours a check of a shift may count. */
export const CHECKED_HOURS = [4, 8, 12, 24] as const;

const check = v.strictObject({
  hours: v.exactOptional(v.picklist(CHECKED_HOURS)),
  /** Another person has signed in. */
  person: v.exactOptional(v.boolean()),
  /** What cards are made with has changed: laser, scanner, printer, their settings. */
  setUp: v.exactOptional(v.boolean()),
  /** So many cards were verified. */
  cards: v.exactOptional(whole(1, 10_000)),
});

/** After what Bench waits for another check with its known cards. */
export type ProductCheck = Readonly<v.InferOutput<typeof check>>;

export const ProductSchema = v.strictObject({
  format: v.literal(PRODUCT_FORMAT),
  version: v.literal(PRODUCT_VERSION),
  /** Part of file names and records: small letters, digits, inner hyphens. */
  name: v.pipe(v.string(), v.regex(/^(?=.{1,24}$)[a-z0-9]+(?:-[a-z0-9]+)*$/)),
  /** Grows with every change, so that people can tell two files of one name apart. */
  revision: whole(1, 999_999),
  /** For people; anything they like. */
  title: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  metal: v.strictObject({
    material: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,23}$/)),
    width: length,
    height: length,
    thickness: length,
    /** Radius of the corners; half the width of a square is a round card. */
    corner: length,
    /** Nothing is marked closer to the edge, nor to a hole. */
    margin: length,
    holes: v.pipe(v.array(v.pipe(v.strictObject({ ...point, diameter: length }), v.readonly())), v.readonly()),
    /** What it looks like before anything is on it: a JPEG or PNG in base64, made by `photoFrom` (`photo.ts`). */
    photo: v.exactOptional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]+={0,2}$/))),
  }),
  mark: v.strictObject({
    /** One of the fonts of our own, by name. */
    font: v.string(),
    /** Width of the line that the laser leaves. */
    beam: length,
  }),
  etched: v.picklist(['passphrase', 'confirmation code']),
  zones: v.strictObject({
    /** `symbols`: the longest serial that may come. */
    serial: v.strictObject({ ...zone, symbols: whole(4, 24) }),
    /** Of the passphrase, or of the confirmation code in its place; broken into lines of so many symbols. */
    secret: v.strictObject({ ...zone, lines: v.exactOptional(lines) }),
    /** TRAINING, on cards of training alone. */
    watermark: v.strictObject(zone),
    /** Year and month of its etching. */
    date: v.exactOptional(v.strictObject(zone)),
    /** The serial as a Data Matrix, its quiet zone included. */
    code: v.exactOptional(v.strictObject(rect)),
  }),
  /** The scratch-off strip, over the passphrase and nothing else. */
  strip: v.strictObject(rect),
  keepOuts: v.pipe(v.array(keepOut), v.maxLength(20), v.readonly()),
  sticker: v.strictObject({
    /** Of each of its two layers. */
    width: length,
    height: length,
    serialIn: carrier,
    /** Where it lies on the front, and how much is kept free around it; left out where it is on the back. */
    front: v.exactOptional(v.strictObject({ ...point, clearance: length })),
  }),
  /** Which addresses the return holds. */
  coins: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(60), v.readonly()),
  /** Whose address stands on the sticker. */
  deposit: v.string(),
  passphrase: v.strictObject({
    alphabet: v.picklist(Object.keys(ALPHABETS) as Alphabet[]),
    groups: whole(1, 32),
    size: whole(1, 32),
  }),
  /** How the serials of its batches are numbered, unless a plan says otherwise. */
  serials: v.strictObject({
    prefix: v.pipe(v.string(), v.maxLength(20)),
    digits: whole(1, 12),
    check: v.boolean(),
    order: v.picklist(['sequential', 'permuted']),
  }),
  /** What a card goes through once it is etched and read back; `attestation`: a statement may be printed for its packing. */
  steps: v.strictObject({ strip: v.boolean(), packing: v.boolean(), box: v.boolean(), attestation: v.boolean() }),
  /** After what Bench waits for another check with its known cards; what its station is set to counts besides. */
  check: v.exactOptional(v.pipe(check, v.readonly())),
});

/** A product file's content, of the right form: whether it can be made, {@link reviewProduct} says. */
export type Product = Readonly<v.InferOutput<typeof ProductSchema>>;

/** No letter on metal is lower than this, whatever a product says: people read it years later. Millimetres. */
export const LEAST_CAP = 1.2;

/** The single-line fonts there are. */
export const FONTS = ['twofold-1'] as const;

export type ProductFont = (typeof FONTS)[number];
