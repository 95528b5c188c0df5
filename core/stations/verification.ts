/**
 * The one question everything turns on: which addresses depend on the very bytes that are to be etched? Asked for
 * every unit in the background, and again for the card on the bench.
 */
import { hex } from '@scure/base';
import { confirm } from '../bip38/confirm.ts';
import type { ConfirmationCode } from '../bip38/layout.ts';
import { passphraseFromBytes } from '../bip38/passphrase.ts';
import { addressesOf } from '../coins/coins.ts';
import type { DeriveOptions, KeyDerivation } from '../ports.ts';
import { must, ok, type Result } from '../result.ts';
import type { Secret } from '../secret.ts';
import type { Unit } from '../units/unit.ts';
import { because, type ReasonKind } from './reasons.ts';

/** The units of the open batch, as the journal has them. */
export interface Units {
  unit(serial: string): Unit | null;
  unitByAddress(address: string): Unit | null;
}

/** Opens a unit's passphrase: the very bytes to be etched. The caller wipes them. */
export interface PassphraseVault {
  passphrase(unit: Unit): Result<Secret>;
}

/**
 * Every address that depends on `bytes`, the passphrase of `unit`, and the coin it belongs to: address -> coin. One
 * heavy scrypt. Refused if passphrase, confirmation code and public key on record are not of one unit.
 *
 * Rejects as `derivation` does: a fault of the station says nothing about the unit.
 */
export async function dependentAddresses(
  unit: Unit,
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
  // Some coins share an address: the first in the table gives it its name.
  const coins = Object.entries(must(addressesOf(publicKey))).reverse();
  return ok(new Map(coins.map(([coin, address]) => [address, coin])));
}
