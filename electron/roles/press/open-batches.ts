/** The batches of a Press as they stand now, each looked up the moment something is done with it. */
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import type { PressBatch, PressBook } from '../../../core/stations/press/book.ts';

const fail = failIn('press');

export function openBatches(book: Pick<PressBook, 'batch'>) {
  /** As it stands now: what a caller has kept of a batch may be long past. */
  function current(name: string): Result<PressBatch> {
    const batch = book.batch(name);
    if (batch === null || batch.closed !== null) return fail('no-batch', `No batch ${name} is open here.`);
    return ok(batch);
  }
  /** A batch of which something may be made: all of what was made of it before is on record. */
  function whole(name: string): Result<PressBatch> {
    const batch = current(name);
    if (!batch.ok || !batch.value.brokenOff) return batch;
    return fail(
      'broken-off',
      `Batch ${name} was begun before records of this station were lost: nothing of it is made, printed or returned any more. Destroy it, and order it anew.`,
      { batch: name },
    );
  }

  return { current, whole };
}
