/** The shift of an Origin: units made and files sent, folded from its records beside the book. */
import type { JournalEvent } from '../../journal/event.ts';
import { createShiftLog, type ShiftLog, type ShiftNow } from '../../shift/log.ts';
import type { ShiftFacts, ShiftPeriod } from '../../shift/numbers.ts';
import type { OriginBook } from './book.ts';
import { stateOf } from './view.ts';

export interface OriginShift {
  /** Takes the journal's next event, `by` whoever was signed in. */
  apply(event: JournalEvent, at: string, by?: string | null): void;
  /** Every batch there was, and since when. */
  readonly begun: ShiftLog['begun'];
  facts(period: ShiftPeriod, book: Omit<OriginBook, 'apply'>): ShiftFacts;
}

export function createOriginShift(): OriginShift {
  const log = createShiftLog('origin');
  return {
    apply(event, text, by = null) {
      const at = Date.parse(text);
      const of = { at, event, by, took: null, reason: null, again: false };
      switch (event.kind) {
        case 'units-coded':
          log.step({ ...of, kind: event.kind, batch: event.batch, count: event.count });
          log.last({ serial: event.last, outcome: 'MADE', reason: null, at });
          return;
        case 'batch-exported':
          return log.sent(at, event.batch, event.transfer, event.count);
        case 'batch-planned':
        case 'codes-supplied':
          return log.begin(event.batch, text);
        default:
          log.common(event, at);
      }
    },
    begun: log.begun,
    facts: (period, book) => log.facts(period, nowOf(period, book)),
  };
}

/** How many units there are in batches of each state; of one that is begun, what is made and what is not. */
function nowOf({ batch: wanted }: ShiftPeriod, book: Omit<OriginBook, 'apply'>): ShiftNow {
  const states = new Map<string, number>();
  const add = (state: string, units: number): void =>
    void (units > 0 && states.set(state, (states.get(state) ?? 0) + units));
  for (const batch of book.batches()) {
    if (wanted !== null && batch.batch !== wanted) continue;
    const state = stateOf(batch);
    if (state === 'begun') {
      add('begun', batch.count - batch.coded);
      add('whole', batch.coded);
    } else add(state, batch.count);
  }
  return { states: [...states].map(([state, cards]) => ({ state, cards })), aside: [] };
}
