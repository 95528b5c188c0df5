/** Names and numbers of a shift in a language. */
import type { ShiftNumbers } from '../../core/shift/numbers.ts';
import type { Words } from './language.ts';
import { count, dateAndClock, lookUp, rate, reasonName } from './text.ts';

export const reasonOf = (words: Words, reason: string): string => reasonName(words, reason);

export const stateName = (words: Words, state: string): string => lookUp<string>(words.states, state) ?? state;

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
  const said = words.shift;
  const { finished, rate: pace, target, firstPass, forecast, open, labels } = numbers;
  return [
    [said.finished, count(words, finished)],
    [said.rate, said.rateOf(rate(words, pace), count(words, target))],
    [said.firstPass, firstPass === null ? said.unknown : share(words, firstPass)],
    [said.open, count(words, open)],
    [said.forecast, forecast === null ? said.unknown : moment(forecast)],
    [
      said.labels,
      said.labelsOf(count(words, labels.printed), count(words, labels.verdicts), count(words, labels.failed)),
    ],
  ];
}

