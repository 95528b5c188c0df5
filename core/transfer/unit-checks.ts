/** Whether the parts of a unit belong together: a function for each kind of line. */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import {
  parseConfirmationCode,
  parseIntermediateCode,
  readConfirmationCode,
  readIntermediateCode,
  type ConfirmationCode,
} from '../bip38/layout.ts';
import { asciiBytes, sha256d } from '../base/digest.ts';
import { sameBytes } from '../base/secret.ts';
import { groupingOf } from '../card/passphrase.ts';
import { keyIn, nameIn } from './person-texts.ts';
import { addressesOf, coins, readAddress } from '../coins/coins.ts';
import {
  isWithdrawn,
  type ClosedUnit,
  type CodedLine,
  type HandedUnit,
  type PersonUnit,
  type PrintedUnit,
  type ProvenUnit,
  type VaultUnit,
  type WithdrawnUnit,
} from './units.ts';

/** What is wrong with a unit, as half a sentence; `null` for a good one. One is made for each file. */
export type UnitCheck<U> = (unit: U, row: number) => string | null;

export function codedCheck(): UnitCheck<CodedLine> {
  const once = ownerOnce();
  return ({ code }, row) => {
    const parsed = parseIntermediateCode(code);
    if (!parsed.ok) return 'its intermediate code is damaged';
    return once(readIntermediateCode(parsed.value).entropy.bytes, row);
  };
}

/** One batch, one shape: a shorter passphrase among longer ones was not made for it. */
export function vaultCheck(): UnitCheck<Pick<VaultUnit, 'passphrase'>> {
  let first: string | null = null;
  return ({ passphrase }) => {
    const grouping = passphrase.use(groupingOf);
    const shape = `${grouping?.groups} groups of ${grouping?.size}`;
    first ??= shape;
    return shape === first ? null : `its passphrase has ${shape} symbols and the first of this file ${first}`;
  };
}

/** A name that says nothing else in another writing, and is one that a record can have. */
export const personCheck: UnitCheck<PersonUnit> = ({ name, key }) => {
  if (nameIn(name) === null) return 'its name is none that a record can have';
  return key === undefined || keyIn(key) !== null ? null : 'its key is not 32 bytes';
};

export function returnCheck(): UnitCheck<PrintedUnit | WithdrawnUnit> {
  const once = ownerOnce();
  return (unit, row) => {
    if (isWithdrawn(unit)) return null;
    const { addresses, confirmation, deposit, publicKey } = unit;
    if (deposit !== undefined && addresses[deposit] === undefined)
      return `it has no ${deposit} address for its sticker`;
    const named = coins.filter((coin) => coin === 'BTC' || coin in addresses);
    const derived = addressesOf(hexToBytes(publicKey), named);
    if (!derived.ok) return 'its public key is no point of the curve';
    const foreign = named.find((coin) => coin in addresses && addresses[coin] !== derived.value[coin]);
    if (foreign !== undefined) return `its ${foreign} address does not belong to its public key`;
    const code = parseConfirmationCode(confirmation);
    if (!code.ok) return 'its confirmation code is damaged';
    if (!confirms(code.value, derived.value.BTC)) return OTHER_KEY;
    return once(readConfirmationCode(code.value).entropy.bytes, row);
  };
}

export const closingCheck = (): UnitCheck<ClosedUnit> => (unit) =>
  (unit.end === 'handed-over') === (unit.handed !== undefined)
    ? null
    : 'it does not say to whom it was handed over, or says so of a unit that was not';

export function handedCheck(): UnitCheck<HandedUnit> {
  const [shape, once] = [vaultCheck(), ownerOnce()];
  return (unit, row) => {
    const derived = addressesOf(hexToBytes(unit.publicKey));
    if (!derived.ok) return 'its public key is no point of the curve';
    if (!Object.values(derived.value).includes(unit.address)) return 'its address does not belong to its public key';
    const code = parseConfirmationCode(unit.confirmation);
    if (!code.ok) return 'its confirmation code is damaged';
    if (!confirms(code.value, derived.value.BTC)) return OTHER_KEY;
    return shape(unit, row) ?? once(readConfirmationCode(code.value).entropy.bytes, row);
  };
}

const provenCheck: UnitCheck<ProvenUnit> = ({ address, confirmation }) => {
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

export const proofCheck = (): UnitCheck<ProvenUnit> => provenCheck;
