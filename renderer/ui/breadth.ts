/**
 * How wide a verdict's word is, in ems of the window's heaviest face: the word is set as large as its panel allows,
 * and a Chinese character is half as wide again as a Latin capital.
 */
export const breadth = (word: string): number =>
  [...word].reduce((ems, letter) => ems + (/\p{Script=Han}/u.test(letter) ? 1 : 0.68), 0);
