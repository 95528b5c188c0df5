import type { JournalEvent, RecordRef } from './event.ts';

/**
 * The station's memory. `append` resolves when the records are on disk (fdatasync), in order and as one group: only
 * then may anything be acknowledged. A failed append stops the station.
 */
export interface Journal {
  append(events: readonly JournalEvent[]): Promise<readonly RecordRef[]>;
}
