import type { Grey, GreyBox } from './grey.ts';

/** Grey values between a light dot and a dark one; zxing's thresholds ask for as much. */
const LEAST_SWING = 20;
/** Swings of a row through a code: its two corners alone have a dozen. */
const SWINGS = 8;
/** Rows of such a kind: a code has 21 modules at least, and each is a dot high or more. */
const ROWS = 8;

/**
 * Whether a part of a picture may hold a code, at any angle and size: rows that go from light to dark and back, again
 * and again. Most parts of most pictures do not, and to search them is what reading a picture costs.
 */
export function mayHoldCode({ width, values }: Grey, part: GreyBox): boolean {
  let rows = 0;
  for (let y = part.top; y < part.top + part.height; y++) {
    const start = y * width + part.left;
    if (swingsOften(values, start, start + part.width) && ++rows >= ROWS) return true;
  }
  return false;
}

function swingsOften(values: Uint8ClampedArray, start: number, end: number): boolean {
  let swings = 0;
  let rising = true;
  /** The last turning point that counted, as far as it has gone on since. */
  let extreme = values[start] ?? 0;
  for (let at = start + 1; at < end; at++) {
    const value = values[at] ?? 0;
    if (rising ? value > extreme : value < extreme) extreme = value;
    else if (Math.abs(value - extreme) >= LEAST_SWING) {
      if (++swings >= SWINGS) return true;
      rising = !rising;
      extreme = value;
    }
  }
  return false;
}
