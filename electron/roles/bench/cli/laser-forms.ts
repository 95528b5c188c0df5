/** What the verbs of a laser take: decimals, pairs of them, yes and no, and the station. */
import { ok } from '../../../../core/base/result.ts';
import { misuse, type Value } from '../../../cli/form.ts';
import { BENCH_OPTIONS } from './desk.ts';

const { station, 'passphrase-fd': passphrase, 'person-fd': person, workers } = BENCH_OPTIONS;

export const LASER_STATION = { station, 'passphrase-fd': passphrase, 'person-fd': person, workers };

export const YES_NO = ['yes', 'no'] as const;

/** Millimetres, with decimals, of either sign. */
export const decimal = (placeholder: string): Value<number> => ({
  placeholder,
  completes: 'nothing',
  parse: (given, name) =>
    /^-?\d{1,5}(\.\d{1,5})?$/.test(given)
      ? ok(Number(given))
      : misuse('not-a-number', `${name} wants a number, such as 12.5.`, { name, least: 0 }),
});

/** Two of them, with a comma between. */
export const twoDecimals = (placeholder: string): Value<{ readonly x: number; readonly y: number }> => ({
  placeholder,
  completes: 'nothing',
  parse(given, name) {
    const [x = '', y = '', ...more] = given.split(',');
    const [first, second] = [decimal('').parse(x, name), decimal('').parse(y, name)];
    if (!first.ok) return first;
    if (!second.ok) return second;
    if (more.length > 0)
      return misuse('not-a-number', `${name} wants two numbers, such as 12.5,0.`, { name, least: 0 });
    return ok({ x: first.value, y: second.value });
  },
});
