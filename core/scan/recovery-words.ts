import { wordlist as english } from '@scure/bip39/wordlists/english.js';
import { wordlist as simplified } from '@scure/bip39/wordlists/simplified-chinese.js';

const WORD_COUNTS: readonly number[] = [12, 15, 18, 21, 24];
const LISTS: readonly ReadonlySet<string>[] = [new Set(english), new Set(simplified)];

/** 24 words of eight letters, numbered, with what may stand between them. */
const LONGEST = 400;

/**
 * 12 to 24 words of a list of BIP39, numbered or not, however they are separated. The checksum is not asked: with one
 * wrong word they are as secret.
 */
export function isRecoveryWords(text: string): boolean {
  if (text.length > LONGEST || !/^[\s\p{L}0-9.,:;)(|#/-]+$/u.test(text)) return false;
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return WORD_COUNTS.includes(words.length) && LISTS.some((list) => words.every((word) => list.has(word)));
}
