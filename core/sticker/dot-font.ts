/**
 * Letters of five dots by seven, the shapes of early character displays. In pictures of a label they stand for the
 * printer's own: at the same place and of the same size, not of the same drawing.
 */
import { fill, type Bitmap } from './bitmap.ts';
import type { Box } from './parts.ts';

/** Of a letter, the last column and row being the space to the next one. */
const [COLUMNS, ROWS] = [6, 8];

/** Space to tilde. A letter is five columns of two hexadecimal digits, the lowest bit on top. */
const LETTERS = [
  '0000000000 00005f0000 0007000700 147f147f14 242a7f2a12 2313086462 3649562050 0008070300',
  '001c224100 0041221c00 2a1c7f1c2a 08083e0808 0080703000 0808080808 0000606000 2010080402',
  '3e5149453e 00427f4000 7249494946 2141494d33 1814127f10 2745454539 3c4a494931 4121110907',
  '3649494936 464949291e 0000140000 0040340000 0008142241 1414141414 0041221408 0201590906',
  '3e415d594e 7c1211127c 7f49494936 3e41414122 7f4141413e 7f49494941 7f09090901 3e41415173',
  '7f0808087f 00417f4100 2040413f01 7f08142241 7f40404040 7f021c027f 7f0408107f 3e4141413e',
  '7f09090906 3e4151215e 7f09192946 2649494932 03017f0103 3f4040403f 1f2040201f 3f4038403f',
  '6314081463 0304780403 6159494d43 007f414141 0204081020 004141417f 0402010204 4040404040',
  '0003070800 2054547840 7f28444438 3844444428 384444287f 3854545418 00087e0902 1824241c78',
  '7f08040478 00447d4000 2040403d00 7f10284400 00417f4000 7c04780478 7c08040478 3844444438',
  '7c18242418 182424187c 7c08040408 4854545424 04043f4424 3c4040207c 1c2040201c 3c4030403c',
  '4428102844 4c5050503c 4464544c44 0008364100 0000770000 0041360800 0201020402',
]
  .join(' ')
  .split(' ');

/**
 * Draws a line of text so that it fills `box`.
 *
 * @param turned reads from bottom to top.
 * @param ink 0 on black.
 */
export function drawText(bitmap: Bitmap, box: Box, text: string, turned: boolean, ink: 0 | 1 = 1): void {
  const [along, across] = turned ? [box.height, box.width] : [box.width, box.height];
  const columns = Math.max(1, text.length * COLUMNS - 1);
  const start = (column: number): number => Math.round((column * along) / columns);
  const top = (row: number): number => Math.round((row * across) / ROWS);
  for (const [i, letter] of Array.from(text, columnsOf).entries()) {
    for (const [j, column] of letter.entries()) {
      for (let row = 0; row < ROWS; row++) {
        if ((column & (1 << row)) === 0) continue;
        const at = start(i * COLUMNS + j);
        const [long, high] = [Math.max(1, start(i * COLUMNS + j + 1) - at), Math.max(1, top(row + 1) - top(row))];
        const dot = turned
          ? { x: box.x + top(row), y: box.y + along - at - long, width: high, height: long }
          : { x: box.x + at, y: box.y + top(row), width: long, height: high };
        fill(bitmap, dot, ink);
      }
    }
  }
}

/** A letter that is not known is a black block. */
function columnsOf(letter: string): readonly number[] {
  const digits = LETTERS[letter.charCodeAt(0) - 0x20] ?? '7f7f7f7f7f';
  return [0, 2, 4, 6, 8].map((at) => Number.parseInt(digits.slice(at, at + 2), 16));
}
