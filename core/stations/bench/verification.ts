/**
 * The one question everything turns on: which addresses depend on the very bytes that are to be etched? Asked for
 * every unit in the background, and again for the card on the bench.
 */
import { hex } from '@scure/base';
import { addressIfHash } from '../../bip38/address.ts';
import { confirm } from '../../bip38/confirm.ts';
import {
  parseConfirmationCode,
  readConfirmationCode,
  type ConfirmationCode,
  type IntermediateCode,
} from '../../bip38/layout.ts';
import { passphraseFromBytes } from '../../bip38/passphrase.ts';
import { sameOwner } from '../../bip38/same-owner.ts';
import { addressesOf, readAddress } from '../../coins/coins.ts';
import type { DeriveOptions, KeyDerivation } from '../../base/ports.ts';
import type { JournalEvent } from '../../journal/event.ts';
import { must, ok, type Result } from '../../base/result.ts';
import { parsePoint } from '../../base/secp256k1.ts';
import type { Secret } from '../../base/secret.ts';
import type { BenchUnit } from '../../life/bench-life.ts';
import { because, type ReasonKind } from './reasons.ts';

/** The units of the open batch, as the journal has them. */
export interface UnitLookup {
  unit(serial: string): BenchUnit | null;
  unitByAddress(address: string): BenchUnit | null;
}

/** The units of a job, of whatever batch, as the journal has them. */
export type UnitsOfJob = (job: string) => readonly BenchUnit[];

/** Everything on record of one card, oldest first. */
export type RecordsOf = (serial: string) => readonly JournalEvent[];

/** What is sealed of a unit. */
export interface PassphraseVault {
  /**
   * The very bytes to be etched: the unit's passphrase, or the confirmation code in its place where `code` is one. The
   * caller wipes them.
   */
  passphrase(unit: BenchUnit): Result<Secret>;
  /** The code that a customer has made, who keeps the passphrase; `null` where the passphrase is here. */
  code(unit: BenchUnit): Result<IntermediateCode | null>;
}

/** As {@link dependentAddresses}; where there is no passphrase, as {@link addressesByCode}. */
export async function verifiedAddresses(
  unit: BenchUnit,
  bytes: Secret,
  vault: Pick<PassphraseVault, 'code'>,
  derivation: KeyDerivation,
  options: DeriveOptions,
): Promise<Result<ReadonlyMap<string, string>, ReasonKind>> {
  const code = vault.code(unit);
  if (!code.ok) return { ok: false, error: because('vault-unreadable', { serial: unit.serial }) };
  if (code.value === null) return dependentAddresses(unit, bytes, derivation, options);
  return addressesByCode(unit, bytes, code.value, derivation, options);
}

/**
 * The addresses that depend on `bytes`, the passphrase of `unit`, of each coin that the address on record may be of:
 * address -> coin. One heavy scrypt. Refused if passphrase, confirmation code and public key on record are not of one unit.
 *
 * Rejects as `derivation` does: a fault of the station says nothing about the unit.
 */
export async function dependentAddresses(
  unit: BenchUnit,
  bytes: Secret,
  derivation: KeyDerivation,
  options: DeriveOptions,
): Promise<Result<ReadonlyMap<string, string>, ReasonKind>> {
  const { serial } = unit;
  const passphrase = bytes.use(passphraseFromBytes);
  if (!passphrase.ok) return { ok: false, error: because('vault-unreadable', { serial }) };
  using secret = passphrase.value;
  const confirmed = await confirm(unit.confirmation as ConfirmationCode, secret, derivation, options);
  if (!confirmed.ok) return { ok: false, error: because('passphrase-mismatch', { serial }) };
  const { publicKey } = confirmed.value;
  if (hex.encode(publicKey) !== unit.publicKey) return { ok: false, error: because('address-not-derived', { serial }) };
  return ok(coinsByAddress(publicKey, unit));
}

/**
 * As much of a unit whose customer keeps the passphrase: `bytes` are a confirmation code that was made of the
 * customer's own code, and names the key on record. What depends on the passphrase, the customer alone can tell.
 */
async function addressesByCode(
  unit: BenchUnit,
  bytes: Secret,
  code: IntermediateCode,
  derivation: KeyDerivation,
  options: DeriveOptions,
): Promise<Result<ReadonlyMap<string, string>, ReasonKind>> {
  const { serial } = unit;
  const refuse = (kind: ReasonKind): Result<never, ReasonKind> => ({ ok: false, error: because(kind, { serial }) });
  const confirmation = parseConfirmationCode(bytes.use((text) => String.fromCharCode(...text)));
  if (!confirmation.ok) return refuse('code-mismatch');
  const owner = await sameOwner(confirmation.value, code, derivation, options);
  if (!owner.ok) return refuse('code-mismatch');
  const { addressHash, compressed } = readConfirmationCode(confirmation.value);
  const publicKey = hex.decode(unit.publicKey);
  const point = parsePoint(publicKey);
  const named = compressed && point !== null && addressIfHash(point, true, addressHash) !== null;
  if (!named) return refuse('address-not-derived');
  return ok(coinsByAddress(publicKey, unit));
}

/**
 * Some coins share an address: the first in the table gives it its name. Of other coins than those whose form the address
 * on record has nothing is asked: all of them cost as much as the rest of a verification on this thread.
 */
function coinsByAddress(publicKey: Uint8Array, { address }: BenchUnit): ReadonlyMap<string, string> {
  const read = readAddress(address);
  if (!read.ok) return new Map();
  const coins = Object.entries(must(addressesOf(publicKey, read.value.coins))).reverse();
  return new Map(coins.map(([coin, found]) => [found, coin]));
}
