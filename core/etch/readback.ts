/**
 * Reading back: the operator types what stands on the metal at a few positions nobody could foresee. It shows that the
 * laser marked this passphrase, whole and legible, without the passphrase ever being on a screen.
 */
import type { Random } from '../base/ports.ts';
import { failIn, ok, type Result } from '../base/result.ts';

const fail = failIn('etch');

/** Of how many cards in a hundred symbols may be typed, where the metal bears a code. */
export const READING_SHARES = [1, 2, 5, 10, 25, 50, 100] as const;

/** How the metal is read back: whether the serial is etched as a code, and the share of cards that are typed all the same. */
export interface Reading {
  readonly code: boolean;
  readonly share: (typeof READING_SHARES)[number];
}

const HYPHEN = 0x2d;

/**
 * Positions to ask for, ascending: 1-based, hyphens not counted, as people count symbols. Each from another group as
 * long as there are groups, so that no group goes unseen for want of luck.
 *
 * @param passphrase the bytes that were etched; borrowed. Only the places of its hyphens are looked at.
 */
export function askPositions(passphrase: Uint8Array, random: Random, count = 4): readonly number[] {
  const groups = groupsOf(passphrase);
  const symbols = groups.reduce((sum, group) => sum + group.length, 0);
  if (!Number.isInteger(count) || count < 1 || count > symbols)
    throw new RangeError(`"count" expected 1 to ${symbols}, got ${count}`);
  const asked: number[] = [];
  let round = [...groups];
  while (asked.length < count) {
    if (round.length === 0) round = groups.filter((group) => group.length > 0);
    const group = draw(round, random);
    asked.push(draw(group, random));
  }
  return asked.sort((a, b) => a - b);
}

/**
 * Compares what was typed, one symbol for each asked position in its order, with the bytes that were etched.
 *
 * A small letter counts as its capital where the card has capitals only: people type without shift, and the question
 * is what they saw. A confirmation code has both, and there they are two. Nothing else is forgiven: who types O where a zero stands has not seen its slash.
 *
 * Every symbol is looked at before anything is said, so that time tells nothing. The refusal names positions, never
 * symbols.
 */
export function checkReadback(
  passphrase: Uint8Array,
  positions: readonly number[],
  typed: string,
): Result<null, 'misread'> {
  const symbols = passphrase.filter((byte) => byte !== HYPHEN);
  const read = symbols.some(isSmall) ? (code: number): number => code : capital;
  const wrong = positions.filter((position, index) => {
    const etched = symbols[position - 1];
    if (etched === undefined) throw new RangeError(`"position" expected 1 to ${symbols.length}, got ${position}`);
    return (read(typed.charCodeAt(index)) ^ etched) !== 0;
  });
  symbols.fill(0);
  if (typed.length !== positions.length)
    return fail('misread', `Type ${positions.length} symbols, one for each position asked; ${typed.length} came.`, {
      position: positions.join(', '),
    });
  if (wrong.length === 0) return ok(null);
  return fail('misread', `Not what was sent to the laser: position ${wrong.join(', ')}. Look again.`, {
    position: wrong.join(', '),
  });
}

/** How an etched text stands on the card, as far as who reads it back must know; nothing of what it says. */
export interface ReadShape {
  /** Symbols in each group, in order; a text without hyphens is one group. */
  readonly groups: readonly number[];
  /** Capitals and small letters are two: a confirmation code has both. */
  readonly cased: boolean;
}

/** @param etched the bytes that were etched; borrowed. */
export const shapeOf = (etched: Uint8Array): ReadShape => ({
  groups: groupsOf(etched).map((group) => group.length),
  cased: etched.some(isSmall),
});

/** Positions of the symbols between hyphens: `AB-C` gives [1, 2] and [3]. */
function groupsOf(passphrase: Uint8Array): number[][] {
  const groups: number[][] = [[]];
  let position = 0;
  for (const byte of passphrase) {
    if (byte === HYPHEN) groups.push([]);
    else groups.at(-1)?.push(++position);
  }
  return groups.filter((group) => group.length > 0);
}

/** Takes one at random out of `choices`. */
function draw<T>(choices: T[], random: Random): T {
  return choices.splice(below(choices.length, random), 1)[0] as T;
}

/** 0 to `limit` - 1 (at most 256), each equally likely: bytes beyond the last whole multiple are drawn again. */
function below(limit: number, random: Random): number {
  const end = 256 - (256 % limit);
  for (;;) {
    const byte = random.bytes(1)[0] as number;
    if (byte < end) return byte % limit;
  }
}

/** NaN (nothing typed) becomes 0, which no passphrase has. */
const capital = (code: number): number => (isSmall(code) ? code - 0x20 : code);

const isSmall = (code: number): boolean => code >= 0x61 && code <= 0x7a;
