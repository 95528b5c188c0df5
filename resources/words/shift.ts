/** Names and numbers of a shift in a language. */
import type { ShiftNumbers, ShiftRole } from '../../core/shift/numbers.ts';
import type { Words } from './language.ts';
import { count, dateAndClock, lookUp, rate, reasonName } from './text.ts';

export const reasonOf = (words: Words, reason: string): string => reasonName(words, reason);

/** What is said of a shift, in the words of the station whose it is. */
export const saidOf = (words: Words, role: ShiftRole): Words['shift'] => ({ ...words.shift, ...words.shift.of[role] });

/** A unit's state at that station; at Origin, of its batch. */
export function stateName(words: Words, role: ShiftRole, state: string): string {
  const states = { bench: words.states, press: words.pressWindow.states, origin: words.shift.batchStates };
  return lookUp<string>(states[role], state) ?? state;
}

export const transferName = (words: Words, transfer: string): string =>
  lookUp<string>(words.shift.transfers, transfer) ?? transfer;

export const stepName = (words: Words, step: string): string => lookUp<string>(words.shift.stepNames, step) ?? step;

/** A share (0 to 1) as per cent. */
export const share = (words: Words, part: number): string =>
  part.toLocaleString(words.locale, { style: 'percent', maximumFractionDigits: 1 });

/** `06:15`, in the station's own time zone. */
export function shortClock(at: number): string {
  const time = new Date(at);
  return [time.getHours(), time.getMinutes()].map((n) => String(n).padStart(2, '0')).join(':');
}

/** The time below a curve: of days, where it is longer than a day and a half. */
export function axisTime(at: number, ticks: readonly { readonly value: number }[]): string {
  const long = (ticks.at(-1)?.value ?? 0) - (ticks[0]?.value ?? 0) > 36 * 3_600_000;
  if (!long) return shortClock(at);
  const time = new Date(at);
  const [month, day, hour] = [time.getMonth() + 1, time.getDate(), time.getHours()].map((n) => String(n).padStart(2, '0'));
  return `${month}-${day} ${hour}h`;
}

/** `2026-03-02 06:15:00`, in the station's own time zone. */
export const moment = (at: number): string => dateAndClock(new Date(at).toISOString());

/** The numbers that stand above everything, by name: the screen shows the same. */
export function totals(words: Words, numbers: ShiftNumbers): readonly (readonly [string, string])[] {
  const said = saidOf(words, numbers.role);
  const { role, finished, rate: pace, target, firstPass, forecast, open, labels, reasons, sent } = numbers;
  const spoilt = reasons.reduce((sum, { cards }) => sum + cards, 0);
  const [printed, verdicts, failed] = [labels.printed, labels.verdicts, labels.failed].map((n) => count(words, n));
  const files = sent.reduce((sum, one) => sum + one.files, 0);
  const of: readonly (readonly [ShiftRole | null, string, string])[] = [
    [null, said.finished, count(words, finished)],
    [null, said.rate, said.rateOf(rate(words, pace), count(words, target))],
    ['bench', said.firstPass, firstPass === null ? said.unknown : share(words, firstPass)],
    ['press', said.firstPass, firstPass === null ? said.unknown : share(words, firstPass)],
    [null, said.open, count(words, open)],
    [null, said.forecast, forecast === null ? said.unknown : moment(forecast)],
    ['bench', said.labels, said.labelsOf(printed ?? '', verdicts ?? '', failed ?? '')],
    ['press', said.stickers, said.stickersOf(printed ?? '', count(words, spoilt), failed ?? '')],
    ['press', said.sent, count(words, files)],
    ['origin', said.sent, count(words, files)],
  ];
  return of.filter(([whose]) => whose === null || whose === role).map(([, name, value]) => [name, value] as const);
}
