/**
 * How a batch is divided over benches. A share is a run of serials in their own order (by their characters), so that a
 * map of all shares is two serials a bench, tells of any serial whose it is, and says nothing of the order of making.
 */
import * as v from 'valibot';
import { failIn, ok, type Result } from '../base/result.ts';
import { StationName, UnitSerial } from './fields.ts';

const fail = failIn('transfer');

/** More benches than this do not work on one batch. */
export const MOST_SHARES = 256;

/** Places of a share, from 1, both included, in the order of the serials. */
export interface SharePlaces {
  readonly bench: string;
  readonly from: number;
  readonly to: number;
}

const ShareField = v.strictObject({ bench: StationName, first: UnitSerial, last: UnitSerial });

/** A share by its serials, both included. */
export type Share = Readonly<v.InferOutput<typeof ShareField>>;

/** The map of all shares of a batch. */
export const ShareMap = v.pipe(v.array(ShareField), v.minLength(1), v.maxLength(MOST_SHARES), v.readonly());

/** Whose share a serial is of; `null` where it lies in none. */
export const benchOf = (shares: readonly Share[], serial: string): string | null =>
  shares.find(({ first, last }) => first <= serial && serial <= last)?.bench ?? null;

/** Places for so many units over these benches, each as many as the next or one more. */
export function evenly(benches: readonly string[], count: number): readonly SharePlaces[] {
  return benches.map((bench, i) => ({
    bench,
    from: Math.floor((count * i) / benches.length) + 1,
    to: Math.floor((count * (i + 1)) / benches.length),
  }));
}

/** That every unit is in exactly one share, and every share a bench's own; gives them in their order. */
export function checkShares(
  shares: readonly SharePlaces[],
  count: number,
): Result<readonly SharePlaces[], 'bad-shares'> {
  const sorted = [...shares].sort((a, b) => a.from - b.from);
  const bad = (what: string) =>
    fail('bad-shares', `The shares do not divide the batch: ${what}. Every unit belongs to one bench.`, { what });
  if (sorted.length === 0 || sorted.length > MOST_SHARES) return bad(`1 to ${MOST_SHARES} benches share a batch`);
  let next = 1;
  const names = new Set<string>();
  for (const { bench, from, to } of sorted) {
    if (!v.is(StationName, bench)) return bad('a bench is named as its station is');
    if (names.has(bench)) return bad(`${bench} stands there twice`);
    names.add(bench);
    if (!Number.isInteger(from) || !Number.isInteger(to) || to < from) return bad(`${bench} has no units`);
    if (from !== next) return bad(`number ${Math.min(from, next)} is in no share, or in two`);
    next = to + 1;
  }
  return next === count + 1 ? ok(sorted) : bad(`they end at ${next - 1}, and the batch has ${count} units`);
}

/**
 * The map of shares.
 *
 * @param serials of all units of the batch, in any order
 */
export function mapOf(shares: readonly SharePlaces[], serials: readonly string[]): readonly Share[] {
  const sorted = [...serials].sort((a, b) => (a < b ? -1 : 1));
  return shares.map(({ bench, from, to }) => {
    const [first, last] = [sorted[from - 1], sorted[to - 1]];
    if (first === undefined || last === undefined) throw new RangeError('"shares" expected places of the batch');
    return v.parse(ShareField, { bench, first, last });
  });
}
