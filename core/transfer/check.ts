import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import {
  parseConfirmationCode,
  parseIntermediateCode,
  readConfirmationCode,
  readIntermediateCode,
  type ConfirmationCode,
} from '../bip38/layout.ts';
import { addressesOf, coins, readAddress } from '../coins/coins.ts';
import { asciiBytes, sha256d } from '../base/digest.ts';
import { failIn, never, ok, type Result } from '../base/result.ts';
import { sameBytes } from '../base/secret.ts';
import { groupingOf } from '../card/passphrase.ts';
import {
  TRANSFERS,
  isWithdrawn,
  type Transfer,
  type TransferFailure,
  type TransferKind,
  type UncheckedTransfer,
  type UncheckedUnits,
} from './transfer.ts';

const fail = failIn('transfer');

/** What is wrong with a unit, as half a sentence; `null` for a good one. */
type Check<K extends TransferKind> = (unit: UncheckedUnits[K], row: number) => string | null;

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
  const check = checkOf(read.kind);
  for (const [i, unit] of read.units.entries()) {
    const row = i + 2;
    const wrong = check(unit, row);
    if (wrong !== null) {
      const where = `${read.file}, line ${row} (${unit.serial})`;
      const todo = `Nothing was taken from it: ask ${TRANSFERS[read.kind].sender} for the file again.`;
      return fail('wrong-unit', `${where}: ${wrong}. ${todo}`, { file: read.file, line: row });
    }
    yield i + 1;
  }
  // Every code has been through its parse function: the brands are earned.
  return ok(read as UncheckedTransfer<K> & Transfer<K>);
}

function checkOf<K extends TransferKind>(kind: K): Check<K>;
function checkOf(kind: TransferKind): Check<TransferKind> {
  switch (kind) {
    case 'order':
    case 'supplied':
      return orderCheck() as Check<TransferKind>;
    case 'vault':
      return vaultCheck() as Check<TransferKind>;
    case 'return':
      return returnCheck() as Check<TransferKind>;
    case 'proof':
      return proofCheck as Check<TransferKind>;
    default:
      return never(kind);
  }
}

function orderCheck(): Check<'order'> {
  const once = ownerOnce();
  return ({ code }, row) => {
    const parsed = parseIntermediateCode(code);
    if (!parsed.ok) return 'its intermediate code is damaged';
    return once(readIntermediateCode(parsed.value).entropy.bytes, row);
  };
}

/** One batch, one shape: a shorter passphrase among longer ones was not made for it. */
function vaultCheck(): Check<'vault'> {
  let first: string | null = null;
  return ({ passphrase }) => {
    const grouping = passphrase.use(groupingOf);
    const shape = `${grouping?.groups} groups of ${grouping?.size}`;
    first ??= shape;
    return shape === first ? null : `its passphrase has ${shape} symbols and the first of this file ${first}`;
  };
}

function returnCheck(): Check<'return'> {
  const once = ownerOnce();
  return (unit, row) => {
    if (isWithdrawn(unit)) return null;
    const { addresses, confirmation, deposit, publicKey } = unit;
    if (deposit !== undefined && addresses[deposit] === undefined)
      return `it has no ${deposit} address for its sticker`;
    const derived = addressesOf(hexToBytes(publicKey));
    if (!derived.ok) return 'its public key is no point of the curve';
    const foreign = coins.find((coin) => coin in addresses && addresses[coin] !== derived.value[coin]);
    if (foreign !== undefined) return `its ${foreign} address does not belong to its public key`;
    const code = parseConfirmationCode(confirmation);
    if (!code.ok) return 'its confirmation code is damaged';
    if (!confirms(code.value, derived.value.BTC)) return OTHER_KEY;
    return once(readConfirmationCode(code.value).entropy.bytes, row);
  };
}

const proofCheck: Check<'proof'> = ({ address, confirmation }) => {
  const code = parseConfirmationCode(confirmation);
  if (!code.ok) return 'its confirmation code is damaged';
  const read = readAddress(address);
  if (!read.ok || read.value.address !== address) return 'its address is damaged';
  const hashed = read.value.coins.includes('BTC');
  return !hashed || confirms(code.value, address) ? null : OTHER_KEY;
};

const OTHER_KEY = 'its confirmation code belongs to another key';

/** The confirmation code names its key by 4 bytes: a hash of the P2PKH address of the compressed key. */
function confirms(code: ConfirmationCode, address: string | undefined): boolean {
  const { addressHash, compressed } = readConfirmationCode(code);
  return address !== undefined && compressed && sameBytes(addressHash, sha256d(asciiBytes(address)).subarray(0, 4));
}

/** Two units with one owner entropy come from one intermediate code: who opens one can compute the other. */
function ownerOnce(): (entropy: Uint8Array, row: number) => string | null {
  const rows = new Map<string, number>();
  return (entropy, row) => {
    const owner = bytesToHex(entropy);
    const first = rows.get(owner);
    rows.set(owner, first ?? row);
    return first === undefined ? null : `it comes from the same intermediate code as line ${first}`;
  };
}
