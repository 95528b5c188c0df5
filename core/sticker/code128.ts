/**
 * Code 128 (ISO/IEC 15417), code set A: capitals, digits, signs and control characters, with FNC3, which tells a scanner
 * that a symbol is an order to itself. The table is held to two readers that know the standard from elsewhere.
 */
import { BitArray, Code128Reader } from '@zxing/library';

/** Light modules on either side: ten by the standard (4.3.2). */
export const BARS_QUIET = 10;

/** Bars and spaces in turn, as rectangles of one row; a module a unit. */
export interface BarsView {
  readonly width: number;
  /** SVG path data, one unit high. */
  readonly path: string;
}

/** The function character that makes a symbol one for the reader itself. */
export const FNC3 = '\u0080';

const VALUE_OF_FNC3 = 96;
const START_A = 103;

/** Widths of bar, space, bar, space, bar, space of the values 0 to 105. */
const WIDTHS =
  '212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221' +
  '223211221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323131123131321' +
  '112313132113132311211313231113231311112133112331132131113123113321133121313121211331231131213113213311213131' +
  '311123311321331121312113312311332111314111221411431111111224111422121124121421141122141221112214112412122114' +
  '122411142112142211241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141' +
  '214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214211232';
const STOP = '2331112';

/**
 * The symbol of a text, which may hold {@link FNC3}; read back before it is given, as whatever is drawn here.
 *
 * @throws RangeError for what code set A does not have
 */
export function makeBars(text: string): BarsView {
  const values = [...text].map(valueOf);
  const sum = values.reduce((total, value, at) => total + value * (at + 1), START_A) % 103;
  const widths = [START_A, ...values, sum].map((value) => WIDTHS.slice(value * 6, value * 6 + 6)).join('') + STOP;
  const bars = [BARS_QUIET, ...[...widths].map(Number), BARS_QUIET];
  if (readBars(bars) !== text.replaceAll(FNC3, '')) throw new Error('the bars do not read back');
  return { width: bars.reduce((x, wide) => x + wide, 0), path: pathOf(bars) };
}

/** What another reader makes of these widths, the first of which is light; it says nothing of function characters. */
function readBars(widths: readonly number[]): string {
  const bits = new BitArray(widths.reduce((x, wide) => x + wide, 0));
  forDark(widths, (x, wide) => bits.setRange(x, x + wide));
  return new Code128Reader().decodeRow(0, bits, new Map()).getText();
}

function pathOf(widths: readonly number[]): string {
  let path = '';
  forDark(widths, (x, wide) => (path += `M${x} 0h${wide}v1h-${wide}z`));
  return path;
}

function forDark(widths: readonly number[], bar: (x: number, wide: number) => void): void {
  let x = 0;
  widths.forEach((wide, at) => {
    if (at % 2 === 1) bar(x, wide);
    x += wide;
  });
}

function valueOf(character: string): number {
  if (character === FNC3) return VALUE_OF_FNC3;
  const code = character.charCodeAt(0);
  if (code >= 0x20 && code < 0x60) return code - 0x20;
  if (code < 0x20) return code + 0x40;
  throw new RangeError('"text" expected what code set A of Code 128 has');
}
