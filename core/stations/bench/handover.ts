/**
 * Units that leave one bench for another before they are etched. Whoever gives them up has that on disk before the
 * transfer exists; whoever takes them takes each once, ever. So of two benches one alone can give a unit an etch job.
 */
import type { EventOf, JournalEvent } from '../../journal/event.ts';
import { failIn, ok, type Failed, type Result } from '../../base/result.ts';
import { benchLife, type BenchUnit } from '../../life/bench-life.ts';
import { twoPeople, type People } from '../../people/person.ts';
import type { ProductRef } from '../../product/product.ts';
import { checkWords } from '../../people/words.ts';
import { MOST_HOPS } from '../../transfer/units.ts';
import type { Transfer } from '../../transfer/transfer.ts';
import { because } from './reasons.ts';
import type { UnitLookup } from './verification.ts';

const fail = failIn('bench');
const failProduct = failIn('product');

/** What is to be given up, and to whom. */
export interface Giving {
  readonly batch: string;
  readonly serials: readonly string[];
  /** The other bench, by name. */
  readonly to: string;
  readonly people: People;
  readonly reason: string;
}

export interface GivingPorts {
  readonly units: Pick<UnitLookup, 'unit'>;
  readonly brokenOff: (batch: string) => boolean;
  /** Customers keep its passphrases: what is sealed of it are their codes. */
  readonly supplied: (batch: string) => boolean;
  /** The benches that had a unit before this one. */
  readonly been: (serial: string) => readonly string[];
  /** The other benches that are trusted here; `null` in training, where none is known. */
  readonly benches: readonly string[] | null;
}

/**
 * What goes on record before units leave.
 *
 * @param part which handover of this batch to that bench it will be, from 1
 */
export function givenUp(
  { batch, serials, to, people, reason }: Giving,
  part: number,
  { units, brokenOff, supplied, been, benches }: GivingPorts,
): Result<EventOf<'units-handed-over'>> {
  const signed = twoPeople(people);
  if (!signed.ok) return signed;
  const refused = checkWords(reason);
  if (refused !== null) return refused;
  if (benches !== null && !benches.includes(to)) {
    return fail('no-such-bench', `No other bench ${to} is trusted here. Compare its words and pin it first.`, { to });
  }
  if (serials.length === 0)
    return fail('nothing-to-hand-over', `No unit of batch ${batch} waits to be etched.`, { batch });
  if (supplied(batch)) {
    return fail('supplied-stays', `Customers keep the passphrases of batch ${batch}: its units are not handed over.`, {
      batch,
    });
  }
  // Where records are lost, nobody knows which of them were etched, or handed over already.
  if (brokenOff(batch)) return { ok: false, error: because('broken-off', { serial: serials[0] ?? '' }) };
  for (const serial of serials) {
    const unit = units.unit(serial);
    if (unit?.batch !== batch) return { ok: false, error: because('unknown-serial', { serial }) };
    const allowed = benchLife.allow(unit, 'units-handed-over');
    if (!allowed.ok) return allowed;
    const before = been(serial);
    if (before.includes(to) || before.length + 1 >= MOST_HOPS) {
      return fail(
        'goes-back',
        `${serial} has been at ${to} before, or at too many benches. Hand it over to another one.`,
        {
          serial,
          to,
        },
      );
    }
  }
  return ok({ kind: 'units-handed-over', batch, serials, to, part, reason, signatures: signed.value });
}

export interface TakingPorts {
  /** Whether two people have ever gone on here without records. */
  readonly lostRecords: () => boolean;
  /** Whether that was after this batch was opened: nothing of it is etched here any more, whatever comes to it. */
  readonly brokenOff: (batch: string) => boolean;
  readonly closed: (batch: string) => boolean;
  readonly supplied: (batch: string) => boolean;
  /** What the cards of a batch that is here are of; `null` where it is not here. */
  readonly known: (batch: string) => { readonly product?: ProductRef } | null;
  /** A unit that has been here, in any batch, and what of this one it has; `null` where there is none. */
  readonly seen: (unit: Pick<BenchUnit, 'serial' | 'publicKey' | 'address'>) => { readonly batch: string } | null;
}

/** Why a handover is not taken; `null` where it may be. */
export function objectionToTaking(
  { file, manifest: { batch, product }, units }: Pick<Transfer<'handover'>, 'file' | 'manifest' | 'units'>,
  { lostRecords, brokenOff, closed, supplied, known: knownBatch, seen }: TakingPorts,
): Failed | null {
  // Into a batch that is broken off units may come: they are put aside there, and counted.
  if (lostRecords() && !brokenOff(batch)) {
    return fail(
      'records-lost-here',
      `Records of this station were lost: nobody knows what it had taken over and etched. ${file} is not taken here: hand the units over to another bench.`,
      { file },
    );
  }
  if (closed(batch)) {
    return fail('already-closed', `Batch ${batch} is closed already.`, { batch });
  }
  if (supplied(batch)) {
    return fail('supplied-stays', `Customers keep the passphrases of batch ${batch}: its units are not handed over.`, {
      batch,
    });
  }
  const here = knownBatch(batch);
  if (here !== null && here.product?.hash !== product?.hash) {
    const sentence = `${file} is of the product ${product?.name ?? 'none'}, and batch ${batch} here of ${here.product?.name ?? 'none'}, or of another edition of it. Nothing was taken: call your supervisor.`;
    return failProduct('products-differ', sentence);
  }
  for (const unit of units) {
    const known = seen(unit);
    if (known === null) continue;
    const { serial } = unit;
    return fail(
      'unit-was-here',
      `${file} holds ${serial}, which has been at this bench before, in batch ${known.batch}. A unit is taken over once. Nothing was taken: call your supervisor.`,
      { file, serial, batch: known.batch },
    );
  }
  return null;
}

/** The records of units that are taken over; they count with the last one. */
export function takenOver({ manifest, units, digest }: Transfer<'handover'>): {
  readonly units: readonly JournalEvent[];
  readonly added: EventOf<'units-added'>;
} {
  const { batch, from, part = 0, product } = manifest;
  return {
    units: units.map(({ serial, address, publicKey, confirmation, sticker, been }) => {
      return { kind: 'unit-received', batch, serial, address, publicKey, confirmation, sticker, taken: from, been };
    }),
    added: {
      ...{ kind: 'units-added', batch, count: units.length, from, part, handover: digest },
      ...(product === undefined ? {} : { product }),
    },
  };
}
