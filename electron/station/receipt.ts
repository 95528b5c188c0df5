/** Bench's receipt, taken in from a file by whoever it is for. */
import type { EventOf } from '../../core/journal/event.ts';
import { ok, type Result } from '../../core/base/result.ts';
import type { Transfer } from '../../core/transfer/transfer.ts';
import type { Intake } from './intake.ts';

/**
 * @param recordOf what goes on record with it, if it is of what this station has sent
 * @returns of which batch it is
 */
export async function takeReceipt<K extends 'vault-receipt' | 'return-receipt'>(
  intake: Intake,
  kind: K,
  path: string,
  recordOf: (receipt: Transfer<K>) => Result<EventOf<'receipt-taken'>>,
): Promise<Result<{ readonly batch: string }>> {
  const incoming = await intake.read(kind, path);
  if (!incoming.ok) return incoming;
  using receipt = incoming.value;
  const taken = recordOf(receipt.transfer);
  if (!taken.ok) return taken;
  const accepted = await intake.accept([receipt], [taken.value]);
  return accepted.ok ? ok({ batch: taken.value.batch }) : accepted;
}
