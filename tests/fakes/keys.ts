/** What a wallet makes of a private key, by Node's own curve and hashes and with nothing of ours. */
import type { CurvePoint } from '../../core/base/secp256k1.ts';
import { createBase58check } from '@scure/base';
import { createECDH, createHash } from 'node:crypto';
import { multiplyBase, pointBytes } from '../../core/base/secp256k1.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest());
const ripemd160 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('ripemd160').update(bytes).digest());
const base58check = createBase58check(sha256);

/** The P2PKH address of a key in WIF for bitcoin, compressed or not as it says. */
export function addressOfWif(wif: string): string {
  const bytes = base58check.decode(wif);
  if (bytes[0] !== 0x80) throw new Error('not a WIF for bitcoin');
  const curve = createECDH('secp256k1');
  curve.setPrivateKey(bytes.subarray(1, 33));
  const publicKey = curve.getPublicKey(null, bytes.length === 34 ? 'compressed' : 'uncompressed');
  return base58check.encode(Uint8Array.of(0, ...ripemd160(sha256(publicKey))));
}

/** The public key of a private key, SEC 1, by the curve of ours: for vectors of what is made of public keys. */
export const publicKeyOf = (privateKey: Uint8Array, compressed: boolean): Uint8Array =>
  pointBytes(multiplyBase(privateKey), compressed);

/** As noble does it, without the shortcut of ours: what `multiply` is compared with. */
export const multiplyPlain = (point: CurvePoint, scalar: Uint8Array): CurvePoint =>
  point.multiply(BigInt(`0x${Buffer.from(scalar).toString('hex')}`));
