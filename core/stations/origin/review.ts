/** A batch that somebody is filling in, judged field by field before anything comes of it. */
import { lotAt, type LotRange } from '../../bip38/lot.ts';
import { entropyBits, type PassphraseShape } from '../../card/passphrase.ts';
import type { SerialRange, Serials, SerialScheme, SerialsOf } from '../../card/serial-scheme.ts';
import type { Product } from '../../product/schema.ts';
import type { OriginBatch } from './book.ts';
import { nextStart, reviewPlan, type BatchPlan, type PlanRefusal, type PlanReview, type SerialEnds } from './plan.ts';

export interface BatchRequest {
  readonly batch: string;
  readonly count: number;
  readonly scheme: SerialScheme;
  /** `null`: behind all that was planned in this scheme. */
  readonly start: number | null;
  readonly shape: PassphraseShape;
  readonly lots: Pick<LotRange, 'lot' | 'sequence'> | null;
  readonly product?: Product | null;
  readonly replaces?: readonly string[];
}

/** How many of the first serials show what a scheme looks like. */
const SHOWN = 3;

/** Judges what is asked for, and says what it would be. */
export function reviewRequest(request: BatchRequest, known: readonly OriginBatch[], serialsOf: SerialsOf): PlanReview {
  const plan = planOf(request, known);
  const refusals = reviewPlan(plan, known, serialsOf);
  const refused = (...fields: readonly PlanRefusal['field'][]): boolean =>
    refusals.some(({ field }) => fields.includes(field));
  const { range, lots } = plan;
  const [first, last] = refused('lots', 'count') ? [null, null] : [lotAt(lots, 0), lotAt(lots, range.count - 1)];
  return {
    refusals,
    start: range.start,
    serials: refused('scheme', 'count', 'start') ? null : endsOf(range, serialsOf(range)),
    bits: entropyBits(plan.shape),
    lots: first === null || last === null ? null : { first, last },
  };
}

/** The first serials of a range that can be written, and its last. */
export function endsOf(range: SerialRange, serials: Serials): SerialEnds {
  const first = Array.from({ length: Math.min(SHOWN, range.count) }, (_, place) => serials.at(range.start + place));
  return { first, last: serials.at(range.start + range.count - 1) };
}

/** What is asked for, as it would be put on record: behind all that was planned, where no start is given. */
export function planOf(
  { batch, count, scheme, start, shape, lots, product = null, replaces = [] }: BatchRequest,
  known: readonly OriginBatch[],
): BatchPlan {
  const range = { ...scheme, start: start ?? nextStart(scheme, known), count };
  return { batch, range, shape, lots: lots === null ? null : { ...lots, count }, product, replaces };
}
