import { wordlist as english } from '@scure/bip39/wordlists/english.js';
import { wordlist as simplified } from '@scure/bip39/wordlists/simplified-chinese.js';

/** The fewest that open a wallet. */
const FEWEST = 12;
const LISTS: readonly ReadonlySet<string>[] = [new Set(english), new Set(simplified)];

/** 24 words of eight letters, numbered, with what may stand between them. */
const LONGEST = 400;

/**
 * Twelve or more words of a list of BIP39 in a row, numbered or not, however they are separated and whatever stands
 * before or behind them. The checksum is not asked: with one wrong word they are as secret.
 */
export function isRecoveryWords(text: string): boolean {
  if (text.length > LONGEST || !/^[\s\p{L}0-9.,:;)(|#/-]+$/u.test(text)) return false;
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return LISTS.some((list) => longestRow(words, list) >= FEWEST);
}

/** How many words of a list stand in a row at most. */
function longestRow(words: readonly string[], list: ReadonlySet<string>): number {
  let longest = 0;
  let row = 0;
  for (const word of words) {
    row = list.has(word) ? row + 1 : 0;
    longest = Math.max(longest, row);
  }
  return longest;
}
