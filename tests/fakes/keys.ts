/** What a wallet makes of a private key, by Node's own curve and hashes and with nothing of ours. */
import { createBase58check } from '@scure/base';
import { createECDH, createHash } from 'node:crypto';

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
