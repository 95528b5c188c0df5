/**
 * How wide a text is in ZPL's scalable font 0, and how to make it fit. Real printers and renderers differ by a few per
 * cent, so the figures are on the wide side: what fits here fits on the label.
 */

/** Dots of a point, 1/72 inch. */
export const pointOf = (dpmm: number): number => (25.4 / 72) * dpmm;

/** Height of a capital letter in font 0, as a share of the font's height. */
export const CAP_HEIGHT = 0.75;

/** Widths as multiples of the font's height; the hyphen is 0.3 on a printer, and 0.73 in one renderer. */
const WIDTHS: readonly (readonly [characters: RegExp, width: number])[] = [
  [/[W@%]/, 0.86],
  [/[Mmw&?-]/, 0.78],
  [/[Iijl|!.,:;'() ]/, 0.32],
  [/[A-Z]/, 0.6],
  [/[ -~]/, 0.52],
];

/** Printers place each letter on a whole dot. */
const ROUNDING = 0.5;

const share = (text: string): number =>
  Array.from(text, (character) => WIDTHS.find(([characters]) => characters.test(character))?.[1] ?? 1).reduce(
    (sum, width) => sum + width,
    0,
  );

/** Width in dots of a text in letters `height` dots high. */
export const widthOf = (text: string, height: number): number => share(text) * height + ROUNDING * text.length;

/** The greatest height, in whole dots up to `most`, at which the text is no wider than `width` dots. */
export const heightToFit = (text: string, width: number, most: number): number =>
  text === '' ? most : Math.min(most, Math.floor((width - ROUNDING * text.length) / share(text)));

/** The text, or as much of its beginning as fits followed by three dots. */
export function cutToFit(text: string, width: number, height: number): string {
  if (widthOf(text, height) <= width) return text;
  const characters = Array.from(text);
  while (characters.length > 0 && widthOf(`${characters.join('')}...`, height) > width) characters.pop();
  return `${characters.join('').trimEnd()}...`;
}

/** Breaks a word that is too long for one line in two: in the middle, or behind a hyphen not far from it. */
export function halve(word: string): readonly [string, string] {
  const middle = Math.ceil(word.length / 2);
  const near = (at: number) => Math.abs(at - middle);
  const [hyphen] = Array.from(word, (character, i) => (character === '-' ? i + 1 : 0))
    .filter((at) => at > 0 && near(at) <= word.length / 4)
    .sort((a, b) => near(a) - near(b));
  const at = hyphen ?? middle;
  return [word.slice(0, at), word.slice(at)];
}

/** Breaks a text at its spaces into at most `most` lines; the last one is cut where there is more. */
export function wrap(text: string, width: number, height: number, most: number): string[] {
  const lines: string[] = [];
  let rest = text.split(/\s+/).filter((word) => word !== '');
  while (rest.length > 0 && lines.length < most - 1) {
    let taken = 1;
    while (taken < rest.length && widthOf(rest.slice(0, taken + 1).join(' '), height) <= width) taken += 1;
    lines.push(cutToFit(rest.slice(0, taken).join(' '), width, height));
    rest = rest.slice(taken);
  }
  if (rest.length > 0) lines.push(cutToFit(rest.join(' '), width, height));
  return lines;
}
