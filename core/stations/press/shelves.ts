/** What Press's book is kept on, in memory alone: its batches, units, codes and stickers. */
import type { EventOf } from '../../journal/event.ts';
import type { PressUnit } from '../../life/press-life.ts';

export interface PressBatch {
  readonly batch: string;
  readonly taken: EventOf<'order-taken'>;
  /** In the order's order; empty once the batch is closed. */
  readonly serials: readonly string[];
  readonly fingerprint: string | null;
  /** The last of its returns, once every bench that it is divided over has one. */
  readonly returned: EventOf<'return-written'> | null;
  readonly returns: readonly EventOf<'return-written'>[];
  readonly shipments: readonly EventOf<'cards-shipped'>[];
  /** Bench's word that it has the return; the last of them, once every bench has its own. */
  readonly receipt: EventOf<'receipt-taken'> | null;
  readonly receipts: readonly EventOf<'receipt-taken'>[];
  readonly destruction: EventOf<'destruction-begun'> | null;
  readonly steps: readonly EventOf<'destruction-step'>[];
  readonly closed: EventOf<'press-batch-closed'> | null;
  /** Records were lost after it was taken: nobody knows what else was made of it. */
  readonly brokenOff: boolean;
}

export interface Pages {
  batch: PressBatch;
  readonly inHand: Set<string>;
  intended: number;
  neverOut: number;
  destroyed: number;
  applied: number;
}

/** All that is kept, in memory alone. */
export interface Shelves {
  readonly batches: Map<string, Pages>;
  readonly units: Map<string, PressUnit>;
  readonly owners: Map<string, string>;
  readonly addresses: Map<string, string>;
  /** Every serial and code that ever was, to its batch: also of batches long closed. */
  readonly serialsEver: Map<string, string>;
  readonly codesEver: Map<string, string>;
  readonly returns: EventOf<'return-written'>[];
  stickers: number;
  /** How many records there were, and how many when some were lost last. */
  records: number;
  lostSince: number;
}

export const emptyShelves = (): Shelves => ({
  batches: new Map(),
  units: new Map(),
  owners: new Map(),
  addresses: new Map(),
  serialsEver: new Map(),
  codesEver: new Map(),
  returns: [],
  stickers: 0,
  records: 0,
  lostSince: 0,
});

export const pagesOn = (batches: Shelves['batches'], batch: string): Pages => {
  const pages = batches.get(batch);
  if (pages === undefined) throw new Error(`record of batch ${batch}, which was never taken`);
  return pages;
};

export function* unitsOn({ batches, units }: Shelves, batch: string): Generator<PressUnit> {
  for (const serial of batches.get(batch)?.batch.serials ?? []) yield units.get(serial) as PressUnit;
}

/** Of a batch that was just taken: nothing of it is made yet. */
export const freshPages = (taken: EventOf<'order-taken'>, serials: readonly string[]): Pages => ({
  batch: {
    batch: taken.batch,
    taken,
    serials,
    fingerprint: null,
    returned: null,
    returns: [],
    shipments: [],
    receipt: null,
    receipts: [],
    destruction: null,
    steps: [],
    closed: null,
    brokenOff: false,
  },
  inHand: new Set(),
  intended: 0,
  neverOut: 0,
  destroyed: 0,
  applied: 0,
});
