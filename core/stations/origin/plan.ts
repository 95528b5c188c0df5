/** Planning a batch: whether it can be made at all, so that nothing of it has to be taken back. */
import * as v from 'valibot';
import { numberOf, parseLot, type LotNumbers, type LotRange } from '../../bip38/lot.ts';
import { failIn, ok, type Failed, type Failure, type Result } from '../../base/result.ts';
import { checkShape, type PassphraseShape, type ShapeFailure } from '../../card/passphrase.ts';
import {
  checkRange,
  mayMeet,
  type SchemeFailure,
  type SerialRange,
  type SerialsOf,
  type SerialScheme,
} from '../../card/serial-scheme.ts';
import { BatchName, MOST_UNITS } from '../../transfer/fields.ts';
import type { Product } from '../../product/schema.ts';
import { fitsProduct, type FitFailure, type ShelfFailure } from '../../product/shelf.ts';
import type { OriginBatch } from './book.ts';
import { checkReplaced, type ReplacingFailure } from './replacing.ts';

const fail = failIn('origin');

export interface BatchPlan {
  readonly batch: string;
  readonly range: SerialRange;
  readonly shape: PassphraseShape;
  readonly lots: LotRange | null;
  /** What its cards will be; null for the card there was before there were products. */
  readonly product?: Product | null;
  /** Whose places its units take, in the order of their serials. */
  readonly replaces?: readonly string[];
}

export type PlanFailure =
  | SchemeFailure
  | ShapeFailure
  | FitFailure
  | ReplacingFailure
  | ShelfFailure
  | 'bad-batch'
  | 'bad-count'
  | 'batch-name-taken'
  /** Serials of an earlier batch would come again, or look as if they did. */
  | 'serials-taken'
  | 'bad-lot'
  | 'lot-taken';

/** What of a plan a sentence is about. */
export type PlanField = 'product' | 'replaces' | 'batch' | 'count' | 'scheme' | 'start' | 'shape' | 'lots';

export interface PlanRefusal {
  readonly field: PlanField;
  readonly failure: Failure<PlanFailure>;
}

/** What a batch would be, and what stands against it. */
export interface PlanReview {
  readonly refusals: readonly PlanRefusal[];
  /** The number of the first unit in its scheme. */
  readonly start: number;
  /** Null while scheme, start or count is refused. */
  readonly serials: SerialEnds | null;
  /** Of a passphrase. */
  readonly bits: number;
  /** Null where none are wanted, or they are refused. */
  readonly lots: { readonly first: LotNumbers; readonly last: LotNumbers } | null;
}

/** The first serials of a batch, and its last one. */
export interface SerialEnds {
  readonly first: readonly string[];
  readonly last: string;
}

/** Checks a plan against all that was ever planned here, finished or not. */
export function checkPlan(
  plan: BatchPlan,
  earlier: readonly OriginBatch[],
  serialsOf: SerialsOf,
): Result<BatchPlan, PlanFailure> {
  const [first] = reviewPlan(plan, earlier, serialsOf);
  return first === undefined ? ok(plan) : { ok: false, error: first.failure };
}

/** All that stands against a plan, for whoever fills it in field by field. What hangs on a bad field is left out. */
export function reviewPlan(
  plan: BatchPlan,
  earlier: readonly OriginBatch[],
  serialsOf: SerialsOf,
): readonly PlanRefusal[] {
  const { batch, range, shape, lots, product = null, replaces = [] } = plan;
  const count = checkCount(range.count);
  const counted = count === null;
  // A range of one stands in for a count that is not there yet: the scheme is judged all the same.
  const ranged = checkRange(counted ? range : { ...range, count: 1 });
  const shaped = checkShape(shape);
  const refusals: readonly (readonly [PlanField, Failed<PlanFailure> | null])[] = [
    ['batch', checkBatchName(batch, earlier)],
    ['count', count],
    ranged.ok ? ['scheme', null] : [ranged.error.kind === 'bad-scheme' ? 'scheme' : 'start', ranged],
    ['shape', shaped.ok ? null : shaped],
    ['start', ranged.ok && counted ? checkMeeting(range, earlier) : null],
    ['lots', lots !== null && counted ? checkLots(lots, earlier) : null],
    ['replaces', counted ? checkReplaced(replaces, range.count, earlier, serialsOf) : null],
    ['product', product !== null && ranged.ok && shaped.ok ? fitsProduct(product, { shape, scheme: range }) : null],
  ];
  return refusals.flatMap(([field, failed]) => (failed === null ? [] : [{ field, failure: failed.error }]));
}

/** A name no batch has had, and a number of units a transfer can hold. */
export const checkName = (
  batch: string,
  count: number,
  earlier: readonly OriginBatch[],
): Failed<'bad-batch' | 'bad-count' | 'batch-name-taken'> | null => checkBatchName(batch, earlier) ?? checkCount(count);

function checkBatchName(
  batch: string,
  earlier: readonly OriginBatch[],
): Failed<'bad-batch' | 'batch-name-taken'> | null {
  if (!v.is(BatchName, batch)) {
    return fail('bad-batch', 'A batch is named by 1 to 24 capital letters, digits and single inner hyphens.');
  }
  if (!earlier.some((known) => known.batch === batch)) return null;
  return fail('batch-name-taken', `There is a batch ${batch} here already. Resume it, or choose another name.`, {
    batch,
  });
}

function checkCount(count: number): Failed<'bad-count'> | null {
  if (Number.isInteger(count) && count >= 1 && count <= MOST_UNITS) return null;
  return fail('bad-count', `A batch has 1 to ${MOST_UNITS} units.`, { most: MOST_UNITS });
}

function checkMeeting(range: SerialRange, earlier: readonly OriginBatch[]): Failed<'serials-taken'> | null {
  const met = earlier.find(({ source }) => source.kind === 'made' && mayMeet(source.range, range));
  if (met === undefined) return null;
  return fail(
    'serials-taken',
    `Serials of this batch could be taken for some of batch ${met.batch}. Choose another start or another prefix.`,
    { batch: met.batch },
  );
}

function checkLots(lots: LotRange, earlier: readonly OriginBatch[]): Failed<'bad-lot' | 'lot-taken'> | null {
  const first = parseLot(lots.lot, lots.sequence);
  if (!first.ok) return first;
  if (numberOf(lots) + lots.count > 2 ** 32) {
    return fail('bad-lot', `${lots.count} units from this lot and sequence on do not fit. Take a lower lot.`);
  }
  const met = earlier.find(({ source }) => {
    const other = source.kind === 'made' ? source.lots : null;
    if (other === null) return false;
    return numberOf(lots) < numberOf(other) + other.count && numberOf(other) < numberOf(lots) + lots.count;
  });
  if (met === undefined) return null;
  return fail('lot-taken', `Batch ${met.batch} has lot and sequence numbers of this batch. Take another lot.`, {
    batch: met.batch,
  });
}

/** The lowest number of a scheme that is above all it was used for. */
export function nextStart(scheme: SerialScheme, earlier: readonly OriginBatch[]): number {
  const ends = earlier.flatMap(({ source }) => {
    if (source.kind !== 'made') return [];
    const { prefix, digits, check, order, start, count } = source.range;
    const same =
      prefix === scheme.prefix && digits === scheme.digits && check === scheme.check && order === scheme.order;
    return same ? [start + count] : [];
  });
  return Math.max(1, ...ends);
}
