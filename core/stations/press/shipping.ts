/** Cards leave Press in sealed packages: a signed transfer tells Bench the seals and the counts. */
import type { EventOf } from '../../journal/event.ts';
import { failIn, ok, type Result } from '../../base/result.ts';
import { cardsIn, readPackages } from '../../transfer/packages.ts';
import type { PackageLine } from '../../transfer/units.ts';
import type { PressBatch } from './book.ts';

const fail = failIn('press');

export interface Shipment {
  /** Its number among those of the batch, from 1. */
  readonly part: number;
  readonly packages: readonly PackageLine[];
}

type Shipped = Pick<PressBatch, 'batch' | 'returns' | 'shipments'>;

/** The next shipment of a batch: no more cards than were returned, and no seal that was ever used here. */
export function nextShipment(
  batch: Shipped,
  named: readonly PackageLine[],
  used: readonly EventOf<'cards-shipped'>[],
): Result<Shipment> {
  const packages = readPackages(named);
  if (!packages.ok) return packages;
  const returned = batch.returns.reduce((sum, { counted }) => sum + counted, 0);
  if (returned === 0)
    return fail('not-returned', `The return of batch ${batch.batch} is not written yet. Write it first.`, {
      batch: batch.batch,
    });
  const seals = new Set(used.flatMap((one) => one.packages.map(({ seal }) => seal)));
  const again = named.find(({ seal }) => seals.has(seal));
  if (again !== undefined)
    return fail('seal-used', `Seal ${again.seal} was used before. A seal closes one package, once.`, {
      seal: again.seal,
    });
  const gone = batch.shipments.reduce((sum, one) => sum + cardsIn(one.packages), 0);
  const left = returned - gone;
  if (cardsIn(named) > left)
    return fail('too-many-cards', `${cardsIn(named)} cards are named, and ${left} of batch ${batch.batch} are left.`, {
      batch: batch.batch,
      named: cardsIn(named),
      left,
    });
  return ok({ part: batch.shipments.length + 1, packages: packages.value });
}

/** A shipment that is on record, to be written once more. */
export function pastShipment({ batch, shipments }: Shipped, part: number): Result<EventOf<'cards-shipped'>> {
  const found = shipments.find((one) => one.part === part);
  if (found !== undefined) return ok(found);
  return fail('no-such-shipment', `There is no shipment ${part} of batch ${batch} here.`, { batch, part });
}
