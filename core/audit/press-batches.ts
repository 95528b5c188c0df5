/** The batches of one Press, counted again from its records: one key a code, every sticker, and the order of destruction. */
import type { EventOf, JournalEvent } from '../journal/event.ts';
import { orderedUnit, pressLife, PRESS_STATES, type PressStep, type PressUnit } from '../life/press-life.ts';
import { benchOf, type Share } from '../transfer/shares.ts';
import type { Findings } from './findings.ts';
import type { TrackWriter } from './tracks.ts';

/** What one Press made of a batch. */
export interface PressShare {
  readonly batch: string;
  readonly record: number;
  /** Units of the order. */
  readonly count: number;
  /** Units of the return, of all shares together; `null` while not all of it is written. */
  readonly returned: number | null;
  readonly withdrawn: number;
  /** SHA-256 of the certificate, once the batch is closed. */
  readonly certificate: string | null;
}

interface Made {
  readonly record: number;
  readonly count: number;
  readonly serials: readonly string[];
  readonly steps: Set<string>;
  intended: number;
  neverOut: number;
  destroyed: number;
  withdrawn: number;
  readonly shares: readonly Share[];
  /** By whose share they are; one that is given a second time has two. */
  readonly returns: EventOf<'return-written'>[];
  readonly receipts: Set<string>;
  begun: boolean;
  certificate: string | null;
}

export interface PressAudit {
  take(event: JournalEvent, record: number): void;
  end(): readonly PressShare[];
}

const STEPS = ['key', 'seeds', 'codes', 'printer'] as const;

type Returned = Pick<Made, 'shares' | 'returns' | 'receipts'>;

/** Whether a unit is of this share; where nothing is divided, every unit is. */
const inShareOf = ({ shares }: Pick<Made, 'shares'>, share: string | undefined, serial: string): boolean =>
  share === undefined || benchOf(shares, serial) === share;

/** Its first return, and that of every share where it is divided. */
function wholeReturn({ shares, returns }: Returned): readonly EventOf<'return-written'>[] | null {
  const undivided = returns.find(({ share }) => share === undefined);
  if (undivided !== undefined) return [undivided];
  const found = shares.flatMap(({ bench }) => returns.find(({ share }) => share === bench) ?? []);
  return shares.length > 0 && found.length === shares.length ? found : null;
}

const returnedOf = (made: Returned): number | null =>
  wholeReturn(made)?.reduce((sum, { count }) => sum + count, 0) ?? null;

/** Whether somebody has said of every part of the return that it is there. */
function isReceived({ shares, returns, receipts }: Returned): boolean {
  const has = (wanted: string | undefined): boolean =>
    returns.some(({ share, digest }) => share === wanted && receipts.has(digest));
  return has(undefined) || (shares.length > 0 && shares.every(({ bench }) => has(bench)));
}

/** What is kept while a journal is read. */
interface Shelf {
  readonly findings: Findings;
  readonly ordered: Map<string, { readonly event: EventOf<'unit-ordered'>; readonly record: number }[]>;
  /** The code of a unit, and the record that names it. */
  readonly points: Map<string, { readonly point: string; readonly record: number }>;
  readonly units: Map<string, PressUnit>;
  readonly batches: Map<string, Made>;
}

/** Units from their order to their stickers. */
function createMaking({ findings, ordered, points, units, batches }: Shelf, code: TrackWriter, key: TrackWriter) {
  function takeOrder({ batch, count, shares = [] }: EventOf<'order-taken'>, record: number): void {
    const list = (ordered.get(batch) ?? []).slice(-count);
    ordered.delete(batch);
    findings.looked('balances');
    if (list.length !== count) findings.say('cards-lost', record, { batch, known: list.length, count });
    for (const [position, { event, record: at }] of list.entries()) {
      units.set(event.serial, orderedUnit(event, position));
      points.set(event.serial, { point: event.point, record: at });
    }
    const counts = { intended: 0, neverOut: 0, destroyed: 0, withdrawn: 0 };
    const none = { returns: [], receipts: new Set<string>(), begun: false, certificate: null };
    batches.set(batch, {
      record,
      count,
      serials: list.map(({ event }) => event.serial),
      steps: new Set(),
      shares: shares as readonly Share[],
      ...counts,
      ...none,
    });
  }

  /** Whether the life lets this happen to the unit; if so it has. */
  function move(serial: string, event: EventOf<(typeof pressLife.steps)[number]>, record: number): boolean {
    findings.looked('steps');
    const unit = units.get(serial);
    if (unit === undefined) {
      findings.say('step-of-nobody', record, { step: event.kind, serial });
      return false;
    }
    if (!pressLife.may(unit, event.kind)) {
      findings.say('step-forbidden', record, { step: event.kind, serial, state: unit.state });
      return false;
    }
    try {
      units.set(serial, pressLife.apply(unit, event));
      return true;
    } catch {
      // The life lets it happen, and the record is of another sticker than the unit has.
      findings.say('step-forbidden', record, { step: event.kind, serial, state: unit.state });
      return false;
    }
  }

  function step(event: PressStep, record: number): void {
    const made = batches.get(event.batch);
    if (event.kind === 'unit-keyed') {
      key.add(event.publicKey, record);
      const point = points.get(event.serial);
      if (point !== undefined) code.add(point.point, point.record);
    }
    if (!move(event.serial, event, record) || made === undefined) return;
    if (event.kind === 'sticker-intended') made.intended++;
    if (event.kind === 'sticker-unsent' || event.kind === 'sticker-absent') made.neverOut++;
    if (event.kind === 'sticker-destroyed') made.destroyed++;
    if (event.kind === 'unit-withdrawn') made.withdrawn++;
  }

  function intend(event: EventOf<'keying-intended'>, record: number): void {
    const of = batches.get(event.batch)?.serials.slice(event.from, event.from + event.count) ?? [];
    for (const serial of of) {
      // Gone on with after a power cut: what has its key already is passed over.
      const unit = units.get(serial);
      if (unit !== undefined && pressLife.may(unit, event.kind)) move(serial, event, record);
    }
  }

  return { takeOrder, step, intend };
}

/** The return, the receipt, the destruction, the closing. */
function createEnds({ findings, points, units, batches }: Shelf) {
  function giveReturn(event: EventOf<'return-written'>, record: number): void {
    const made = batches.get(event.batch);
    if (made === undefined) return;
    made.returns.push(event);
    findings.looked('balances');
    let open = 0;
    let proven = 0;
    for (const serial of made.serials) {
      const unit = units.get(serial);
      if (unit === undefined) continue;
      if (PRESS_STATES[unit.state].over !== true) open++;
      if (!inShareOf(made, event.share, serial)) continue;
      // The share of a bench that is no more is returned a second time, to whoever has it now.
      if (event.share !== undefined && unit.state === 'returned') proven++;
      if (!pressLife.may(unit, event.kind)) continue;
      proven++;
      units.set(serial, pressLife.apply(unit, event));
    }
    const { batch, count } = event;
    if (proven !== count)
      findings.say('counts-differ', record, { batch, what: 'proven', said: count, counted: proven });
    if (open > 0) findings.say('counts-differ', record, { batch, what: 'unfinished', said: 0, counted: open });
  }

  function begin(event: EventOf<'destruction-begun'>, record: number): void {
    const { batch, unreceived } = event;
    const made = batches.get(batch);
    if (made === undefined) return;
    findings.looked('destruction');
    made.begun = true;
    if (returnedOf(made) === null) findings.say('before-return', record, { batch });
    if (isReceived(made)) return;
    if (unreceived === undefined) findings.say('without-receipt', record, { batch });
    else findings.say('unreceived', record, { batch, reason: unreceived });
  }

  function close(event: EventOf<'press-batch-closed'>, record: number): void {
    const { batch } = event;
    const made = batches.get(batch);
    if (made === undefined) return;
    findings.looked('balances');
    made.certificate = event.certificate;
    const counted = {
      printed: made.intended - made.neverOut,
      proven: made.serials.filter((serial) => units.get(serial)?.state === 'returned').length,
      destroyed: made.destroyed,
      withdrawn: made.withdrawn,
    };
    for (const what of ['printed', 'proven', 'destroyed', 'withdrawn'] as const) {
      const [said, found] = [event[what], counted[what]];
      if (said !== found) findings.say('counts-differ', record, { batch, what, said, counted: found });
    }
    if (event.printed !== event.proven + event.destroyed) {
      const { printed, proven, destroyed } = event;
      findings.say('stickers-differ', record, { batch, printed, proven, destroyed });
    }
    const missing = STEPS.filter((one) => !made.steps.has(one));
    if (missing.length > 0) findings.say('steps-missing', record, { batch, steps: missing.join(', ') });
    for (const serial of made.serials) {
      units.delete(serial);
      points.delete(serial);
    }
  }

  function takeReceipt({ batch, transfer, digest }: EventOf<'receipt-taken'>): void {
    if (transfer === 'return') batches.get(batch)?.receipts.add(digest);
  }

  function destroy({ batch, step: done }: EventOf<'destruction-step'>, record: number): void {
    const made = batches.get(batch);
    if (made === undefined) return;
    findings.looked('destruction');
    if (!made.begun) findings.say('before-return', record, { batch });
    made.steps.add(done);
  }

  return { giveReturn, takeReceipt, begin, destroy, close };
}

export function createPressAudit(findings: Findings, code: TrackWriter, key: TrackWriter): PressAudit {
  const shelf: Shelf = { findings, ordered: new Map(), points: new Map(), units: new Map(), batches: new Map() };
  const { ordered, batches } = shelf;
  const { takeOrder, step, intend } = createMaking(shelf, code, key);
  const { giveReturn, takeReceipt, begin, destroy, close } = createEnds(shelf);

  return {
    take(event, record) {
      switch (event.kind) {
        case 'unit-ordered': {
          const list = ordered.get(event.batch) ?? [];
          list.push({ event, record });
          ordered.set(event.batch, list);
          return;
        }
        case 'order-taken':
          return takeOrder(event, record);
        case 'keying-intended':
          return intend(event, record);
        case 'return-written':
          return giveReturn(event, record);
        case 'receipt-taken':
          return takeReceipt(event);
        case 'destruction-begun':
          return begin(event, record);
        case 'destruction-step':
          return destroy(event, record);
        case 'press-batch-closed':
          return close(event, record);
        default:
          if (pressLife.isStep(event)) step(event, record);
      }
    },
    end: () =>
      [...batches].map(([batch, made]) => {
        const { record, count, withdrawn, certificate } = made;
        if (certificate === null) findings.say('batch-open', record, { batch, count });
        return { batch, record, count, returned: returnedOf(made), withdrawn, certificate };
      }),
  };
}
