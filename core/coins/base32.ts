/**
 * The base32 code that CashAddr (Bitcoin Cash's "cashaddr" specification) and CIP-37 (Conflux) share: a version byte
 * and a 20-byte hash in 5-bit symbols, guarded by a 40-bit BCH checksum over prefix and payload. Their alphabets differ.
 */
import { bech32 } from '@scure/base';
import { concat } from '../base/digest.ts';

/** Version byte 0 in both: a hash of 160 bits; in CashAddr also "pay to public key hash". */
const VERSION = Uint8Array.of(0);
const SYMBOLS = 42;

/** The text after the prefix: 34 symbols of payload, 8 of checksum. */
export function encodeBase32(alphabet: string, prefix: string, hash: Uint8Array): string {
  const payload = bech32.toWords(concat(VERSION, hash));
  const checksum = polymod([...prefixSymbols(prefix), ...payload, ...Array<number>(8).fill(0)]);
  const guard = Array.from({ length: 8 }, (_, at) => Number((checksum >> BigInt(5 * (7 - at))) & 31n));
  return [...payload, ...guard].map((symbol) => alphabet.charAt(symbol)).join('');
}

/** The 20-byte hash; `null` on anything but an exact, lower-case match. */
export function decodeBase32(alphabet: string, prefix: string, text: string): Uint8Array | null {
  const symbols = Array.from(text, (character) => alphabet.indexOf(character));
  if (symbols.length !== SYMBOLS || symbols.includes(-1)) return null;
  if (polymod([...prefixSymbols(prefix), ...symbols]) !== 0n) return null;
  const bytes = bech32.fromWordsUnsafe(symbols.slice(0, -8));
  return bytes?.length === 21 && bytes[0] === 0 ? bytes.subarray(1) : null;
}

/** The low 5 bits of each letter of the prefix, and a zero for the colon. */
const prefixSymbols = (prefix: string): number[] => [
  ...Array.from(prefix, (character) => character.charCodeAt(0) & 31),
  0,
];

const GENERATORS = [0x98f2bc8e61n, 0x79b76d99e2n, 0xf33e5fb3c4n, 0xae2eabe2a8n, 0x1e4f43e470n];

/** The remainder as the cashaddr specification defines it, zero for a whole address. */
function polymod(symbols: readonly number[]): bigint {
  let remainder = 1n;
  for (const symbol of symbols) {
    const top = remainder >> 35n;
    remainder = ((remainder & 0x07ffffffffn) << 5n) ^ BigInt(symbol);
    for (const [bit, generator] of GENERATORS.entries()) {
      if ((top >> BigInt(bit)) & 1n) remainder ^= generator;
    }
  }
  return remainder ^ 1n;
}
