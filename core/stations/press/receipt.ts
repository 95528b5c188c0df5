/** Bench's receipt of a return: until it is here, the return may have to be written again. */
import { failIn, ok, type Result } from '../../base/result.ts';
import type { EventOf } from '../../journal/event.ts';
import type { Transfer } from '../../transfer/transfer.ts';
import type { PressBook } from './book.ts';

const fail = failIn('press');

/** What goes on record with a receipt, if it is of a return of this station's. */
export function returnReceiptTaken(
  { file, manifest, units }: Pick<Transfer<'return-receipt'>, 'file' | 'manifest' | 'units'>,
  book: Pick<PressBook, 'batch'>,
): Result<EventOf<'receipt-taken'>> {
  const { batch, from, of: digest = '' } = manifest;
  const returns = book.batch(batch)?.returns ?? [];
  if (returns.length === 0) {
    return fail('not-returned', `The return of batch ${batch} is not written yet. Write it first.`, { batch });
  }
  if (!returns.some((one) => one.digest === digest)) {
    return fail(
      'other-receipt',
      `${file} is the receipt of another return than the one of batch ${batch} that was written here. Nothing was taken from it: call your supervisor.`,
      { file, batch },
    );
  }
  return ok({ kind: 'receipt-taken', transfer: 'return', batch, from, count: units.length, digest });
}
