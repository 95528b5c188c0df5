/** Records in words: a sentence for every kind of event. */
import type { EventKind, EventOf, Outcome } from '../../core/journal/event.ts';

/** What a sentence about a record needs besides the record: the names of reasons and states in its language. */
export interface Naming {
  readonly reason: (kind: string) => string;
  readonly device: (device: string) => string;
  readonly deviceState: (state: string) => string;
  readonly evidence: (evidence: string) => string;
  readonly outcome: (outcome: Outcome) => string;
}

export type EventSentences = { readonly [K in EventKind]: (event: EventOf<K>, name: Naming) => string };
