/** Where a card lay at the laser, as its intent says: its tray, its pocket, and the card that lies there if it is turned. */
import { readTrayName, turnedPocket } from '../../etch/tray.ts';
import type { JournalEvent } from '../../journal/event.ts';
import { AT_LASER, benchLife, type BenchUnit } from '../../life/bench-life.ts';
import type { RecordsOf, UnitsOfJob } from './verification.ts';
import type { PocketState, PocketView, TrayView } from './view.ts';

export interface InTray {
  readonly job: string;
  readonly rows: number;
  readonly columns: number;
  readonly pocket: number;
  /** Serials by their pockets. */
  readonly cards: ReadonlyMap<number, string>;
}

/** From all that is on record of a card; null where it lay alone. */
export function inTray(serial: string, records: readonly JournalEvent[]): InTray | null {
  const intended = records.findLast((event) => event.kind === 'etch-intended');
  if (intended?.tray === undefined || intended.pockets === undefined) return null;
  const { job, serials, tray, pockets } = intended;
  const form = readTrayName(tray);
  const pocket = pockets[serials.indexOf(serial)];
  if (form === null || pocket === undefined) return null;
  const cards = new Map(serials.map((one, i) => [pockets[i] ?? 0, one]));
  return { job, ...form, pocket, cards };
}

/** The card whose text stands on this one, if the tray was put in the wrong way round; null: none, or its own. */
export function turnedFor(at: InTray): string | null {
  const there = turnedPocket(at, at.pocket);
  return there === at.pocket ? null : (at.cards.get(there) ?? null);
}

/** A tray that was sent, as it is now. */
export function sentTray(serial: string, records: RecordsOf, unitsOfJob: UnitsOfJob): TrayView | null {
  const at = inTray(serial, records(serial));
  if (at === null) return null;
  const units = new Map(unitsOfJob(at.job).map((unit) => [unit.serial, unit]));
  const pockets = Array.from({ length: at.rows * at.columns }, (_, i): PocketView => {
    const here = at.cards.get(i + 1) ?? null;
    const unit = here === null ? undefined : units.get(here);
    return { pocket: i + 1, serial: here, state: unit === undefined ? 'left-out' : stateOf(unit) };
  });
  return { rows: at.rows, columns: at.columns, job: at.job, pockets, next: null, here: at.pocket };
}

function stateOf({ state }: BenchUnit): PocketState {
  if (AT_LASER.includes(state)) return 'at-laser';
  if (state === 'marked' || state === 'in-doubt') return state;
  return OFF.has(state) ? 'aside' : 'read';
}

const OFF: ReadonlySet<string> = new Set(['quarantined', 'condemned', 'missing', 'scrapped', 'sampled', 'returned']);

/** Whatever of these may be etched wrongly is in doubt: people look. */
export const doubts = (hit: readonly (BenchUnit | null)[], reason: 'tray-turned' | 'other-metal'): JournalEvent[] =>
  hit.flatMap((unit): JournalEvent[] =>
    unit !== null && unit.job !== null && benchLife.may(unit, 'etch-in-doubt')
      ? [{ kind: 'etch-in-doubt', serial: unit.serial, job: unit.job, reason }]
      : [],
  );
