/**
 * How wide a verdict's word is, in ems of the window's heaviest face: the word is set as large as its panel allows,
 * and a Chinese character is half as wide again as a Latin capital, which is wider than a small letter.
 */
export const breadth = (word: string): number => [...word].reduce((ems, letter) => ems + widthOf(letter), 0);

const widthOf = (letter: string): number =>
  /\p{Script=Han}/u.test(letter) ? 1 : /[\p{Ll}\s]/u.test(letter) ? 0.57 : 0.68;
