/** `--shift-check hours=8,person,set-up,cards=200`: after what a product asks for another check of the shift. */
import { ok, type Result } from '../../core/base/result.ts';
import { CHECKED_HOURS, type ProductCheck } from '../../core/product/schema.ts';
import { notOneOf, type Value } from './form.ts';

const MOST_CARDS = 10_000;
const CHOICES = ['none', ...CHECKED_HOURS.map((hours) => `hours=${hours}`), 'person', 'set-up', 'cards=1..10000'];

/** One of what is asked for; null, it is no such thing. */
function partOf(text: string): ProductCheck | null {
  if (text === 'person') return { person: true };
  if (text === 'set-up') return { setUp: true };
  const hours = CHECKED_HOURS.find((one) => text === `hours=${one}`);
  if (hours !== undefined) return { hours };
  const cards = Number(/^cards=([1-9]\d{0,4})$/.exec(text)?.[1] ?? Infinity);
  return cards <= MOST_CARDS ? { cards } : null;
}

/** All of it at once; null for `none`. */
export const checkAsked: Value<ProductCheck | null> = {
  placeholder: 'none|WHAT,..',
  completes: CHOICES,
  parse(given, name): Result<ProductCheck | null> {
    if (given === 'none') return ok(null);
    const parts = given.split(',').map(partOf);
    const whole = Object.assign({}, ...parts) as ProductCheck;
    return parts.includes(null) || Object.keys(whole).length < parts.length ? notOneOf(name, CHOICES) : ok(whole);
  },
};
