/**
 * Cards that are held because a sticker was read where it does not belong. One mis-aimed scan condemns nobody, and what
 * two of them have held comes free: each card is scanned again and reads as its own, then two people release both.
 */
import type { JournalEvent } from '../../journal/event.ts';
import { failIn, ok, type Result } from '../../base/result.ts';
import { benchLife, RELEASED, type BenchUnit } from '../../life/bench-life.ts';
import type { RecordsOf, UnitLookup } from './verification.ts';

const fail = failIn('bench');

export interface Hold {
  /** The other card of the pair; null where the sticker was nobody's. */
  readonly other: string | null;
  /** Its sticker was read again since it is held, on this card, and is its own. */
  readonly reread: boolean;
}

/** How a card is held, from all that is on record of it, oldest first; null of one that is not. */
export function holdOf(records: readonly JournalEvent[]): Hold | null {
  return records.reduce<Hold | null>(held, null);
}

/**
 * The serials that come free together: the card, and the other one of its pair, if that is held for the same. Refused
 * where one of them was not read as its own since it is held.
 */
export function heldPair(unit: BenchUnit, units: UnitLookup, records: RecordsOf): Result<readonly string[]> {
  const pair = [unit, ...otherHeld(unit, units, records)].map(({ serial }) => serial);
  const unread = pair.find((serial) => holdOf(records(serial))?.reread !== true);
  if (unread === undefined) return ok(pair);
  const sentence = `${unread} was not scanned again since it is held: scan its serial and its sticker first.`;
  return fail('not-reread', sentence, { serial: unread });
}

function otherHeld({ serial }: BenchUnit, units: UnitLookup, records: RecordsOf): readonly BenchUnit[] {
  const other = holdOf(records(serial))?.other ?? null;
  const unit = other === null ? null : units.unit(other);
  const isHeld = unit !== null && (unit.state === 'condemned' || benchLife.may(unit, 'unit-released'));
  return isHeld && holdOf(records(unit.serial))?.other === serial ? [unit] : [];
}

function held(hold: Hold | null, event: JournalEvent): Hold | null {
  switch (event.kind) {
    case 'unit-condemned':
    case 'unit-quarantined':
      if (!RELEASED.includes(event.reason)) return null;
      return { other: event.other ?? hold?.other ?? null, reread: false };
    case 'hold-reread':
      return hold === null ? null : { ...hold, reread: true };
    case 'unit-released':
    case 'unit-put-aside':
      return null;
    default:
      return hold;
  }
}
