/** Names that sign for something. The station checks them again; this only tells early what is missing. */

/** A name as it is recorded, or null if it is too short to be one. */
export function personIn(text: string): string | null {
  const name = text.trim();
  return name.length >= 2 && name.length <= 60 ? name : null;
}

/** Two names of two people, or null. */
export function signers(first: string, second: string): [string, string] | null {
  const [a, b] = [personIn(first), personIn(second)];
  return a === null || b === null || a.toLowerCase() === b.toLowerCase() ? null : [a, b];
}
