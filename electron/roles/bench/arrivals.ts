/** Bench's side of shipments: counted by hand first, and only then is what the sender says read and compared. */
import { onePerson } from '../../../core/people/person.ts';
import { ok, type Result } from '../../../core/base/result.ts';
import { arrived, comparePackages, differing } from '../../../core/stations/bench/arrival.ts';
import { readPackages } from '../../../core/transfer/packages.ts';
import type { PackageLine } from '../../../core/transfer/units.ts';
import type { BenchStationParts } from './parts.ts';

export interface CountedArrival {
  readonly batch: string;
  readonly cards: number;
  /** Seals of which both sides do not say the same. */
  readonly differing: readonly string[];
}

/** @param found the packages as they were found and counted here */
export async function takeShipment(
  { intake }: Pick<BenchStationParts, 'intake'>,
  path: string,
  found: readonly PackageLine[],
  person: string,
): Promise<Result<CountedArrival>> {
  const by = onePerson(person);
  if (!by.ok) return by;
  const counted = readPackages(found);
  if (!counted.ok) return counted;
  const incoming = await intake.read('shipment', path);
  if (!incoming.ok) return incoming;
  using shipment = incoming.value;
  const { digest, manifest, units } = shipment.transfer;
  const { batch, part = 1 } = manifest;
  const packages = comparePackages(units, counted.value);
  const taken = await intake.accept([shipment], arrived({ batch, part, digest }, packages, by.value));
  if (!taken.ok) return taken;
  const cards = packages.reduce((sum, { found: here }) => sum + (here ?? 0), 0);
  return ok({ batch, cards, differing: differing(packages).map(({ seal }) => seal) });
}
