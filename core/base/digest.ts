import { ripemd160 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { createBase58check } from '@scure/base';

/** SHA-256 twice, as Bitcoin hashes almost everything. */
export const sha256d = (bytes: Uint8Array): Uint8Array => sha256(sha256(bytes));

/** RIPEMD-160 of SHA-256: what an address says of a public key. 20 bytes. */
export const hash160 = (bytes: Uint8Array): Uint8Array => ripemd160(sha256(bytes));

/** Base58 with the first 4 bytes of SHA-256d at its end. `decode` throws on anything but an exact match. */
export const base58check = createBase58check(sha256);

/** The bytes of a text known to be ASCII: codes, addresses and their checksums' inputs. */
export function asciiBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) throw new TypeError('"text" expected ASCII');
    bytes[i] = unit;
  }
  return bytes;
}

/** Joins pieces into one new array. */
export function concat(...pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
