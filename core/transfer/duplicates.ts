import type { Secret } from '../base/secret.ts';
import { isWithdrawn, type TransferKind, type UncheckedUnits, type VaultUnit } from './transfer.ts';

/** What two units must never share; `row` is that of the first. */
export interface Twin {
  readonly what: string;
  readonly row: number;
}

export interface Duplicates<K extends TransferKind> {
  /** The unit before this one that shares something with it. */
  add(unit: UncheckedUnits[K], row: number): Twin | null;
  /** Two rows of a vault with one passphrase; asked once, when all are in. */
  secretTwins(): { readonly first: number; readonly row: number } | null;
}

/** A public value that must be unique in a transfer: its name in sentences, and where it is. */
interface Unique<U> {
  readonly what: string;
  /** `null` where a unit has none. */
  of(unit: U): string | null;
}

const serial: Unique<{ readonly serial: string }> = { what: 'serial', of: (unit) => unit.serial };
const confirmation: Unique<{ readonly confirmation: string }> = {
  what: 'confirmation code',
  of: (unit) => unit.confirmation,
};

const code: Unique<{ readonly code: string }> = { what: 'intermediate code', of: (unit) => unit.code };

const UNIQUE: { readonly [K in TransferKind]: readonly Unique<UncheckedUnits[K]>[] } = {
  order: [serial, code],
  vault: [serial],
  supplied: [serial, code],
  return: [
    serial,
    { ...confirmation, of: (unit) => (isWithdrawn(unit) ? null : unit.confirmation) },
    // Without its sign byte: two keys that differ in it alone are one secret, and have one Taproot address. As every
    // address is derived from its unit's key, units with two keys have no address in common.
    { what: 'public key', of: (unit) => (isWithdrawn(unit) ? null : unit.publicKey.slice(2)) },
    { what: 'sticker', of: (unit) => (isWithdrawn(unit) ? null : unit.sticker) },
  ],
  proof: [serial, confirmation, { what: 'address', of: (unit) => unit.address }],
};

/** Finds units that share what must be theirs alone. */
export function createDuplicates<K extends TransferKind>(kind: K): Duplicates<K> {
  const seen = UNIQUE[kind].map((unique) => ({ ...unique, rows: new Map<string, number>() }));
  const passphrases: { readonly passphrase: Secret; readonly row: number }[] = [];

  return {
    add(unit, row) {
      if (kind === 'vault') passphrases.push({ passphrase: (unit as VaultUnit).passphrase, row });
      for (const { what, of, rows } of seen) {
        const value = of(unit);
        if (value === null) continue;
        const first = rows.get(value);
        if (first !== undefined) return { what, row: first };
        rows.set(value, row);
      }
      return null;
    },

    // Sorting brings equal ones together and compares bytes in place: no passphrase becomes a key of a map.
    secretTwins() {
      passphrases.sort((a, b) => compare(a.passphrase, b.passphrase) || a.row - b.row);
      for (const [i, next] of passphrases.entries()) {
        const before = passphrases[i - 1];
        if (before !== undefined && compare(before.passphrase, next.passphrase) === 0) {
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
