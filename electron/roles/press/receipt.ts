/** Bench's receipt of a return, taken in from a file. */
import { ok, type Result } from '../../../core/base/result.ts';
import { receiptTaken } from '../../../core/stations/press/receipt.ts';
import type { PressBook } from '../../../core/stations/press/book.ts';
import type { Intake } from '../../station/intake.ts';

interface Receiving {
  readonly intake: Intake;
  readonly book: Pick<PressBook, 'batch'>;
}

export async function takeReceipt(
  { intake, book }: Receiving,
  path: string,
): Promise<Result<{ readonly batch: string }>> {
  const incoming = await intake.read('return-receipt', path);
  if (!incoming.ok) return incoming;
  using receipt = incoming.value;
  const taken = receiptTaken(receipt.transfer, book);
  if (!taken.ok) return taken;
  const accepted = await intake.accept([receipt], [taken.value]);
  return accepted.ok ? ok({ batch: taken.value.batch }) : accepted;
}
