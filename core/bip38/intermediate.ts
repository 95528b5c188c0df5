import type { DeriveOptions, KeyDerivation, Random } from '../base/ports.ts';
import type { IntermediateCode } from './layout.ts';
import { writeIntermediateCode } from './layout.ts';
import type { LotNumbers } from './lot.ts';
import { freshOwnerEntropy } from './lot.ts';
import type { Owner } from './owner.ts';
import { deriveOwner } from './owner.ts';
import type { Passphrase } from './passphrase.ts';

/**
 * A fresh owner for a passphrase: new random salt, redone in the one case in 2^128 that gives no valid scalar.
 * The caller wipes `passfactor`.
 */
export async function makeOwner(
  passphrase: Passphrase,
  numbers: LotNumbers | null,
  random: Random,
  derivation: KeyDerivation,
  options?: DeriveOptions,
): Promise<Owner> {
  for (;;) {
    const owner = await deriveOwner(passphrase, freshOwnerEntropy(random, numbers), derivation, options);
    if (owner !== null) return owner;
  }
}

/** The intermediate code of an owner (BIP38, "Encryption when EC multiply mode is used", step 5 of the owner). */
export const intermediateCodeOf = ({ entropy, passpoint }: Owner): IntermediateCode =>
  writeIntermediateCode({ entropy, passpoint });

/**
 * A new intermediate code for a passphrase. `numbers` come from `parseLot`; `null` for none. One code is good for one
 * EPK, ever: with a second one, who opens the first can compute the next.
 */
export async function makeIntermediateCode(
  passphrase: Passphrase,
  numbers: LotNumbers | null,
  random: Random,
  derivation: KeyDerivation,
  options?: DeriveOptions,
): Promise<IntermediateCode> {
  const owner = await makeOwner(passphrase, numbers, random, derivation, options);
  owner.passfactor.wipe();
  return intermediateCodeOf(owner);
}
