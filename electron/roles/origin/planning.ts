/** A batch before it is made: judged field by field while somebody fills it in, then put on record. */
import type { JournalEvent } from '../../../core/journal/event.ts';
import { ok, type Result } from '../../../core/base/result.ts';
import { productRefOf } from '../../../core/product/product.ts';
import type { People } from '../../../core/people/person.ts';
import { abandoned } from '../../../core/stations/origin/abandon.ts';
import type { OriginBatch } from '../../../core/stations/origin/book.ts';
import { checkPlan, type PlanReview } from '../../../core/stations/origin/plan.ts';
import { planOf, reviewRequest, type BatchRequest } from '../../../core/stations/origin/review.ts';
import { hasSuppliedSerial } from './marks.ts';
import { findBatch, noRoom, type OriginDesk } from './desk.ts';

/** What {@link planBatch} would say, but for what lies sealed and how full the disk is. Nothing comes of it. */
export const reviewBatch = (desk: OriginDesk, request: BatchRequest): PlanReview =>
  reviewRequest(request, desk.parts.book.batches(), desk.serialsOf);

/** Puts a batch on record. Its serials are taken from then on. */
export async function planBatch(desk: OriginDesk, request: BatchRequest): Promise<Result<OriginBatch>> {
  const { parts, keys } = desk;
  const planned = checkPlan(planOf(request, parts.book.batches()), parts.book.batches(), desk.serialsOf);
  if (!planned.ok) return planned;
  const { batch, range, shape, lots, product = null, replaces = [] } = planned.value;
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
    ...(product === null ? {} : { product: productRefOf(product) }),
    ...(replaces.length === 0 ? {} : { replaces }),
  };
  await parts.journal.append([event]);
  return ok(parts.book.batch(batch) as OriginBatch);
}

/** Gives up a batch of which nothing has left. */
export async function abandonBatch(
  desk: OriginDesk,
  name: string,
  people: People,
  reason: string,
): Promise<Result<null>> {
  const found = findBatch(desk, name);
  if (!found.ok) return found;
  const event = abandoned(found.value, people, reason);
  if (!event.ok) return event;
  await desk.parts.journal.append([event.value]);
  return ok(null);
}
