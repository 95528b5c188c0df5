/** What an audit and its threads say to each other. */
import type { JournalFacts } from '../../core/audit/journal-audit.ts';

/** One journal, for one thread. `parquet`: the folder for its columns, `null` for none. */
export interface ToReader {
  readonly path: string;
  readonly parquet: string | null;
}

export type FromReader =
  | { readonly kind: 'bytes'; readonly bytes: number }
  | { readonly kind: 'read'; readonly facts: JournalFacts; readonly digest: string }
  | { readonly kind: 'failed'; readonly message: string };
