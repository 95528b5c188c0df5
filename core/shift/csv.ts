/**
 * A shift as CSV (RFC 4180): one row a number, columns by name, numbers with a point and without separators, times in UTC.
 * A cell that a spreadsheet would run is defused.
 */
import type { ShiftNumbers } from './numbers.ts';

/** Rises when a column or a row changes its meaning. */
export const SHIFT_CSV = 'twofold-shift-1';

type Cell = string | number;

const COLUMNS = ['format', 'table', 'name', 'batch', 'at', 'count', 'sum', 'median_s', 'p95_s', 'share'] as const;

type Row = Partial<Readonly<Record<(typeof COLUMNS)[number], Cell>>>;

export function shiftCsv(numbers: ShiftNumbers): string {
  const rows = [...rowsOf(numbers)].map((row) =>
    COLUMNS.map((column) => (column === 'format' ? SHIFT_CSV : cell(row[column] ?? ''))).join(','),
  );
  return `${[COLUMNS.join(','), ...rows].join('\r\n')}\r\n`;
}

function* rowsOf(numbers: ShiftNumbers): Generator<Row> {
  const { batch, from, to, finished, rate, target, firstPass, forecast } = numbers;
  const of = batch ?? '';
  yield { table: 'station', name: numbers.role, batch: of };
  yield { table: 'period', name: 'from', batch: of, at: iso(from) };
  yield { table: 'period', name: 'to', batch: of, at: iso(to) };
  yield { table: 'total', name: 'finished', batch: of, count: finished };
  yield { table: 'total', name: 'cards an hour', batch: of, count: rounded(rate) };
  yield { table: 'total', name: 'target an hour', batch: of, count: target };
  if (firstPass !== null) yield { table: 'total', name: 'first pass', batch: of, share: rounded(firstPass) };
  if (forecast !== null) yield { table: 'total', name: 'forecast of the end', batch: of, at: iso(forecast) };
  for (const { at, cards, sum } of numbers.curve) yield { table: 'curve', batch: of, at: iso(at), count: cards, sum };
  for (const { reason, cards, share } of numbers.reasons)
    yield { table: 'reason', name: reason, count: cards, share: rounded(share) };
  for (const { step, times, median, p95 } of numbers.steps)
    yield { table: 'step', name: step, count: times, median_s: median, p95_s: p95 };
  for (const { state, cards } of numbers.states) yield { table: 'state', name: state, count: cards };
  for (const { serial, batch: its, state, since } of numbers.aside)
    yield { table: 'aside', name: `${serial} ${state}`, batch: its, at: since };
  for (const { person, steps, finished: done } of numbers.people)
    yield { table: 'person', name: person, count: steps, sum: done };
  for (const { batch: its, finished: done, aside } of numbers.batches)
    yield { table: 'batch', name: its, batch: its, count: done, sum: aside };
  for (const [outcome, count] of Object.entries(numbers.verdicts)) yield { table: 'verdict', name: outcome, count };
  yield { table: 'labels', name: 'printed', count: numbers.labels.printed };
  yield { table: 'labels', name: 'failed', count: numbers.labels.failed };
  for (const { transfer, files, units } of numbers.sent)
    yield { table: 'sent', name: transfer, count: files, sum: units };
  for (const { device, seconds, times } of numbers.lost)
    yield { table: 'lost', name: device, count: times, sum: seconds };
}

const iso = (at: number): string => new Date(at).toISOString();
const rounded = (value: number): number => Math.round(1000 * value) / 1000;

/** What a spreadsheet would take for a formula gets an apostrophe; a name may be anything that a person is called. */
function cell(value: Cell): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
