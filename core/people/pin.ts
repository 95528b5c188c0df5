/** What may be a PIN: 6 to 12 digits that nobody guesses first. A secret: bytes, and never in a message. */
import { failIn, type Failed } from '../base/result.ts';

const fail = failIn('people');

export const PIN_LEAST = 6;
export const PIN_MOST = 12;
/** A new PIN is none of so many before it. */
export const PINS_KEPT = 5;

export type PinFailure = 'pin-shape' | 'pin-guessable';

const ZERO = 0x30;

/** Why these bytes (ASCII digits) are no PIN; null if they are one. Whether it was used before, the slot knows. */
export function checkPin(pin: Uint8Array): Failed<PinFailure> | null {
  const digits = [...pin].map((byte) => byte - ZERO);
  if (digits.length < PIN_LEAST || digits.length > PIN_MOST || digits.some((digit) => digit < 0 || digit > 9)) {
    return fail('pin-shape', `A PIN has ${PIN_LEAST} to ${PIN_MOST} digits and nothing else.`);
  }
  if (repeats(digits) || runs(digits) || isMirrored(digits) || isDate(digits)) {
    return fail(
      'pin-guessable',
      'This PIN is among the first that somebody tries: a date, a row, a pattern. Take another.',
    );
  }
  return null;
}

/** 111111, 121212, 123123, 112233 and the like: fewer than three different digits, a part that repeats, or pairs. */
function repeats(digits: readonly number[]): boolean {
  if (new Set(digits).size < 3) return true;
  for (let part = 1; part <= digits.length / 2; part++) {
    if (digits.every((digit, at) => digit === digits[at % part])) return true;
  }
  return digits.length % 2 === 0 && digits.every((digit, at) => at % 2 === 0 || digit === digits[at - 1]);
}

/** Every digit one (or two) further than the one before, upwards or downwards, also round the end: 123456, 890123, 246802. */
function runs(digits: readonly number[]): boolean {
  return [1, 2, 8, 9].some((step) =>
    digits.every((digit, at) => at === 0 || digit === ((digits[at - 1] ?? 0) + step) % 10),
  );
}

/** 123321. */
const isMirrored = (digits: readonly number[]): boolean =>
  digits.every((digit, at) => digit === digits[digits.length - 1 - at]);

/** Six or eight digits that are a day in any order people write one: 240583, 052483, 19830524, 24051983. */
function isDate(digits: readonly number[]): boolean {
  const number = (from: number, length: number): number =>
    digits.slice(from, from + length).reduce((sum, digit) => 10 * sum + digit, 0);
  const day = (at: number): boolean => number(at, 2) >= 1 && number(at, 2) <= 31;
  const month = (at: number): boolean => number(at, 2) >= 1 && number(at, 2) <= 12;
  const year = (at: number): boolean => number(at, 4) >= 1900 && number(at, 4) <= 2099;
  const dayAndMonth = (at: number): boolean => (day(at) && month(at + 2)) || (month(at) && day(at + 2));
  if (digits.length === 6) return dayAndMonth(0) || dayAndMonth(2) || (year(0) && month(4)) || (month(0) && year(2));
  return digits.length === 8 && ((dayAndMonth(0) && year(4)) || (year(0) && dayAndMonth(4)));
}
