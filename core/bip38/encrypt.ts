import { concat } from '../base/digest.ts';
import type { DeriveOptions, KeyDerivation } from '../base/ports.ts';
import type { Result } from '../base/result.ts';
import { failIn, ok } from '../base/result.ts';
import { isScalar, multiplyBase } from '../base/secp256k1.ts';
import type { Secret } from '../base/secret.ts';
import { addressOf } from './address.ts';
import type { EncryptedKey } from './layout.ts';
import { writeEncryptedKey } from './layout.ts';
import type { Passphrase } from './passphrase.ts';
import { plainSeal, sealBlock, wipeSeal } from './seal.ts';

const fail = failIn('bip38');

export interface Encrypted {
  readonly key: EncryptedKey;
  /** Bitcoin P2PKH. */
  readonly address: string;
  /** SEC 1: 33 bytes if compressed, else 65. */
  readonly publicKey: Uint8Array;
}

/**
 * An EPK of a private key that somebody already has (BIP38, "Encryption when EC multiply flag is not used").
 * Refused: 32 bytes that are no private key.
 */
export async function encrypt(
  privateKey: Secret,
  compressed: boolean,
  passphrase: Passphrase,
  derivation: KeyDerivation,
  options?: DeriveOptions,
): Promise<Result<Encrypted, 'bad-key'>> {
  if (!privateKey.use(isScalar)) {
    return fail('bad-key', 'These 32 bytes are no private key of this curve; check where they come from.');
  }
  const { publicKey, address, hash } = addressOf(privateKey.use(multiplyBase), compressed);
  const seal = await plainSeal(passphrase, hash, derivation, options);
  const sealedKey = privateKey.use((bytes) =>
    concat(sealBlock(seal, bytes.subarray(0, 16), 'first'), sealBlock(seal, bytes.subarray(16, 32), 'second')),
  );
  wipeSeal(seal);
  const key = writeEncryptedKey({ ecMultiplied: false, compressed, addressHash: hash, sealedKey });
  return ok({ key, address, publicKey });
}
