/**
 * A code of one's own: who has a card made whose passphrase nobody else shall ever know gives its maker an intermediate
 * code and keeps the passphrase (BIP38, "Encryption when EC multiply mode is used", the owner's part). On the owner's page alone: no station of a maker but
 * Origin has code that makes one.
 */
import { makeIntermediateCode } from '../bip38/intermediate.ts';
import type { KeyDerivation, Random } from '../base/ports.ts';
import { failIn, ok, type Result } from '../base/result.ts';
import { sameBytes, wipe } from '../base/secret.ts';
import { CARD_SHAPE, entropyBits, makePassphrase } from '../card/passphrase.ts';
import { mixDice, readDice, type DiceFailure } from '../random/dice.ts';
import { createHealthyRandom, RandomFailure } from '../random/healthy.ts';
import { makeQr, type CodeGrid } from '../sticker/qr.ts';
import { takePassphrase, type Remark } from '../stations/check/passphrase.ts';

const fail = failIn('check');

/** What is given to the maker. It opens nothing: a thief who has it still has to guess the passphrase. */
export interface OwnCode {
  readonly code: string;
  readonly picture: CodeGrid;
  /** The passphrase has no more than this. */
  readonly bits: number;
}

/** A passphrase for its owner to write down, shaped as those of cards. */
export interface DrawnPassphrase {
  readonly text: string;
  readonly bits: number;
}

export type OwnCodeFailure = 'not-utf8' | 'typed-differently' | 'weak-passphrase' | 'unwritable' | 'generator-broken';

/** What the page asks for its owner. */
export interface OwnDoor {
  /** @param dice rolls as typed; `null` for none. Wiped. */
  draw(dice: Uint8Array | null): Promise<Result<DrawnPassphrase>>;
  /** Both in UTF-8, and wiped. */
  make(passphrase: Uint8Array, again: Uint8Array): Promise<Result<OwnCode>>;
}

export interface OwnCodePorts {
  readonly derivation: KeyDerivation;
  readonly random: Random;
}

/** Less than this is guessed by somebody with patience, even at scrypt's price. */
const LEAST_BITS = 80;

/** What nobody can write on paper so that it is typed again as it was. */
const UNWRITABLE: readonly Remark[] = ['space-before', 'space-after', 'invisible', 'full-width'];

/**
 * Makes the intermediate code of a passphrase that was typed twice. One code is good for one card.
 *
 * @param typed UTF-8; wiped, as `again` is.
 */
export async function makeOwnCode(
  typed: Uint8Array,
  again: Uint8Array,
  { derivation, random }: OwnCodePorts,
): Promise<Result<OwnCode, OwnCodeFailure>> {
  const same = sameBytes(typed, again);
  const bits = mostBits(typed);
  const taken = takePassphrase(typed);
  wipe(typed);
  wipe(again);
  if (!taken.ok) return taken;
  const { passphrase, respelled, remarks } = taken.value;
  respelled?.wipe();
  try {
    if (!same) return fail('typed-differently', 'The two are not the same. Type both again.');
    if (remarks.some((remark) => UNWRITABLE.includes(remark))) {
      return fail(
        'unwritable',
        'The passphrase begins or ends with a space, or has a character that paper does not show as it was typed. Choose another.',
      );
    }
    if (bits < LEAST_BITS) {
      return fail(
        'weak-passphrase',
        `This passphrase has ${Math.floor(bits)} bits at the very most, and ${LEAST_BITS} are the least. Take a longer one, or let one be drawn.`,
        { bits: Math.floor(bits), least: LEAST_BITS },
      );
    }
    const code = await makeIntermediateCode(passphrase, null, createHealthyRandom(random), derivation);
    return ok({ code, picture: makeQr(code, 'M'), bits });
  } catch (cause) {
    if (cause instanceof RandomFailure) return BROKEN;
    throw cause;
  } finally {
    passphrase.wipe();
  }
}

/**
 * Draws a passphrase for its owner.
 *
 * @param dice rolls as typed, mixed in so that they can only add; `null` for none. Wiped.
 */
export function drawOwnPassphrase(
  dice: Uint8Array | null,
  random: Random,
): Result<DrawnPassphrase, DiceFailure | 'generator-broken'> {
  const read = dice === null ? null : readDice(dice);
  if (dice !== null) wipe(dice);
  if (read?.ok === false) return read;
  try {
    const healthy = createHealthyRandom(random);
    using mixed = read === null ? null : mixDice(healthy, read.value.rolls);
    using drawn = makePassphrase(mixed ?? healthy);
    // It is to be read by a person: it has to be a string once.
    const text = drawn.use((bytes) => String.fromCharCode(...bytes));
    return ok({ text, bits: entropyBits(CARD_SHAPE) });
  } catch (cause) {
    if (cause instanceof RandomFailure) return BROKEN;
    throw cause;
  } finally {
    read?.value.rolls.wipe();
  }
}

const BROKEN = fail(
  'generator-broken',
  'The random generator of this device has failed its test. Make no code here: use another device.',
);

/** Kinds of symbols, and how many there are of each; beyond ASCII a generous guess. */
const KINDS: readonly (readonly [holds: (byte: number) => boolean, size: number])[] = [
  [(byte) => byte >= 0x30 && byte <= 0x39, 10],
  [(byte) => byte >= 0x41 && byte <= 0x5a, 26],
  [(byte) => byte >= 0x61 && byte <= 0x7a, 26],
  [(byte) => byte < 0x80, 33],
];
const BITS_BEYOND_ASCII = 12;

/**
 * What a passphrase of these symbols would have if each had been drawn by lot: people choose worse, never better. The
 * same symbol again and again counts once.
 */
function mostBits(bytes: Uint8Array): number {
  const counts = KINDS.map(() => 0);
  let beyond = 0;
  for (const [at, byte] of bytes.entries()) {
    if (byte === bytes[at - 1]) continue;
    if (byte >= 0xc0) beyond++;
    if (byte >= 0x80) continue;
    const kind = KINDS.findIndex(([holds]) => holds(byte));
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  const alphabet = KINDS.reduce((sum, [, size], kind) => sum + (counts[kind] === 0 ? 0 : size), 0);
  const symbols = counts.reduce((sum, count) => sum + count, 0);
  return (symbols === 0 ? 0 : symbols * Math.log2(alphabet)) + beyond * BITS_BEYOND_ASCII;
}
