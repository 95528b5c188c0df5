/**
 * The owner's half of a key pair: passfactor, which only the passphrase gives, and its public side, passpoint.
 *
 * This is the one place where all the time goes (one heavy scrypt). Who has to work with one passphrase and one owner
 * entropy more than once - make an intermediate code and confirm at once, say - derives the owner once and reuses it.
 */
import { concat, sha256d } from '../base/digest.ts';
import type { DeriveOptions, KeyDerivation } from '../base/ports.ts';
import { isScalar, multiplyBase, pointBytes } from '../base/secp256k1.ts';
import { Secret, wipe } from '../base/secret.ts';
import type { OwnerEntropy } from './lot.ts';
import { ownerSalt } from './lot.ts';
import type { Passphrase } from './passphrase.ts';
import { SCRYPT_HEAVY } from './seal.ts';

export interface Owner {
  readonly entropy: OwnerEntropy;
  /** 32 bytes, a valid scalar. Whoever derived the owner wipes it. */
  readonly passfactor: Secret;
  /** G * passfactor, compressed: 33 bytes. Public within the intermediate code, yet it opens seedb: keep it close. */
  readonly passpoint: Uint8Array;
}

/**
 * passfactor and passpoint from passphrase and owner entropy (BIP38, "Encryption when EC multiply mode is used",
 * steps 2 to 4 of the owner). `null` where passfactor is 0 or >= n, once in 2^128: choose another salt.
 */
export async function deriveOwner(
  passphrase: Passphrase,
  entropy: OwnerEntropy,
  derivation: KeyDerivation,
  options?: DeriveOptions,
): Promise<Owner | null> {
  const prefactor = await passphrase.use((password) =>
    derivation.derive({ password, salt: ownerSalt(entropy), ...SCRYPT_HEAVY, dkLen: 32 }, options),
  );
  const passfactor = entropy.hasLot ? passfactorOf(prefactor, entropy) : prefactor;
  if (!isScalar(passfactor)) {
    wipe(passfactor);
    return null;
  }
  const passpoint = pointBytes(multiplyBase(passfactor), true);
  return { entropy, passfactor: new Secret(passfactor), passpoint };
}

/** With lot and sequence: SHA-256d of prefactor and owner entropy. */
function passfactorOf(prefactor: Uint8Array, entropy: OwnerEntropy): Uint8Array {
  const joined = concat(prefactor, entropy.bytes);
  const passfactor = sha256d(joined);
  wipe(joined, prefactor);
  return passfactor;
}
