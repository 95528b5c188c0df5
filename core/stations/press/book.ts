/**
 * Press's book: every batch, unit, code and sticker it ever had, folded from the journal's records alone. It lives in
 * memory, some 700 bytes a unit of an open batch and 150 a unit of a closed one.
 */
import type { EventOf, JournalEvent } from '../../journal/event.ts';
import type { DestructionStep } from '../../journal/events/press.ts';
import {
  orderedUnit,
  PRESS_STATES,
  pressLife,
  type PressStep,
  type PressUnit,
  type PressUnitState,
} from '../../life/press-life.ts';
import { noUnits } from '../../life/machine.ts';
import { ofShare, withReceipt, withReturn } from './returns.ts';
import { emptyShelves, freshPages, pagesOn, unitsOn, type Pages, type PressBatch, type Shelves } from './shelves.ts';

export type { PressBatch };

/** How many of a batch's stickers went where. `printed` are those that came out, or may have. */
export interface StickerCounts {
  readonly printed: number;
  /** Scanned back and found good. Whether a sticker is on its card, nobody here has seen. */
  readonly proven: number;
  readonly destroyed: number;
}

export interface PressBook {
  /** Takes the journal's next event. Throws on what the unit's machine does not allow. */
  apply(event: JournalEvent): void;
  /** In the order they were taken. */
  batches(): readonly PressBatch[];
  batch(name: string): PressBatch | null;
  unit(serial: string): PressUnit | null;
  /** By owner entropy (hex): of which unit an EPK claims to be. */
  unitByOwner(owner: string): PressUnit | null;
  unitByAddress(address: string): PressUnit | null;
  units(batch: string): Iterable<PressUnit>;
  /** Units whose sticker is at the printer, printed or in doubt: what somebody has in hand. */
  inHand(batch: string): readonly string[];
  counts(batch: string): Readonly<Record<PressUnitState, number>>;
  stickers(batch: string): StickerCounts;
  /** How many were laid on their cards here, as scanned there. */
  applied(batch: string): number;
  /** The batch in which a code was used before, by either of its halves; codes count once their order stands. */
  codeSeen(owner: string, point: string): string | null;
  /** The batch that had this serial before. */
  serialSeen(serial: string): string | null;
  /** The number of the sticker to be printed next, by all of the station. */
  readonly nextSticker: number;
  /** What was returned, in order. */
  returns(): readonly EventOf<'return-written'>[];
  done(batch: string, step: DestructionStep): boolean;
  /** How long the journal was when two people last went on without records that had been here; 0: they never have. */
  readonly lostSince: number;
}

export function createPressBook(): PressBook {
  const shelves = emptyShelves();
  const { batches, units, owners, addresses, serialsEver, codesEver, returns } = shelves;
  const unitsOf = (batch: string): Iterable<PressUnit> => unitsOn(shelves, batch);

  const find = (by: ReadonlyMap<string, string>, value: string): PressUnit | null =>
    units.get(by.get(value) ?? '') ?? null;

  function counts(batch: string): Record<PressUnitState, number> {
    const all = { ...NONE };
    for (const { state } of unitsOf(batch)) all[state]++;
    return all;
  }

  return {
    batches: () => [...batches.values()].map(({ batch }) => batch),
    batch: (name) => batches.get(name)?.batch ?? null,
    unit: (serial) => units.get(serial) ?? null,
    unitByOwner: (owner) => find(owners, owner),
    unitByAddress: (address) => find(addresses, address),
    units: unitsOf,
    inHand: (batch) => [...(batches.get(batch)?.inHand ?? [])],
    counts,
    stickers(batch) {
      const { intended, neverOut, destroyed } = pagesOn(batches, batch);
      const { proven, applied, returned } = counts(batch);
      return { printed: intended - neverOut, proven: proven + applied + returned, destroyed };
    },
    applied: (batch) => pagesOn(batches, batch).applied,
    codeSeen: (owner, point) => codesEver.get(owner) ?? codesEver.get(point) ?? null,
    serialSeen: (serial) => serialsEver.get(serial) ?? null,
    get nextSticker() {
      return shelves.stickers + 1;
    },
    returns: () => returns,
    get lostSince() {
      return shelves.lostSince;
    },
    done: (batch, wanted) => batches.get(batch)?.batch.steps.some(({ step: one }) => one === wanted) ?? false,
    apply: createFold(shelves),
  };
}

/** What a return says of is on its way to Bench: of a divided batch, the units of its share. */
function returnUnits(shelves: Shelves, event: EventOf<'return-written'>): void {
  const { batches, units, returns } = shelves;
  returns.push(event);
  const { batch } = pagesOn(batches, event.batch);
  for (const unit of unitsOn(shelves, event.batch)) {
    if (ofShare(batch, event.share, unit.serial) && pressLife.may(unit, event.kind))
      units.set(unit.serial, pressLife.apply(unit, event));
  }
}

/** Puts the journal's next event on the shelves. */
function createFold(shelves: Shelves): PressBook['apply'] {
  const { batches, units, owners, addresses, serialsEver, codesEver } = shelves;
  const arriving = new Map<string, EventOf<'unit-ordered'>[]>();
  const pagesOf = (batch: string): Pages => pagesOn(batches, batch);
  const change = (batch: string, part: Partial<PressBatch>): void => {
    const pages = pagesOf(batch);
    pages.batch = { ...pages.batch, ...part };
  };

  /** The units ordered last make up the batch; what an import that was cut short left before them does not count. */
  function takeOrder(event: EventOf<'order-taken'>): void {
    const { batch, count } = event;
    const ordered = (arriving.get(batch) ?? []).slice(-count);
    arriving.delete(batch);
    for (const [position, one] of ordered.entries()) {
      units.set(one.serial, orderedUnit(one, position));
      owners.set(one.owner, one.serial);
      serialsEver.set(one.serial, batch);
      codesEver.set(one.owner, batch).set(one.point, batch);
    }
    const serials = ordered.map(({ serial }) => serial);
    batches.set(batch, freshPages(event, serials));
  }

  function intendKeys(event: EventOf<'keying-intended'>): void {
    const { batch, from, count } = event;
    for (const serial of pagesOf(batch).batch.serials.slice(from, from + count)) {
      const unit = units.get(serial) as PressUnit;
      if (pressLife.may(unit, event.kind)) units.set(serial, pressLife.apply(unit, event));
    }
  }

  function step(event: PressStep): void {
    const before = units.get(event.serial);
    if (before?.batch !== event.batch) throw new Error(`record of ${event.kind} for ${event.serial}, of no open batch`);
    const after = pressLife.apply(before, event);
    units.set(event.serial, after);
    const pages = pagesOf(event.batch);
    if (PRESS_STATES[after.state].inHand === true) pages.inHand.add(event.serial);
    else pages.inHand.delete(event.serial);
    if (event.kind === 'unit-keyed') addresses.set(event.address, event.serial);
    if (event.kind === 'sticker-destroyed') pages.destroyed++;
    if (event.kind === 'sticker-applied') pages.applied++;
    if (event.kind === 'sticker-spoilt' && before.state === 'applied') pages.applied--;
    if (event.kind === 'sticker-unsent' || event.kind === 'sticker-absent') pages.neverOut++;
    if (event.kind !== 'sticker-intended') return;
    pages.intended++;
    shelves.stickers++;
  }

  /** What is closed is over: of its units only the names and codes stay, so that none is ever used again. */
  function close(event: EventOf<'press-batch-closed'>): void {
    for (const serial of pagesOf(event.batch).batch.serials) {
      const unit = units.get(serial);
      owners.delete(unit?.owner ?? '');
      addresses.delete(unit?.keyed?.address ?? '');
      units.delete(serial);
    }
    change(event.batch, { closed: event, serials: [] });
  }

  return (event) => {
    shelves.records++;
    switch (event.kind) {
      case 'unit-ordered': {
        const list = arriving.get(event.batch) ?? [];
        list.push(event);
        arriving.set(event.batch, list);
        return;
      }
      case 'order-taken':
        return takeOrder(event);
      case 'batch-key-made':
        return change(event.batch, { fingerprint: event.fingerprint });
      case 'keying-intended':
        return intendKeys(event);
      case 'cards-shipped':
        return change(event.batch, { shipments: [...pagesOf(event.batch).batch.shipments, event] });
      case 'return-written':
        returnUnits(shelves, event);
        return change(event.batch, withReturn(pagesOf(event.batch).batch, event));
      case 'receipt-taken':
        return change(event.batch, withReceipt(pagesOf(event.batch).batch, event));
      case 'destruction-begun':
        return change(event.batch, { destruction: event });
      case 'destruction-step':
        return change(event.batch, { steps: [...pagesOf(event.batch).batch.steps, event] });
      case 'press-batch-closed':
        return close(event);
      case 'history-accepted':
        if (!event.lost) return;
        shelves.lostSince = shelves.records;
        for (const batch of batches.keys()) change(batch, { brokenOff: true });
        return;
      default:
        if (pressLife.isStep(event)) step(event);
    }
  };
}

const NONE = noUnits(PRESS_STATES);
