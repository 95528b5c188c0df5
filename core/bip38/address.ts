/**
 * The address BIP38 hashes: always Bitcoin P2PKH of the key as the flag byte says, compressed or not - for cards of
 * other coins as well (BIP38, "Encryption when EC multiply flag is not used", step 1).
 */
import { p2pkhAddress } from '../coins/families.ts';
import { asciiBytes, sha256d } from '../base/digest.ts';
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
