/** A batch before it is made: judged field by field while somebody fills it in, then put on record. */
import type { JournalEvent } from '../../../core/journal/event.ts';
import { lotAt } from '../../../core/bip38/lot.ts';
import type { Result } from '../../../core/base/result.ts';
import type { OriginBatch } from '../../../core/stations/origin/book.ts';
import {
  checkPlan,
  nextStart,
  reviewPlan,
  type BatchPlan,
  type PlanRefusal,
  type PlanReview,
} from '../../../core/stations/origin/plan.ts';
import { entropyBits } from '../../../core/card/passphrase.ts';
import type { SerialRange } from '../../../core/card/serial-scheme.ts';
import { hasSuppliedSerial } from './marks.ts';
import { noRoom, type BatchRequest, type OriginDesk } from './desk.ts';

/** How many of the first serials show what a scheme looks like. */
const SHOWN = 3;

/** What {@link planBatch} would say, but for what lies sealed and how full the disk is. Nothing comes of it. */
export function reviewBatch(desk: OriginDesk, request: BatchRequest): PlanReview {
  const plan = planOf(desk, request);
  const refusals = reviewPlan(plan, desk.parts.book.batches());
  const refused = (...fields: readonly PlanRefusal['field'][]): boolean =>
    refusals.some(({ field }) => fields.includes(field));
  const { range, lots } = plan;
  const [first, last] = refused('lots', 'count') ? [null, null] : [lotAt(lots, 0), lotAt(lots, range.count - 1)];
  return {
    refusals,
    start: range.start,
    serials: refused('scheme', 'count', 'start') ? null : endsOf(desk, range),
    bits: entropyBits(plan.shape),
    lots: first === null || last === null ? null : { first, last },
  };
}

/** The first serials of a range that can be written, and its last. */
export function endsOf(
  desk: OriginDesk,
  range: SerialRange,
): { readonly first: readonly string[]; readonly last: string } {
  const serials = desk.serialsOf(range);
  const first = Array.from({ length: Math.min(SHOWN, range.count) }, (_, place) => serials.at(range.start + place));
  return { first, last: serials.at(range.start + range.count - 1) };
}

/** Puts a batch on record. Its serials are taken from then on. */
export async function planBatch(desk: OriginDesk, request: BatchRequest): Promise<Result<OriginBatch>> {
  const { parts, keys } = desk;
  const planned = checkPlan(planOf(desk, request), parts.book.batches());
  if (!planned.ok) return planned;
  const { batch, range, shape, lots } = planned.value;
  const supplied = await hasSuppliedSerial(desk, range);
  if (!supplied.ok) return supplied;
  const { prefix, digits, start, check, count } = range;
  const short = await noRoom(parts, batch, count);
  if (short !== null) return short;
  const event: JournalEvent = {
    kind: 'batch-planned',
    ...{ batch, count, keys: keys.fingerprint, prefix, digits, start, check, permuted: range.order === 'permuted' },
    ...shape,
    ...{ lot: lots?.lot ?? null, sequence: lots?.sequence ?? null },
  };
  await parts.journal.append([event]);
  return { ok: true, value: parts.book.batch(batch) as OriginBatch };
}

function planOf({ parts }: OriginDesk, { batch, count, scheme, start, shape, lots }: BatchRequest): BatchPlan {
  const range = { ...scheme, start: start ?? nextStart(scheme, parts.book.batches()), count };
  return { batch, range, shape, lots: lots === null ? null : { ...lots, count } };
}
