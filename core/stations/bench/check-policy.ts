/** When production waits for another check: by the station's settings, and by the product of the batch on the desk. */
import type { WhyChecked } from '../../journal/events/bench.ts';
import type { ProductCheck } from '../../product/schema.ts';
import type { CheckHours } from './check-hours.ts';

/** The newest check on record. */
export interface LastCheck {
  readonly at: string;
  readonly by: string;
}

/** What has happened since then. */
export interface SinceCheck {
  /** How often somebody else has signed in than whoever signed it. */
  readonly people: number;
  /** Changes of what cards are made with. */
  readonly setUps: number;
  /** Cards that were verified. */
  readonly cards: number;
}

/** Settings that have nothing to do with how a card comes out. */
export const NO_SET_UP: ReadonlySet<string> = new Set(['idle', 'packing', 'reasons', 'shift-check', 'shift-target']);

const HOUR = 3_600_000;

/** For how many hours a check counts: of station and product, whichever is less; 0, as long as you like. */
const hoursOf = (station: CheckHours, product: ProductCheck | null): number =>
  Math.min(...[station, product?.hours ?? 0].filter((hours) => hours > 0), Infinity);

/** Whether a check is asked for at all. */
export const isAsked = (station: CheckHours, product: ProductCheck | null): boolean =>
  station > 0 || (product !== null && Object.values(product).some((asked) => asked !== false));

/**
 * Why production waits; null, it does not.
 *
 * @param now milliseconds since 1970
 */
export function whyDue(
  station: CheckHours,
  product: ProductCheck | null,
  { last, since, now }: { readonly last: LastCheck | null; readonly since: () => SinceCheck; readonly now: number },
): WhyChecked | null {
  if (!isAsked(station, product)) return null;
  if (last === null) return 'none';
  if (Date.parse(last.at) < now - hoursOf(station, product) * HOUR) return 'hours';
  if (product === null) return null;
  const { people, setUps, cards } = since();
  if (product.person === true && people > 0) return 'person';
  if (product.setUp === true && setUps > 0) return 'set-up';
  return product.cards !== undefined && cards >= product.cards ? 'cards' : null;
}
