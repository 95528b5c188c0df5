import type { DeriveOptions, KeyDerivation } from '../base/ports.ts';
import type { Result } from '../base/result.ts';
import { failIn, ok } from '../base/result.ts';
import { multiply, parsePoint } from '../base/secp256k1.ts';
import { wipe } from '../base/secret.ts';
import { addressIfHash } from './address.ts';
import type { ConfirmationCode } from './layout.ts';
import { readConfirmationCode } from './layout.ts';
import type { ReportedLot } from './lot.ts';
import { lotOf } from './lot.ts';
import type { Owner } from './owner.ts';
import { deriveOwner } from './owner.ts';
import type { Passphrase } from './passphrase.ts';
import { openPoint } from './pointb.ts';
import { pointSeal, wipeSeal } from './seal.ts';

const fail = failIn('bip38');

/** "It is confirmed that Bitcoin address `address` depends on this passphrase", in the BIP's words. */
export interface Confirmed extends ReportedLot {
  /** Bitcoin P2PKH. */
  readonly address: string;
  /** SEC 1: 33 bytes if compressed, else 65. */
  readonly publicKey: Uint8Array;
  readonly compressed: boolean;
}

/**
 * Which address depends on this passphrase (BIP38, "Confirmation code", steps 1 to 6). One heavy scrypt.
 *
 * The check is 32 bits wide: a wrong passphrase passes once in 2^32. Compare the address with the card's.
 */
export async function confirm(
  code: ConfirmationCode,
  passphrase: Passphrase,
  derivation: KeyDerivation,
  options?: DeriveOptions,
): Promise<Result<Confirmed, 'wrong-passphrase'>> {
  const owner = await deriveOwner(passphrase, readConfirmationCode(code).entropy, derivation, options);
  if (owner === null) return wrongPassphrase();
  try {
    return await openConfirmation(code, owner, derivation, options);
  } finally {
    owner.passfactor.wipe();
  }
}

async function openConfirmation(
  code: ConfirmationCode,
  owner: Owner,
  derivation: KeyDerivation,
  options?: DeriveOptions,
): Promise<Result<Confirmed, 'wrong-passphrase'>> {
  const { compressed, addressHash, entropy, sealedPoint } = readConfirmationCode(code);
  const seal = await pointSeal(owner.passpoint, addressHash, entropy, derivation, options);
  const bytes = openPoint(seal, sealedPoint);
  const pointb = parsePoint(bytes);
  wipe(bytes);
  wipeSeal(seal);
  // Not every 256-bit integer is an x coordinate: with a wrong passphrase about half of all pointb are none.
  if (pointb === null) return wrongPassphrase();
  const product = owner.passfactor.use((passfactor) => multiply(pointb, passfactor));
  const found = addressIfHash(product, compressed, addressHash);
  if (found === null) return wrongPassphrase();
  return ok({ address: found.address, publicKey: found.publicKey, compressed, ...lotOf(entropy) });
}

const wrongPassphrase = () =>
  fail('wrong-passphrase', 'The passphrase does not belong to this confirmation code; compare it with the card.');
