/**
 * The passphrase of a card: random symbols in groups, as they are etched. `7Q2K-M9XV-4HTR-D0WB-3NYE`
 *
 * It lives as bytes only. Text made by people is not accepted anywhere: what is etched was drawn here.
 */
import type { Random } from '../base/ports.ts';
import { failIn, ok, type Result } from '../base/result.ts';
import { Secret, wipe } from '../base/secret.ts';

const fail = failIn('card');

/** `all`: as on cards in the field. `legible`: without I, L, O and U, because people read it off metal. */
export const ALPHABETS = {
  legible: '0123456789ABCDEFGHJKMNPQRSTVWXYZ',
  all: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ',
} as const satisfies Record<string, string>;

export type Alphabet = keyof typeof ALPHABETS;

/** `groups` groups of `size` symbols with a hyphen between them. */
export interface Grouping {
  readonly groups: number;
  readonly size: number;
}

export interface PassphraseShape extends Grouping {
  readonly alphabet: Alphabet;
}

/** What a card carries unless a batch says otherwise: 20 symbols, exactly 100 bits. */
export const CARD_SHAPE: PassphraseShape = { alphabet: 'legible', groups: 5, size: 4 };

/** Fewer bits than this are never made. */
export const FLOOR_BITS = 100;

/** 20 symbols are the least that reach the floor with either alphabet; 64 the most that fit a card. */
const SYMBOLS = { least: 20, most: 64 } as const;
const SIZES = { least: 3, most: 8 } as const;

export type ShapeFailure = 'too-few-bits' | 'bad-shape';

/** How hard the passphrase is to guess: log2 of the number of equally likely ones. */
export const entropyBits = (shape: PassphraseShape): number =>
  shape.groups * shape.size * Math.log2(ALPHABETS[shape.alphabet].length);

/** Length in bytes, hyphens included. */
export const passphraseLength = ({ groups, size }: Grouping): number => groups * (size + 1) - 1;

/** Whether passphrases of this shape may be made: a legal grouping and {@link FLOOR_BITS} at least. */
export function checkShape(shape: PassphraseShape): Result<PassphraseShape, ShapeFailure> {
  const bits = entropyBits(shape);
  if (bits < FLOOR_BITS) {
    return fail(
      'too-few-bits',
      `This passphrase would have ${bits.toFixed(1)} bits; ${FLOOR_BITS} are the least. Add symbols.`,
      { bits },
    );
  }
  if (isGrouping(shape)) return ok(shape);
  return fail(
    'bad-shape',
    `A passphrase has ${SYMBOLS.least} to ${SYMBOLS.most} symbols in groups of ${SIZES.least} to ${SIZES.most}.`,
  );
}

/**
 * Draws a passphrase. Every symbol is equally likely: bytes that would favour some are drawn again (never modulo
 * alone).
 *
 * @throws RangeError for a shape that {@link checkShape} refuses, Error when the generator is plainly broken.
 */
export function makePassphrase(random: Random, shape: PassphraseShape = CARD_SHAPE): Secret {
  if (!checkShape(shape).ok) throw new RangeError('"shape" expected one that checkShape allows');
  const alphabet = ALPHABETS[shape.alphabet];
  const fair = 256 - (256 % alphabet.length);
  // A buffer of its own: V8 keeps small typed arrays in its heap and copies them as it collects.
  const passphrase = new Uint8Array(new ArrayBuffer(passphraseLength(shape)));
  let at = 0;
  for (let round = 0; at < passphrase.length; round++) {
    if (round === MOST_ROUNDS) {
      wipe(passphrase);
      throw new Error('the random generator gives nothing usable');
    }
    const drawn = random.bytes(passphrase.length - at);
    for (const byte of drawn) {
      if (byte >= fair || at >= passphrase.length) continue;
      passphrase[at++] = alphabet.charCodeAt(byte % alphabet.length);
      if (at < passphrase.length && (at + 1) % (shape.size + 1) === 0) passphrase[at++] = HYPHEN;
    }
    wipe(drawn);
  }
  return new Secret(passphrase);
}

/** A fair draw fails a byte once in 64 at worst: this many rounds in vain do not happen by chance. */
const MOST_ROUNDS = 100;
const HYPHEN = 0x2d;

/** Whether the bytes are shaped as a card's passphrase, of any legal grouping. Says nothing of how they were made. */
export const isCardPassphrase = (bytes: Uint8Array): boolean => groupingOf(bytes) !== null;

/** The grouping of a card passphrase; `null` if the bytes are none. Makes no strings. */
export function groupingOf(bytes: Uint8Array): Grouping | null {
  const size = bytes.indexOf(HYPHEN);
  const groups = (bytes.length + 1) / (size + 1);
  if (size < 1 || !isGrouping({ groups, size })) return null;
  for (const [at, byte] of bytes.entries()) {
    const legal = (at + 1) % (size + 1) === 0 ? byte === HYPHEN : isSymbol(byte);
    if (!legal) return null;
  }
  return { groups, size };
}

/** The sizes of groups that a passphrase of so many symbols may have; none, where no passphrase has so many. */
export function groupSizesOf(symbols: number): readonly number[] {
  const all = Array.from({ length: SIZES.most - SIZES.least + 1 }, (_, more) => SIZES.least + more);
  return all.filter((size) => isGrouping({ groups: symbols / size, size }));
}

function isGrouping({ groups, size }: Grouping): boolean {
  const symbols = groups * size;
  return (
    Number.isInteger(groups) &&
    Number.isInteger(size) &&
    size >= SIZES.least &&
    size <= SIZES.most &&
    symbols >= SYMBOLS.least &&
    symbols <= SYMBOLS.most
  );
}

/** 0-9 or A-Z. */
const isSymbol = (byte: number): boolean => (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a);
