/** The shift of a station in figures: asked of what it knows, counted in core, drawn once. */
import type { Clock } from '../../core/base/ports.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import type { Mode } from '../../core/journal/event.ts';
import { shiftNumbers, periodOf, type ShiftFacts, type ShiftPeriod } from '../../core/shift/numbers.ts';
import { shiftView, type ShiftView } from '../../core/shift/picture.ts';
import type { Words } from '../../resources/words/language.ts';
import type { PeriodName } from '../bridge/figures.ts';
import type { OpenJournal } from '../journal/file.ts';
import type { DrawnPage } from '../papers/save.ts';
import { shiftPage } from '../papers/shift.ts';
import type { CommissionedStation } from './commissioned.ts';

const fail = failIn('command');

/** What a shift is asked of: a station's index, or its book and what was counted beside it. */
export interface ShiftSource {
  readonly name: string;
  readonly mode: Mode;
  readonly version: string;
  readonly journal: Pick<OpenJournal, 'head' | 'append' | 'follow'>;
  readonly clock: Clock;
  facts(period: ShiftPeriod): ShiftFacts;
  batches(): readonly BegunBatch[];
  /** The batch on the desk; null, none is. */
  onDesk(): string | null;
}

export interface BegunBatch {
  readonly batch: string;
  /** ISO 8601. */
  readonly openedAt: string;
}

export interface ShiftWanted {
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly batch: string | null;
  readonly target: number;
}

export function shiftOf(source: ShiftSource, { from, to, batch, target }: ShiftWanted): ShiftView {
  const period = { from, to, batch, slot: periodOf(from, to) };
  return shiftView(shiftNumbers(period, source.facts(period), target, Date.parse(source.clock.now())));
}

/** The page of it, anchored by the journal's head. */
export function drawShift(source: ShiftSource, wanted: ShiftWanted, words: Words): DrawnPage {
  const { name, mode, version, journal, clock } = source;
  const at = clock.now();
  const page = shiftPage(words, shiftOf(source, wanted), { station: name, mode, version, at, journal: journal.head });
  return { name: `shift-${at.replace(/[:.]/g, '-')}`, page };
}

const HOUR = 3_600_000;

/** A time that a window names, as moments: days begin and end by the station's own clock, whatever its changes. */
export function namedPeriod(source: ShiftSource, period: PeriodName, target: number): Result<ShiftWanted, 'no-batch'> {
  const now = Date.parse(source.clock.now());
  const day = (offset: number): number => {
    const at = new Date(now);
    return new Date(at.getFullYear(), at.getMonth(), at.getDate() + offset).getTime();
  };
  const of = (from: number, to: number): Result<ShiftWanted, 'no-batch'> => ok({ from, to, batch: null, target });
  switch (period) {
    case 'hours':
      return of(now - 8 * HOUR, now);
    case 'today':
      return of(day(0), day(1));
    case 'yesterday':
      return of(day(-1), day(0));
    case 'week':
      return of(day(-6), day(1));
    case 'batch': {
      const name = source.onDesk();
      const opened = source.batches().find(({ batch }) => batch === name);
      if (opened === undefined) return fail('no-batch', 'No batch is open. Open one first.');
      return ok({ from: Date.parse(opened.openedAt), to: now + 1, batch: opened.batch, target });
    }
  }
}

/** A station that was opened to be asked for its shift. */
export interface OpenedShift {
  readonly source: ShiftSource;
  close(): Promise<void>;
}

/** How the station of one role is opened by the command line, to be asked for its shift. */
export interface ShiftOpening {
  training(directory: string, line: ShiftProgram): Promise<Result<OpenedShift>>;
  commissioned(directory: string, line: ShiftProgram, station: CommissionedStation): Promise<Result<OpenedShift>>;
}

/** Where its bundles lie, and what it is. */
export interface ShiftProgram {
  readonly dist: string;
  readonly version: string;
}
