import type { DeriveOptions, KeyDerivation } from '../base/ports.ts';
import { concat } from '../base/digest.ts';
import type { Result } from '../base/result.ts';
import { failIn, ok } from '../base/result.ts';
import { isScalar, multiplyBase, multiplyScalars } from '../base/secp256k1.ts';
import { Secret, wipe } from '../base/secret.ts';
import { addressIfHash, type HashRule } from './address.ts';
import type { EncryptedKey, MultipliedKeyFields, PlainKeyFields } from './layout.ts';
import { readEncryptedKey } from './layout.ts';
import type { ReportedLot } from './lot.ts';
import { lotOf } from './lot.ts';
import { deriveOwner } from './owner.ts';
import type { Passphrase } from './passphrase.ts';
import { openBlock, plainSeal, pointSeal, wipeSeal } from './seal.ts';
import { factorOf, openSeed } from './seedb.ts';

const fail = failIn('bip38');

export interface Decrypted extends ReportedLot {
  /** 32 bytes. The caller wipes it; `encodeWif` turns it into the text that wallets import. */
  readonly privateKey: Secret;
  /** SEC 1: 33 bytes if compressed, else 65. */
  readonly publicKey: Uint8Array;
  /** Bitcoin P2PKH. */
  readonly address: string;
  readonly compressed: boolean;
  /** The address whose hash the EPK carries, where that is another than the BIP's. */
  readonly hashedOther: string | null;
}

/**
 * The private key of an EPK (BIP38, "Decryption"). A wrong passphrase is always detected by the address hash (but for
 * one in 2^32): no wrong key is ever returned in silence.
 *
 * @param named whose hash counts: the BIP's alone, or of other wallets' as well.
 */
export async function decrypt(
  key: EncryptedKey,
  passphrase: Passphrase,
  derivation: KeyDerivation,
  options?: DeriveOptions,
  named: HashRule = addressIfHash,
): Promise<Result<Decrypted, 'wrong-passphrase'>> {
  const fields = readEncryptedKey(key);
  const { compressed, addressHash } = fields;
  const privateKey = fields.ecMultiplied
    ? await openMultiplied(fields, passphrase, derivation, options)
    : await openPlain(fields, passphrase, derivation, options);
  if (privateKey === null) return wrongPassphrase();
  const found = named(multiplyBase(privateKey), compressed, addressHash);
  if (found === null) {
    wipe(privateKey);
    return wrongPassphrase();
  }
  const numbers = fields.ecMultiplied ? lotOf(fields.entropy) : { lot: null, sequence: null };
  const { publicKey, address, hashedOther = null } = found;
  return ok({ privateKey: new Secret(privateKey), publicKey, address, compressed, hashedOther, ...numbers });
}

/** "Decryption", non-EC: two blocks of private key. `null` where they are no scalar. */
async function openPlain(
  { addressHash, sealedKey }: PlainKeyFields,
  passphrase: Passphrase,
  derivation: KeyDerivation,
  options?: DeriveOptions,
): Promise<Uint8Array | null> {
  const seal = await plainSeal(passphrase, addressHash, derivation, options);
  const first = openBlock(seal, sealedKey.subarray(0, 16), 'first');
  const second = openBlock(seal, sealedKey.subarray(16, 32), 'second');
  const privateKey = concat(first, second);
  wipe(first, second);
  wipeSeal(seal);
  return scalarOrWipe(privateKey);
}

/** "Decryption", EC multiply: passfactor * factorb mod n. `null` where a factor is no scalar. */
async function openMultiplied(
  fields: MultipliedKeyFields,
  passphrase: Passphrase,
  derivation: KeyDerivation,
  options?: DeriveOptions,
): Promise<Uint8Array | null> {
  const owner = await deriveOwner(passphrase, fields.entropy, derivation, options);
  if (owner === null) return null;
  try {
    const seal = await pointSeal(owner.passpoint, fields.addressHash, fields.entropy, derivation, options);
    const seedb = openSeed(seal, fields);
    const factorb = factorOf(seedb);
    wipe(seedb);
    wipeSeal(seal);
    if (factorb === null) return null;
    const privateKey = owner.passfactor.use((passfactor) => multiplyScalars(passfactor, factorb));
    wipe(factorb);
    return privateKey;
  } finally {
    owner.passfactor.wipe();
  }
}

function scalarOrWipe(bytes: Uint8Array): Uint8Array | null {
  if (isScalar(bytes)) return bytes;
  wipe(bytes);
  return null;
}

const wrongPassphrase = () =>
  fail('wrong-passphrase', 'The passphrase does not open this EPK; compare it with the card, letter by letter.');
