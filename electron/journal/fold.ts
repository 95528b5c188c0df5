import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JournalEvent } from '../../core/journal/event.ts';
import { isRare } from '../../core/journal/frequent.ts';
import type { OpenJournal } from './file.ts';

/** What a station knows by heart, folded from its journal. */
export interface Fold {
  /**
   * @param at when it was recorded, ISO 8601
   * @param by who was signed in, by their id; null where nobody was
   */
  apply(event: JournalEvent, at: string, by?: string | null): void;
}

/** Folds the records that are not of one card, which is at once, and keeps it up: for a book that asks for no others. */
export function followRare<B extends Fold>(book: B, journal: Pick<OpenJournal, 'rare' | 'follow'>): B {
  for (const { event, at } of journal.rare) book.apply(event, at);
  journal.follow((records) => {
    for (const record of records) if (isRare(record)) book.apply(record.event, record.at);
  });
  return book;
}

/** Folds all that is on record into `book`, letting others work in between, and keeps it up with the journal from then on. */
export async function follow<B extends Fold>(
  book: B,
  journal: Pick<OpenJournal, 'records' | 'follow' | 'head'>,
): Promise<B> {
  let next = 0;
  while (next < journal.head.size) {
    for (const group of journal.records(next)) {
      for (const { event, at, by = null } of group) book.apply(event, at, by);
      next += group.length;
      await nextTurn();
    }
  }
  // In the same turn as the last look at the head: no record comes in between.
  journal.follow((records) => {
    for (const { event, at, by = null } of records) book.apply(event, at, by);
  });
  return book;
}

/** Two folds of one journal, which is read once for both. */
export const both = (first: Fold, second: Fold): Fold => ({
  apply(event, at, by) {
    first.apply(event, at, by);
    second.apply(event, at, by);
  },
});
