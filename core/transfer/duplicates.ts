import type { Secret } from '../base/secret.ts';
import type { TransferRow } from './kinds.ts';

/** What two units must never share; `row` is that of the first. */
export interface Duplicate {
  readonly what: string;
  readonly row: number;
}

export interface Duplicates<U> {
  /** The unit before this one that shares something with it. */
  add(unit: U, row: number): Duplicate | null;
  /** Two rows with one secret; asked once, when all are in. */
  secretDuplicates(): { readonly first: number; readonly row: number } | null;
}

/** Finds units that share what must be theirs alone. */
export function createDuplicates<U>({ unique, secret }: Pick<TransferRow<U>, 'unique' | 'secret'>): Duplicates<U> {
  const seen = unique.map((value) => ({ ...value, rows: new Map<string, number>() }));
  const secrets: { readonly secret: Secret; readonly row: number }[] = [];

  return {
    add(unit, row) {
      if (secret !== null) secrets.push({ secret: secret(unit), row });
      for (const { what, of, rows } of seen) {
        const value = of(unit);
        if (value === null) continue;
        const first = rows.get(value);
        if (first !== undefined) return { what, row: first };
        rows.set(value, row);
      }
      return null;
    },

    // Sorting brings equal ones together and compares bytes in place: no secret becomes a key of a map.
    secretDuplicates() {
      secrets.sort((a, b) => compare(a.secret, b.secret) || a.row - b.row);
      for (const [i, next] of secrets.entries()) {
        const before = secrets[i - 1];
        if (before !== undefined && compare(before.secret, next.secret) === 0) {
          return { first: before.row, row: next.row };
        }
      }
      return null;
    },
  };
}

const compare = (a: Secret, b: Secret): number => a.use((x) => b.use((y) => compareBytes(x, y)));

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
