/**
 * The address BIP38 hashes: always Bitcoin P2PKH of the key as the flag byte says, compressed or not - for cards of
 * other coins as well (BIP38, "Encryption when EC multiply flag is not used", step 1).
 */
import { bech32 } from '@scure/base';
import { addressesOf } from '../coins/coins.ts';
import { p2pkhAddress } from '../coins/families.ts';
import { asciiBytes, hash160, sha256d } from '../base/digest.ts';
import type { CurvePoint } from '../base/secp256k1.ts';
import { pointBytes } from '../base/secp256k1.ts';
import { sameBytes } from '../base/secret.ts';

export interface KeyAddress {
  /** SEC 1, 33 or 65 bytes. */
  readonly publicKey: Uint8Array;
  readonly address: string;
  /** 4 bytes. */
  readonly hash: Uint8Array;
}

export function addressOf(point: CurvePoint, compressed: boolean): KeyAddress {
  const publicKey = pointBytes(point, compressed);
  const address = p2pkhAddress(publicKey, 0x00);
  return { publicKey, address, hash: sha256d(asciiBytes(address)).slice(0, 4) };
}

/** {@link addressOf}, or `null` when its hash is not the expected one: the sign of a wrong passphrase. */
export function addressIfHash(point: CurvePoint, compressed: boolean, expected: Uint8Array): KeyAddress | null {
  const found = addressOf(point, compressed);
  return sameBytes(found.hash, expected) ? found : null;
}

/** Which keys an address hash is allowed to name; `null`: not this one. */
export type HashRule = (point: CurvePoint, compressed: boolean, expected: Uint8Array) => HashedAddress | null;

export interface HashedAddress extends KeyAddress {
  /** The address that was hashed, where it is another than the BIP's. */
  readonly hashedOther?: string;
}

/**
 * {@link addressIfHash}, and what other wallets have hashed against the BIP: SegWit, nested, other coins', the test
 * network's. Some thirty addresses, so that a wrong passphrase passes once in 2^27. Only for opening what others made.
 */
export const anyAddressIfHash: HashRule = (point, compressed, expected) => {
  const own = addressOf(point, compressed);
  if (sameBytes(own.hash, expected)) return own;
  const known = addressesOf(own.publicKey);
  const others = [...(known.ok ? Object.values(known.value) : []), ...testAddresses(own.publicKey)];
  const hashedOther = others.find((address) => sameBytes(sha256d(asciiBytes(address)).slice(0, 4), expected));
  return hashedOther === undefined ? null : { ...own, hashedOther };
};

/** Of Bitcoin's test network: P2PKH, and SegWit of a compressed key. */
function testAddresses(publicKey: Uint8Array): readonly string[] {
  const old = p2pkhAddress(publicKey, 0x6f);
  if (publicKey.length !== 33) return [old];
  return [old, bech32.encode('tb', [0, ...bech32.toWords(hash160(publicKey))])];
}
