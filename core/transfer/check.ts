import { failIn, ok, type Result } from '../base/result.ts';
import { openName, senderOf, TRANSFERS, type TransferKind } from './kinds.ts';
import type { Transfer, UncheckedTransfer } from './transfer.ts';
import type { TransferFailure } from './trouble.ts';

const fail = failIn('transfer');

/**
 * Checks that the parts of every unit belong together: codes by checksum and curve, addresses by deriving them again
 * from the public key, the confirmation code by its hash of the address. About a millisecond a unit of a `return`.
 *
 * Pauses after every unit, giving how many are done, so that whoever drives it can let others work in between. The
 * transfer comes out when all are good; a refused one is the caller's to discard.
 */
export function* checkTransfer<K extends TransferKind>(
  read: UncheckedTransfer<K>,
): Generator<number, Result<Transfer<K>, TransferFailure>, undefined> {
  const check = TRANSFERS[read.kind].check();
  for (const [i, unit] of read.units.entries()) {
    const row = i + 2;
    const wrong = check(unit, row);
    if (wrong !== null) {
      const where = `${read.file}, line ${row} (${openName(unit)})`;
      const todo = `Nothing was taken from it: ask ${senderOf(read.kind)} for the file again.`;
      return fail('wrong-unit', `${where}: ${wrong}. ${todo}`, { file: read.file, line: row });
    }
    yield i + 1;
  }
  // Every code has been through its parse function: the brands are earned.
  return ok(read as UncheckedTransfer<K> & Transfer<K>);
}
