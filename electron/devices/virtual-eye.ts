/**
 * What a hand scanner would read from a sticker that the simulated printer has put out: the bitmaps in its ZPL, back to
 * dots and through the same reader as any picture. Nothing of what was meant comes in, only what was printed.
 */
import { readQr } from '../../core/sticker/qr.ts';

const GRAPHIC = /\^FO\d+,\d+\^GFA,(\d+),\d+,(\d+),([0-9A-Fa-zG-Y:]+)\^FS/g;

/** The texts of all codes on a label, in the order they stand in it; `null` for one that cannot be read. */
export function readPrinted(zpl: string): readonly (string | null)[] {
  return [...zpl.matchAll(GRAPHIC)].map(([, bytes, perRow, data = '']) => {
    const rows = unpack(data, 2 * Number(perRow));
    return rows.length * Number(perRow) === Number(bytes) ? readQr(modulesOf(rows)) : null;
  });
}

/** Rows of hexadecimal digits: runs spelt out, a colon is the row before once more. */
function unpack(data: string, width: number): readonly string[] {
  const rows: string[] = [];
  let row = '';
  let times = 0;
  for (const letter of data) {
    if (letter === ':') rows.push(rows.at(-1) ?? '');
    else if (letter >= 'g' && letter <= 'z') times += 20 * (letter.charCodeAt(0) - 0x66);
    else if (letter >= 'G' && letter <= 'Y') times += letter.charCodeAt(0) - 0x46;
    else {
      row += letter.repeat(Math.max(1, times));
      times = 0;
      if (row.length < width) continue;
      rows.push(row);
      row = '';
    }
  }
  return rows;
}

/** A module is as many dots as the finder pattern in the corner is wide, by seven (ISO/IEC 18004, 6.3.3). */
function modulesOf(rows: readonly string[]): boolean[][] {
  const dots = rows.map((row) =>
    Array.from(row, (digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join(''),
  );
  const module = Math.max(1, Math.round((dots[0] ?? '').indexOf('0') / 7));
  const size = Math.floor(dots.length / module);
  const middle = (at: number): number => at * module + (module >> 1);
  return Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (__, x) => dots[middle(y)]?.[middle(x)] === '1'),
  );
}
