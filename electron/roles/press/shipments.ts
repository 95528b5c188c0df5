/** Press's side of shipments: what is in which sealed package goes to Bench as a signed transfer, and on record. */
import { onePerson } from '../../../core/people/person.ts';
import { ok, type Result } from '../../../core/base/result.ts';
import type { PressBatch } from '../../../core/stations/press/book.ts';
import { nextShipment, pastShipment } from '../../../core/stations/press/shipping.ts';
import type { PackageLine } from '../../../core/transfer/units.ts';
import type { PressStationParts } from './parts.ts';

/** What is to leave; with `part`, one that has left is written once more, and its packages are those on record. */
export interface WantedShipment {
  readonly packages: readonly PackageLine[];
  readonly person: string;
  readonly part?: number;
  /** Which bench it is for, where several are trusted. */
  readonly to?: string;
}

export async function shipCards(
  { book, delivery, journal }: Pick<PressStationParts, 'book' | 'delivery' | 'journal'>,
  batch: PressBatch,
  wanted: WantedShipment,
  directory: string,
): Promise<Result<{ readonly file: string; readonly part: number }>> {
  const by = onePerson(wanted.person);
  if (!by.ok) return by;
  const before = wanted.part === undefined ? null : pastShipment(batch, wanted.part);
  if (before?.ok === false) return before;
  const used = book.batches().flatMap(({ shipments }) => shipments);
  const next = before === null ? nextShipment(batch, wanted.packages, used) : before;
  if (!next.ok) return next;
  const { part, packages } = next.value;
  const units = packages.map(({ seal, cards }) => ({ seal, cards }));
  const to = before?.value.to ?? wanted.to;
  const leaving = { batch: batch.batch, units, says: { part }, ...(to === undefined ? {} : { to }) };
  const sent = await delivery.send('shipment', leaving, directory);
  if (!sent.ok) return sent;
  const { file, to: bench, sequence, digest } = sent.value;
  if (before === null)
    await journal.append([
      { kind: 'cards-shipped', batch: batch.batch, part, to: bench, packages: units, sequence, digest, by: by.value },
    ]);
  return ok({ file, part });
}
