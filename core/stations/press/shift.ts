/** The shift of a Press: what became of its stickers, folded from its records beside the book. */
import type { JournalEvent } from '../../journal/event.ts';
import { createShiftLog, type ShiftLog, type ShiftNow } from '../../shift/log.ts';
import type { ShiftFacts, ShiftPeriod } from '../../shift/numbers.ts';
import type { PressBook } from './book.ts';

export interface PressShift {
  /** Takes the journal's next event, `by` whoever was signed in. */
  apply(event: JournalEvent, at: string, by?: string | null): void;
  /** Every batch there was, and since when. */
  readonly begun: ShiftLog['begun'];
  facts(period: ShiftPeriod, book: Omit<PressBook, 'apply'>): ShiftFacts;
}

/** A unit whose batch is not closed: when its last step was, whether it has ever left the way, and why. */
interface OnItsWay {
  since: number;
  strayed: boolean;
}

const LABELS = { printed: 'sticker-printed', failed: ['sticker-unsent', 'sticker-absent'] } as const;
/** What stands aside until somebody comes. */
const ASIDE: ReadonlySet<string> = new Set(['in-doubt', 'spoilt']);
const MOST_ASIDE = 200;

export function createPressShift(): PressShift {
  const log = createShiftLog('press');
  const batches = new Map<string, Map<string, OnItsWay>>();

  function unitOf(batch: string, serial: string, at: number): OnItsWay {
    let units = batches.get(batch);
    if (units === undefined) batches.set(batch, (units = new Map()));
    let unit = units.get(serial);
    if (unit === undefined) units.set(serial, (unit = { since: at, strayed: false }));
    return unit;
  }

  function step(event: StepEvent, at: number, by: string | null): void {
    const { batch, serial, kind } = event;
    const unit = unitOf(batch, serial, at);
    const waited = kind === 'sticker-printed' || kind === 'unit-proven' || kind === 'sticker-applied';
    const reason = isStray(event) ? event.reason : null;
    log.step({
      at,
      kind,
      batch,
      count: 1,
      took: waited ? at - unit.since : null,
      event,
      by,
      reason,
      again: unit.strayed,
    });
    if (kind === 'unit-proven') log.last({ serial, outcome: 'PROVEN', reason: null, at });
    if (kind === 'sticker-spoilt') log.last({ serial, outcome: 'SPOILT', reason, at });
    unit.since = at;
    unit.strayed ||= reason !== null;
  }

  return {
    apply(event, text, by = null) {
      const at = Date.parse(text);
      switch (event.kind) {
        case 'unit-keyed':
        case 'sticker-intended':
        case 'sticker-unsent':
        case 'sticker-printed':
        case 'sticker-in-doubt':
        case 'unit-proven':
        case 'sticker-applied':
        case 'sticker-spoilt':
        case 'sticker-destroyed':
        case 'sticker-absent':
        case 'unit-withdrawn':
          return step(event, at, by);
        case 'return-written':
          return log.sent(at, event.batch, 'return', event.count);
        case 'cards-shipped':
          return log.sent(
            at,
            event.batch,
            'shipment',
            event.packages.reduce((sum, { cards }) => sum + cards, 0),
          );
        case 'press-batch-closed':
          batches.delete(event.batch);
          return;
        case 'order-taken':
          return log.begin(event.batch, text);
        default:
          log.common(event, at);
      }
    },
    begun: log.begun,
    facts: (period, book) => log.facts(period, nowOf(period, book), LABELS),
  };

  function nowOf({ batch: wanted }: ShiftPeriod, book: Omit<PressBook, 'apply'>): ShiftNow {
    const open = book.batches().filter(({ batch, closed }) => closed === null && (wanted === null || batch === wanted));
    const states = new Map<string, number>();
    const aside: ShiftNow['aside'][number][] = [];
    for (const { batch } of open) {
      for (const { state, serial, reason } of book.units(batch)) {
        states.set(state, (states.get(state) ?? 0) + 1);
        if (!ASIDE.has(state) || aside.length >= MOST_ASIDE) continue;
        const since = batches.get(batch)?.get(serial)?.since ?? 0;
        aside.push({ serial, batch, state, reason, since: new Date(since).toISOString() });
      }
    }
    return { states: [...states].map(([state, cards]) => ({ state, cards })), aside };
  }
}

type StepEvent = Extract<JournalEvent, { readonly batch: string; readonly serial: string; readonly kind: StepKind }>;
type StepKind =
  | 'unit-keyed'
  | 'sticker-intended'
  | 'sticker-unsent'
  | 'sticker-printed'
  | 'sticker-in-doubt'
  | 'unit-proven'
  | 'sticker-applied'
  | 'sticker-spoilt'
  | 'sticker-destroyed'
  | 'sticker-absent'
  | 'unit-withdrawn';

/** What takes a unit off the straight way, and says why. */
const isStray = (event: StepEvent): event is Extract<StepEvent, { readonly reason: string }> =>
  event.kind === 'sticker-spoilt' || event.kind === 'sticker-in-doubt' || event.kind === 'unit-withdrawn';
