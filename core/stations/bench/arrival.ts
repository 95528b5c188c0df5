/**
 * Cards arrive at Bench in sealed packages. They are counted before anybody here knows what the sender says; then the two
 * are compared, and a difference is an incident, which holds every batch until somebody has answered for it.
 */
import type { EventOf, JournalEvent } from '../../journal/event.ts';
import type { Person } from '../../people/person.ts';
import type { PackageLine } from '../../transfer/units.ts';

type Arrived = EventOf<'cards-arrived'>['packages'];

/** Every package that is said or was found: null where the other side knows nothing of it. */
export function comparePackages(said: readonly PackageLine[], found: readonly PackageLine[]): Arrived {
  const cardsOf = (list: readonly PackageLine[], seal: string): number | null =>
    list.find((one) => one.seal === seal)?.cards ?? null;
  const seals = [...new Set([...said, ...found].map(({ seal }) => seal))];
  return seals.map((seal) => ({ seal, said: cardsOf(said, seal), found: cardsOf(found, seal) }));
}

export const differing = (packages: Arrived): Arrived => packages.filter(({ said, found }) => said !== found);

/** What goes on record of a shipment that was counted: with an incident where it is not what its sender says. */
export function arrived(
  { batch, part, digest }: { readonly batch: string; readonly part: number; readonly digest: string },
  packages: Arrived,
  by: Person,
): readonly JournalEvent[] {
  const record: JournalEvent = { kind: 'cards-arrived', batch, part, digest, packages, by };
  const differences = differing(packages);
  if (differences.length === 0) return [record];
  const told = differences.map(({ seal, said, found }) => `${seal}: ${said ?? 'none'} said, ${found ?? 'none'} found`);
  const detail = `batch ${batch}, shipment ${part}; ${told.join('; ')}`;
  return [record, { kind: 'incident', reason: 'shipment-differs', serial: null, detail }];
}
