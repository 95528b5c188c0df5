/** From Press's book to what is shown of a batch, and to what is to be done at the printer next. */
import type { Coin } from '../../coins/coins.ts';
import { depositCoin } from './keying.ts';
import { namesOf } from '../../people/person.ts';
import { cardsIn } from '../../transfer/packages.ts';
import type { PackageLine } from '../../transfer/units.ts';
import type { PressBatch, PressBook, StickerCounts } from './book.ts';
import type { Sighting } from './proving.ts';
import type { PressUnit, PressUnitState } from '../../life/press-life.ts';

export interface PressBatchView {
  readonly batch: string;
  readonly origin: string;
  readonly count: number;
  readonly coins: readonly Coin[];
  /** Whose address stands on the stickers. */
  readonly deposit: Coin;
  /** All 0 once the batch is closed. */
  readonly states: Readonly<Record<PressUnitState, number>>;
  readonly stickers: StickerCounts;
  readonly fingerprint: string | null;
  /** Of a batch that is divided over benches: whose share is returned, and to whom. */
  readonly shares: readonly { readonly bench: string; readonly to: string | null }[];
  readonly returned: { readonly to: string; readonly count: number; readonly withdrawn: number } | null;
  /** What has left in sealed packages, in its order. */
  readonly shipments: readonly ShipmentView[];
  /** The Bench that has said it has the return. */
  readonly receipt: string | null;
  /** Who began to destroy it. */
  readonly destroying: readonly [string, string] | null;
  readonly closed: boolean;
}

/** One that is on record, and can be written once more. */
export interface ShipmentView {
  readonly part: number;
  readonly to: string;
  readonly cards: number;
  readonly packages: readonly PackageLine[];
}

/** What is to be done at the printer now. `upper`, `lower`: layers that were read. */
export type LineStep =
  | { readonly at: 'no-batch' | 'no-keys' | 'done' | 'returned' }
  /** There is something to print, and the key is not in memory. */
  | { readonly at: 'no-key'; readonly serial: string }
  | { readonly at: 'print'; readonly serial: string }
  | { readonly at: 'printing'; readonly serial: string; readonly sticker: string }
  | OnTheTable<'scan'>
  /** Nobody knows by software whether it came out. */
  | (OnTheTable<'doubt'> & { readonly reason: string })
  /** A spoilt sticker waits for its destruction to be confirmed. */
  | { readonly at: 'destroy'; readonly serial: string; readonly sticker: string; readonly reason: string };

interface OnTheTable<A extends string> {
  readonly at: A;
  readonly serial: string;
  readonly sticker: string;
  readonly upper: boolean;
  readonly lower: boolean;
}

interface PressUnitRow {
  readonly serial: string;
  readonly state: PressUnitState;
  readonly sticker: string | null;
  readonly address: string | null;
  readonly reason: string | null;
}

export interface PressUnitsPage {
  readonly total: number;
  readonly rows: readonly PressUnitRow[];
}

type Book = Omit<PressBook, 'apply'>;

export function batchView(found: PressBatch, book: Book): PressBatchView {
  const { batch, taken, fingerprint, returned, receipt, destruction, closed } = found;
  const states = book.counts(batch);
  return {
    batch,
    origin: taken.origin,
    count: taken.count,
    coins: taken.coins as readonly Coin[],
    deposit: depositCoin(found),
    states,
    stickers: closed ?? book.stickers(batch),
    fingerprint,
    shares: (taken.shares ?? []).map(({ bench }) => ({
      bench,
      to: found.returns.findLast(({ share }) => share === bench)?.to ?? null,
    })),
    returned:
      returned === null
        ? null
        : { to: returned.to, count: returnedCount(found), withdrawn: taken.count - returnedCount(found) },
    shipments: found.shipments.map(({ part, to, packages }) => ({ part, to, cards: cardsIn(packages), packages })),
    receipt: receipt?.from ?? null,
    destroying: destruction === null ? null : namesOf(destruction.signatures),
    closed: closed !== null,
  };
}

/** How things stand at the printer, beside what is on record. */
export interface Hand {
  /** The batch's key is in memory. */
  readonly ready: boolean;
  readonly seen: Sighting | null;
}

/**
 * What is to be done next. What somebody has in hand comes first; then what is spoilt and still exists; only then is
 * anything new begun.
 */
export function lineStep(found: PressBatch | null, book: Book, { ready, seen }: Hand): LineStep {
  if (found === null) return { at: 'no-batch' };
  const { batch, returned, closed } = found;
  if (returned !== null || closed !== null) return { at: 'returned' };
  const [serial] = book.inHand(batch);
  const inHand = serial === undefined ? null : book.unit(serial);
  if (inHand !== null) return onTheTable(inHand, seen);
  let next: PressUnit | null = null;
  let keyless = false;
  for (const unit of book.units(batch)) {
    const { state } = unit;
    if (state === 'spoilt') {
      return { at: 'destroy', serial: unit.serial, sticker: unit.sticker ?? '', reason: unit.reason ?? '' };
    }
    if (state === 'keyed') next ??= unit;
    else if (state === 'ordered' || state === 'keying') keyless = true;
  }
  if (next !== null) return { at: ready ? 'print' : 'no-key', serial: next.serial };
  return { at: keyless ? 'no-keys' : 'done' };
}

function onTheTable({ serial, sticker, state, reason }: PressUnit, seen: Sighting | null): LineStep {
  const its = seen?.serial === serial ? seen : null;
  const about = { serial, sticker: sticker ?? '' };
  if (state === 'printing') return { at: 'printing', ...about };
  const read = { upper: its?.upper ?? false, lower: its?.lower ?? false };
  return state === 'in-doubt'
    ? { at: 'doubt', ...about, ...read, reason: reason ?? '' }
    : { at: 'scan', ...about, ...read };
}

/** What is printed by itself, once a sticker is proven; null where a person begins. */
export function nextToPrint(...at: Parameters<typeof lineStep>): string | null {
  const step = lineStep(...at);
  return step.at === 'print' ? step.serial : null;
}

export interface UnitQuestion {
  /** A part of the serial, the address or the sticker's number. */
  readonly search: string;
  readonly state: PressUnitState | null;
  readonly offset: number;
  readonly limit: number;
}

/** The units of a batch that fit a question, in the order's order. */
export function unitsPage(batch: string, book: Book, { search, state, offset, limit }: UnitQuestion): PressUnitsPage {
  const wanted = search.trim().toLowerCase();
  const rows: PressUnitRow[] = [];
  let total = 0;
  for (const unit of book.units(batch)) {
    if ((state !== null && unit.state !== state) || !fits(unit, wanted)) continue;
    if (total >= offset && rows.length < limit) rows.push(rowOf(unit));
    total++;
  }
  return { total, rows };
}

const fits = ({ serial, sticker, keyed }: PressUnit, wanted: string): boolean =>
  wanted === '' || [serial, sticker, keyed?.address].some((text) => text?.toLowerCase().includes(wanted));

const rowOf = ({ serial, state, sticker, reason, keyed }: PressUnit): PressUnitRow => ({
  serial,
  state,
  sticker,
  address: keyed?.address ?? null,
  reason,
});

/** Proven units that were returned: to one bench, or a share to each. */
function returnedCount({ returns }: PressBatch): number {
  const counts = new Map(returns.map(({ share = '', count }) => [share, count]));
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
