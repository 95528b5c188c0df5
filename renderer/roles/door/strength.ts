/** What can be said of a passphrase by looking at it: an upper bound. Whether dice or a person chose it, nobody can see. */

/** Bits of a word drawn by five dice, from a list of 6^5. */
const WORD = Math.log2(6 ** 5);

/** Six words: what is advised. */
export const ADVISED = Math.floor(6 * WORD);

/** As the station checks it when it is commissioned. */
const LEAST = 12;

export type Strength =
  | { readonly is: 'empty' }
  | { readonly is: 'illegal' }
  | { readonly is: 'short'; readonly missing: number }
  | { readonly is: 'weak' | 'good'; readonly bits: number };

export function strengthOf(passphrase: string): Strength {
  if (passphrase === '') return { is: 'empty' };
  if (!/^[\x20-\x7e]*$/.test(passphrase)) return { is: 'illegal' };
  if (passphrase.length < LEAST) return { is: 'short', missing: LEAST - passphrase.length };
  const bits = Math.floor(mostBits(passphrase));
  return { is: bits < ADVISED ? 'weak' : 'good', bits };
}

/** Words count as words, anything else by its different characters; the smaller of the two where both apply. */
function mostBits(passphrase: string): number {
  const bySymbols = passphrase.length * Math.log2(new Set(passphrase).size);
  const words = passphrase.split(/[ ._-]+/).filter((word) => word !== '');
  const isWords = words.length > 1 && words.every((word) => /^[A-Za-z]+$/.test(word));
  return isWords ? Math.min(bySymbols, new Set(words).size * WORD) : bySymbols;
}
