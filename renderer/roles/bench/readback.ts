/** Typing what stands on the metal: one symbol a box, the next box by itself, only symbols a card can have. */

/** Symbols typed so far, one per asked position; null where nothing stands yet. */
export type Typed = readonly (string | null)[];

export const nothingTyped = (positions: readonly number[]): Typed => positions.map(() => null);

/**
 * The last symbol of what an input holds, as a card would show it; null if there is none. Full-width letters, as a
 * Chinese input method makes them, count as their plain ones.
 */
export function symbolIn(text: string): string | null {
  const plain = text.normalize('NFKC').toUpperCase();
  return plain.match(/[0-9A-Z](?=[^0-9A-Z]*$)/)?.[0] ?? null;
}

/** `typed` with `symbol` at `index`. */
export const put = (typed: Typed, index: number, symbol: string | null): Typed =>
  typed.map((old, i) => (i === index ? symbol : old));

/** What goes to the station once every box is filled; null before. */
export const allTyped = (typed: Typed): string | null =>
  typed.every((symbol) => symbol !== null) ? typed.join('') : null;

/** Where a 1-based position stands on a card, whose passphrase is etched in groups of four. */
export function groupOf(position: number): { readonly group: number; readonly place: number } {
  return { group: Math.ceil(position / 4), place: ((position - 1) % 4) + 1 };
}
