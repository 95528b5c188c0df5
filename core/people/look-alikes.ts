/**
 * Letters of Cyrillic, Greek and Armenian, and some of Latin, that print like a plain Latin letter: the single
 * letters of Unicode's confusables (UTS 39, 4) that a keyboard layout of a neighbouring country has.
 */
const ALIKE: readonly (readonly [latin: string, alike: string])[] = [
  ['a', 'аαɑ'],
  ['b', 'ьƅ'],
  ['c', 'сϲ'],
  ['d', 'ԁ'],
  ['e', 'еҽ'],
  ['g', 'ɡց'],
  ['h', 'һհ'],
  ['i', 'іιıɩ'],
  ['j', 'јϳ'],
  ['k', 'кκ'],
  ['l', 'ӏ|'],
  ['m', 'м'],
  ['n', 'ո'],
  ['o', 'оοօσ0'],
  ['p', 'рρ'],
  ['q', 'ԛզ'],
  ['r', 'гᴦ'],
  ['s', 'ѕ'],
  ['t', 'тτ'],
  ['u', 'υս'],
  ['v', 'νѵ'],
  ['w', 'ѡԝա'],
  ['x', 'хχ'],
  ['y', 'уγү'],
  ['z', 'ᴢ'],
  // Capitals have shapes of their own: a Greek Nu prints as N, and its small letter as v.
  ['A', 'ΑА'],
  ['B', 'ΒВ'],
  ['C', 'СϹ'],
  ['E', 'ΕЕ'],
  ['H', 'ΗН'],
  ['I', 'ΙІӀ'],
  ['J', 'Ј'],
  ['K', 'ΚК'],
  ['M', 'ΜМ'],
  ['N', 'Ν'],
  ['O', 'ΟОՕ'],
  ['P', 'ΡР'],
  ['S', 'ЅՏ'],
  ['T', 'ΤТ'],
  ['X', 'ΧХ'],
  ['Y', 'ΥУҮ'],
  ['Z', 'Ζ'],
];

/** Letter -> the Latin letter it looks like. */
export const LOOKS_LIKE: ReadonlyMap<string, string> = new Map(
  ALIKE.flatMap(([latin, alike]) => [...alike].map((letter) => [letter, latin] as const)),
);
