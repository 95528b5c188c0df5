/** Origin's side of shares: dividing a batch, giving the share of a bench that is no more to another, taking closings in. */
import type { JournalEvent } from '../../../core/journal/event.ts';
import { namesOf } from '../../../core/people/person.ts';
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import type { OriginBatch } from '../../../core/stations/origin/book.ts';
import { isComplete, reissued, shareClosed, type Reissue } from '../../../core/stations/origin/shares.ts';
import { checkShares, mapOf, type SharePlaces } from '../../../core/transfer/shares.ts';
import { findBatch, type OriginDesk } from './desk.ts';

const fail = failIn('origin');

/** Divides a batch of which nothing has left over benches, anew if it was divided before. */
export async function divideBatch(
  desk: OriginDesk,
  name: string,
  shares: readonly SharePlaces[],
): Promise<Result<OriginBatch>> {
  const found = findBatch(desk, name);
  if (!found.ok) return found;
  const batch = found.value;
  if (batch.leaving) {
    return fail('has-left', `Some of batch ${name} has left the station: it is divided as it is.`, { batch: name });
  }
  const event = await divided(desk, batch, shares);
  if (!event.ok) return event;
  await desk.parts.journal.append([event.value]);
  return ok(desk.parts.book.batch(name) as OriginBatch);
}

async function divided(
  desk: OriginDesk,
  batch: OriginBatch,
  shares: readonly SharePlaces[],
): Promise<Result<JournalEvent>> {
  const places = checkShares(shares, batch.count);
  if (!places.ok) return places;
  const serials = await serialsOf(desk, batch);
  if (!serials.ok) return serials;
  const ends = mapOf(places.value, serials.value);
  return ok({
    kind: 'batch-divided',
    batch: batch.batch,
    shares: places.value.map((place, i) => ({ ...place, first: ends[i]?.first ?? '', last: ends[i]?.last ?? '' })),
  });
}

/** Every serial of a batch: by its scheme, or as a customer gave them. */
async function serialsOf(desk: OriginDesk, batch: OriginBatch): Promise<Result<readonly string[]>> {
  const { source, count, coded } = batch;
  if (source.kind === 'made') {
    const { range } = source;
    const serials = desk.serialsOf(range);
    return ok(Array.from({ length: count }, (_, i) => serials.at(range.start + i)));
  }
  if (coded < count) {
    return fail(
      'unfinished-batch',
      `Batch ${batch.batch} has ${coded} of ${count} units. It is divided whole: resume it first.`,
      {
        batch: batch.batch,
        coded,
        count,
      },
    );
  }
  const serials: string[] = [];
  const read = await desk.store.marks(batch, ({ serial }) => void serials.push(serial));
  return read.ok ? ok(serials) : read;
}

/** Two people say that a bench is no more: its share goes to another, by a vault that is marked so. */
export async function reissueShare(desk: OriginDesk, reissue: Reissue): Promise<Result<OriginBatch>> {
  const found = findBatch(desk, reissue.batch);
  if (!found.ok) return found;
  const event = reissued(found.value, reissue);
  if (!event.ok) return event;
  const { batch, bench, to, reason, signatures } = event.value;
  const detail = `batch ${batch}: the share of ${bench} goes to ${to}, by ${namesOf(signatures).join(' and ')}: ${reason}`;
  await desk.parts.journal.append([event.value, { kind: 'incident', reason: 'share-reissued', serial: null, detail }]);
  return ok(desk.parts.book.batch(batch) as OriginBatch);
}

/** What Origin knows once a closing is taken in. */
export interface ClosingTaken {
  readonly batch: string;
  readonly bench: string;
  /** Every share of the batch is closed, and every unit is accounted for. */
  readonly complete: boolean;
}

/** Takes in what a bench says of the units it had. */
export async function takeClosing({ parts }: OriginDesk, path: string): Promise<Result<ClosingTaken>> {
  const incoming = await parts.intake.read('closing', path);
  if (!incoming.ok) return incoming;
  using closing = incoming.value;
  const { batch } = closing.transfer.manifest;
  const event = shareClosed(closing.transfer, parts.book.batch(batch));
  if (!event.ok) {
    if (event.error.kind === 'claimed-twice') {
      const serial = String(event.error.facts?.['serial'] ?? '');
      await parts.journal.append([{ kind: 'incident', reason: 'claimed-twice', serial, detail: `batch ${batch}` }]);
    }
    return event;
  }
  const taken = await parts.intake.accept([closing], [event.value]);
  if (!taken.ok) return taken;
  const known = parts.book.batch(batch);
  return ok({ batch, bench: event.value.bench, complete: known !== null && isComplete(known) });
}
