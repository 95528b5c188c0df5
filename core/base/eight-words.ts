/**
 * Eight words for a SHA-256, to be compared by voice or typed from paper: its first 88 bits, 11 a word, from BIP39's
 * English list, whose words differ in their first four letters. 88 bits are far beyond finding a second one with the
 * same words.
 */
import { wordlist } from '@scure/bip39/wordlists/english.js';

const WORDS = 8;
/** Hex digits that eight words hold: 22. */
const DIGITS = (WORDS * 11) / 4;
const FIRST_LETTERS = 4;

/** @param digest hex, of at least 22 digits */
export function eightWords(digest: string): readonly string[] {
  const bits = BigInt(`0x${digest.slice(0, DIGITS)}`);
  return Array.from(
    { length: WORDS },
    (_, i) => wordlist[Number((bits >> BigInt(11 * (WORDS - 1 - i))) & 0x7ffn)] ?? '',
  );
}

/**
 * The 22 hex digits that eight words stand for, of each of which four letters are enough; or the first 22 of 64 hex
 * digits. Null of anything else.
 */
export function readEightWords(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  if (/^[0-9a-f]{64}$/.test(text)) return text.slice(0, DIGITS);
  const words = text.split(/[\s,]+/);
  if (words.length !== WORDS) return null;
  let bits = 0n;
  for (const word of words) {
    const at = wordlist.findIndex((one) => one === word || (word.length >= FIRST_LETTERS && one.startsWith(word)));
    if (at === -1) return null;
    bits = (bits << 11n) | BigInt(at);
  }
  return bits.toString(16).padStart(DIGITS, '0');
}
