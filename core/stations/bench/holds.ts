/**
 * Cards that are held because a sticker was read where it does not belong. One mis-aimed scan condemns nobody, and what
 * two of them have held comes free: each card is scanned again and reads as its own, then two people release both.
 */
import type { JournalEvent } from '../../journal/event.ts';
import { RELEASED } from '../../life/bench-life.ts';

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
