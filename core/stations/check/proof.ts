/** Looking a card up in the maker's proof file: by the serial on it, or by the address on its sticker. */
import { readAddress } from '../../coins/coins.ts';
import { failIn, ok, type Result } from '../../base/result.ts';
import type { TransferUnits } from '../../transfer/kinds.ts';

const fail = failIn('check');

export interface ProofBook {
  readonly size: number;
  /** `text` is a serial or an address, exactly as it is printed. */
  find(text: string): Result<TransferUnits['proof'], 'not-in-proof'>;
}

export function createProofBook(units: readonly TransferUnits['proof'][]): ProofBook {
  const bySerial = new Map<string, TransferUnits['proof']>(units.map((unit) => [unit.serial, unit]));
  const byAddress = new Map<string, TransferUnits['proof']>(units.map((unit) => [unit.address, unit]));
  return {
    size: units.length,
    find(text) {
      const address = readAddress(text);
      const unit = address.ok ? byAddress.get(address.value.address) : bySerial.get(text);
      return unit === undefined ? notThere() : ok(unit);
    },
  };
}

const notThere = () =>
  fail(
    'not-in-proof',
    'This card is not in the file. Check that the file is of its batch, and that you copied it right.',
  );
