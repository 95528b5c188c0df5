/** Typing what stands on the metal: one symbol a box, the next box by itself, only symbols a card can have. */

/** Symbols typed so far, one per asked position; null where nothing stands yet. */
export type Typed = readonly (string | null)[];

export const nothingTyped = (positions: readonly number[]): Typed => positions.map(() => null);

/**
 * The last symbol of what an input holds, as a card would show it; null if there is none. Where a card has capitals only
 * a small letter is its capital; where it is `cased` (a confirmation code) the two differ. Full-width letters, as a
 * Chinese input method makes them, count as their plain ones.
 */
export function symbolIn(text: string, cased: boolean): string | null {
  const plain = text.normalize('NFKC');
  return (cased ? plain : plain.toUpperCase()).match(/[0-9A-Za-z](?=[^0-9A-Za-z]*$)/)?.[0] ?? null;
}

/** `typed` with `symbol` at `index`. */
export const put = (typed: Typed, index: number, symbol: string | null): Typed =>
  typed.map((old, i) => (i === index ? symbol : old));

/** What goes to the station once every box is filled; null before. */
export const allTyped = (typed: Typed): string | null =>
  typed.every((symbol) => symbol !== null) ? typed.join('') : null;

/** Where a 1-based position stands on a card, both counted from 1; `groups` are the sizes of the card's groups. */
export function groupOf(
  position: number,
  groups: readonly number[],
): { readonly group: number; readonly place: number } {
  let place = position;
  for (const [index, size] of groups.entries()) {
    if (place <= size) return { group: index + 1, place };
    place -= size;
  }
  throw new RangeError(`"position" expected 1 to ${position - place}, got ${position}`);
}
