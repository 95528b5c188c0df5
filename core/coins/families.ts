import { base58check, concat, hash160 } from '../digest.ts';

/** Pay to public key hash: Base58Check of a version (one byte, or two for Zcash) and the key's hash160. */
export const p2pkh = (publicKey: Uint8Array, ...version: readonly number[]): string =>
  base58check.encode(concat(Uint8Array.from(version), hash160(publicKey)));
