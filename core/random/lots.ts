import type { Random } from '../base/ports.ts';

/** `count` of `from`, each equally likely, in the order of `from`. */
export function drawLots<T>(from: readonly T[], count: number, random: Random): readonly T[] {
  if (!Number.isInteger(count) || count < 0 || count > from.length) {
    throw new RangeError(`"count" expected 0 to ${from.length}, got ${count}`);
  }
  const places = from.map((_, place) => place);
  // Fisher and Yates, as far as it is needed.
  for (let at = 0; at < count; at++) {
    const other = at + below(places.length - at, random);
    const place = places[at] as number;
    places[at] = places[other] as number;
    places[other] = place;
  }
  return places
    .slice(0, count)
    .sort((a, b) => a - b)
    .map((place) => from[place] as T);
}

/** 0 to `limit` - 1, each equally likely: draws beyond the last whole multiple are made again. */
function below(limit: number, random: Random): number {
  const all = 2 ** 32;
  const end = all - (all % limit);
  for (;;) {
    const [a = 0, b = 0, c = 0, d = 0] = random.bytes(4);
    const drawn = ((a * 256 + b) * 256 + c) * 256 + d;
    if (drawn < end) return drawn % limit;
  }
}
