/**
 * What moves between stations, format version 2.
 *
 * A transfer is ASCII text: one RFC 8785 (canonical) JSON object a line, each line ended by a line feed. The first
 * line is the manifest (manifest.ts), every other line one unit. Because the text of a value is fixed, a detached
 * minisign signature or an age envelope can be put around the file's bytes without touching the format.
 *
 * What kinds there are, and what the lines of each may hold, is the table in kinds.ts.
 */
import { TRANSFERS, type TransferKind, type UncheckedUnits, type TransferUnits } from './kinds.ts';
import type { Manifest } from './manifest.ts';

interface TransferOf<K extends TransferKind, U> {
  readonly kind: K;
  /** The file's name, for sentences. */
  readonly file: string;
  readonly manifest: Manifest;
  readonly units: readonly U[];
  /**
   * SHA-256 (hex) of the file's bytes, the `previous` of the next. Of a kind that holds secrets: of the manifest's
   * line and the lines of serials alone, because a record must not hold even a hash of a secret.
   */
  readonly digest: string;
}

/** Every line read, counted and free of duplicates; nothing derived yet. */
export type UncheckedTransfer<K extends TransferKind = TransferKind> = TransferOf<K, UncheckedUnits[K]>;

/** A whole, good transfer. */
export type Transfer<K extends TransferKind = TransferKind> = TransferOf<K, TransferUnits[K]>;

/** Wipes the secrets of a transfer that will not be used, or no longer. */
export function discard<K extends TransferKind>({ kind, units }: Pick<UncheckedTransfer<K>, 'kind' | 'units'>): void {
  const { secret } = TRANSFERS[kind];
  if (secret === null) return;
  for (const unit of units) secret(unit).wipe();
}
