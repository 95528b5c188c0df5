/**
 * Replacements: units that take the place of others which left this station and came to nothing. The first unit of such
 * a batch takes the place of the first that is named, and so on; no place is taken twice.
 */
import { failIn, type Failed } from '../../base/result.ts';
import type { SerialsOf } from '../../card/serial-scheme.ts';
import type { OriginBatch } from './book.ts';

const fail = failIn('origin');

/** As many as people can have signed for one by one. */
export const MOST_REPLACED = 500;

export type ReplacingFailure = 'replaced-count' | 'replaced-unknown' | 'replaced-twice';

/** What stands against these serials as the places that a batch takes; null if nothing does. */
export function checkReplaced(
  replaces: readonly string[],
  count: number,
  earlier: readonly OriginBatch[],
  serialsOf: SerialsOf,
): Failed<ReplacingFailure> | null {
  if (replaces.length === 0) return null;
  if (replaces.length !== count || count > MOST_REPLACED)
    return fail(
      'replaced-count',
      `Name as many scrapped units as the batch has, at most ${MOST_REPLACED}: ${replaces.length} are named.`,
      { named: replaces.length, most: MOST_REPLACED },
    );
  const taken = new Set(earlier.filter(({ voided }) => voided === null).flatMap((batch) => batch.replaces));
  const left = earlier.filter(({ exports }) => exports.length > 0);
  for (const serial of replaces) {
    if (!left.some((batch) => has(batch, serial, serialsOf)))
      return fail('replaced-unknown', `No unit ${serial} has left this station, so no other can take its place.`, {
        serial,
      });
    if (taken.has(serial))
      return fail('replaced-twice', `Another unit takes the place of ${serial} already.`, { serial });
    taken.add(serial);
  }
  return null;
}

function has({ source, opened }: OriginBatch, serial: string, serialsOf: SerialsOf): boolean {
  if (source.kind !== 'made' || opened.includes(serial)) return false;
  const { range } = source;
  const number = serialsOf(range).numberOf(serial);
  return number !== null && number >= range.start && number < range.start + range.count;
}
