/**
 * Looks around a station while it runs: at the computer's ways to others, and at its clock. What is found is an incident;
 * in production the first kind pauses the station until a person has answered for it.
 */
import type { JournalEvent, Mode } from '../../core/journal/event.ts';
import type { Journal } from '../../core/journal/journal.ts';
import { SURROUNDED } from '../../core/journal/pause.ts';
import type { Records } from './records.ts';

/** What is kept of a station while it is behind the window. */
export interface OnRecord {
  readonly mode: Mode;
  readonly journal: Pick<Journal, 'append'>;
  readonly records: Pick<Records, 'incidents' | 'tail'>;
}

export interface WatchParts {
  /** What is around the station and must not be; steady words for the same thing. */
  readonly look: () => Promise<readonly string[]>;
  /** Told of everything that was found, after every look. */
  readonly tell?: (found: readonly string[]) => void;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Milliseconds since 1970, as the computer's clock says. */
  readonly wall: () => number;
}

/** Milliseconds by which a clock that is kept right may jump. */
const KEPT_RIGHT = 60_000;
/** A station that was shut for longer is looked at: or its clock is wrong. */
const LONG_SHUT = 366 * 24 * 3600 * 1000;

/** @returns a look at everything, to be taken at the start and every few seconds */
export function watchStation(station: OnRecord, { look, tell, now, wall }: WatchParts): () => Promise<void> {
  let seen: readonly string[] = [];
  let last: { readonly now: number; readonly wall: number } | null = null;

  function clock(): JournalEvent | null {
    const at = { now: now(), wall: wall() };
    const before = last;
    last = at;
    if (before === null) return clockIncident(startOf(station.records.tail(START)));
    const jump = at.wall - before.wall - (at.now - before.now);
    return clockIncident(Math.abs(jump) > KEPT_RIGHT ? `the clock jumped by ${Math.round(jump / 1000)} s` : null);
  }

  return async () => {
    const found = station.mode === 'production' ? await look() : [];
    const news = found.filter((one) => !seen.includes(one));
    seen = found;
    const incidents = [
      ...news.map((detail): JournalEvent => ({ kind: 'incident', reason: SURROUNDED, serial: null, detail })),
      ...[clock()].flatMap((one) => one ?? []),
    ];
    if (incidents.length > 0) await station.journal.append(incidents);
    tell?.(found);
  };
}

/** Records of a start, and what stood before them. */
const START = 50;

const clockIncident = (detail: string | null): JournalEvent | null =>
  detail === null ? null : { kind: 'incident', reason: 'time-not-trusted', serial: null, detail };

/** What is wrong with the time of the first record of this start, beside the last of the one before. */
function startOf(tail: ReturnType<Records['tail']>): string | null {
  const first = tail.findLastIndex(
    ({ event: { kind } }, i) =>
      (kind === 'station-started' || kind === 'station-unlocked') && tail[i - 1]?.event.kind !== 'station-unlocked',
  );
  const [before, after] = [tail[first - 1], tail[first]];
  if (before === undefined || after === undefined) return null;
  const passed = Date.parse(after.at) - Date.parse(before.at);
  if (passed < -KEPT_RIGHT) return `record ${after.seq} is dated ${after.at}, and the one before it ${before.at}`;
  return passed > LONG_SHUT ? `the last record before this start is of ${before.at}` : null;
}
