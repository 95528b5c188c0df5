/**
 * Cards of a tray, looked at one after the other: while a series is on, whoever scans a card says that it is good, and
 * there is no question. What is not good is laid aside unscanned, and scanned when the series has ended. How many went
 * through stands on the screen and on record, to be compared with the tray.
 */
import type { Inspection, SeriesName } from '../../journal/events/bench.ts';
import type { Journal } from '../../journal/journal.ts';
import { onePerson } from '../../people/person.ts';
import { failIn, ok, type Result } from '../../base/result.ts';
import { inspectionOf, type Finishing } from './finishing.ts';
import type { Screen } from './screen.ts';
import type { Verdicts } from './verdicts.ts';
import type { UnitLookup } from './verification.ts';
import type { Scan } from './view.ts';

const fail = failIn('bench');

/** What one scan answers, in this order: a packing that is closed lies in the box with the same movement. */
const ANSWERED = { strip: ['strip'], packing: ['seal', 'pack'] } as const satisfies Record<
  SeriesName,
  readonly Inspection[]
>;

export interface SeriesPorts {
  readonly journal: Journal;
  readonly units: UnitLookup;
}

export interface Series {
  /** Begins a series, or ends the one that is on. Refused while a card is open. */
  set(what: SeriesName | null, person: string): Promise<Result<null>>;
  /** Whether this scan was one of the series; then it has had its effect. */
  take(scan: Scan): Promise<boolean>;
}

export function createSeries(
  { journal, units }: SeriesPorts,
  screen: Screen,
  finishing: Finishing,
  verdicts: Pick<Verdicts, 'inspected'>,
): Series {
  let through = new Set<string>();

  async function end(): Promise<void> {
    const { series } = screen.view;
    if (series === null) return;
    const { what, by } = series;
    await journal.append([{ kind: 'series-ended', what, cards: through.size, by }]);
    screen.show({ series: null, verdict: null });
  }

  return {
    async set(what, person) {
      if (screen.view.step.at !== 'serial')
        return fail('not-now', 'A card is open. Answer for it first, then begin or end the series.');
      if (what === null) {
        await end();
        return ok(null);
      }
      const by = onePerson(person);
      if (!by.ok) return by;
      await end();
      await journal.append([{ kind: 'series-begun', what, by: by.value }]);
      through = new Set();
      screen.show({ series: { what, by: by.value, cards: 0 }, verdict: null });
      return ok(null);
    },

    async take(scan) {
      const { series, step } = screen.view;
      if (series === null || step.at !== 'serial' || !('serial' in scan)) return false;
      const { serial } = scan;
      const answered: readonly Inspection[] = ANSWERED[series.what];
      const unit = units.unit(serial);
      if (unit === null || unit.closed) return false;
      // A hand that slips onto the trigger twice must not take the card one step further.
      if (through.has(serial)) {
        await screen.refuse('in-series', scan, { serial, count: through.size });
        return true;
      }
      // A sticker that says another address than this card's is not taken for granted.
      if (scan.what === 'card' && scan.address !== unit.address) return false;
      let looked: Inspection | null = null;
      for (let what = inspectionOf(unit); what !== null && answered.includes(what); what = nextOf(serial)) {
        const found = await finishing.answer(serial, what, true, series.by.name);
        if (!found.ok) break;
        looked = what;
        through.add(serial);
        screen.show({ series: { ...series, cards: through.size }, verdict: null });
        verdicts.inspected(serial, what, found.value.refs);
      }
      return looked !== null;
    },
  };

  function nextOf(serial: string): Inspection | null {
    const unit = units.unit(serial);
    return unit === null ? null : inspectionOf(unit);
  }
}
