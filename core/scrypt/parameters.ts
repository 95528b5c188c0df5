import type { ScryptJob } from '../base/ports.ts';
import { rowSize } from './mixer.ts';

/** The largest table of one lane that anything here will make: RFC 7914's largest vector takes exactly this. */
const LARGEST_LANE = 1024 * 1024 * 1024;

/** Throws `RangeError` unless the parameters are legal (RFC 7914, section 2) and a lane fits in memory. */
export function checkParameters({ N, r, p, dkLen }: Omit<ScryptJob, 'password' | 'salt'>): void {
  const whole = (value: number, low: number): boolean => Number.isSafeInteger(value) && value >= low;
  if (!whole(r, 1)) throw new RangeError(`"r" expected a whole number from 1, got ${r}`);
  if (!whole(p, 1) || p * r >= 2 ** 30) throw new RangeError(`"p" expected 1 to 2^30 / r, got ${p}`);
  if (!whole(dkLen, 1) || dkLen > 32 * (2 ** 32 - 1))
    throw new RangeError(`"dkLen" expected 1 to 32 * (2^32 - 1), got ${dkLen}`);
  if (!whole(N, 2) || 2 ** Math.round(Math.log2(N)) !== N || N >= 2 ** (16 * r)) {
    throw new RangeError(`"N" expected a power of two above 1 and below 2^(16 r), got ${N}`);
  }
  if (N * rowSize(r) > LARGEST_LANE) throw new RangeError(`"N" and "r" ask for a table above 1 GiB: ${N}, ${r}`);
}
