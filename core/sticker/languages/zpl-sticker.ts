/**
 * A sticker in ZPL II. Codes go as bitmaps (`^GFA`), so that what is printed is the grid that was read back here, and
 * no firmware chooses a version, a mask or a place of its own. Sources: Zebra, *ZPL II Programming Guide*, "^GF", and
 * "Alternative Data Compression Scheme for ~DG and ~DB Commands". Nothing is stored in the printer.
 */
import { never } from '../../base/result.ts';
import { jobSize, type StickerLayout } from '../layout.ts';
import type { StickerPart } from '../parts.ts';
import { QUIET, type QrGrid } from '../qr.ts';
import { boxField, fieldData, zplLabel, type ZplLabel } from './zpl.ts';

export const stickerZpl = ({ stock, lower, upper }: StickerLayout): ZplLabel =>
  zplLabel(jobSize(stock), [...lower, ...upper].map(field));

function field(part: StickerPart): string {
  const { box } = part;
  switch (part.kind) {
    case 'mark':
      return boxField(box, box.width, box.height, Math.min(box.width, box.height));
    case 'code': {
      const at = `^FO${box.x + QUIET * part.module},${box.y + QUIET * part.module}`;
      return `${at}${graphicField(part.grid, part.module)}^FS`;
    }
    case 'text': {
      const [along, font] = part.turned ? [box.height, 'B'] : [box.width, 'N'];
      const block = `^FB${along},1,0,C,0`;
      return `^FO${box.x},${box.y}^A0${font},${part.height},${part.width}${block}^FH_^FD${fieldData(part.text)}^FS`;
    }
    default:
      return never(part);
  }
}

/** A grid, `module` dots a module, as a compressed hexadecimal bitmap: safe under XON/XOFF, a kilobyte and a half. */
export function graphicField(grid: QrGrid, module: number): string {
  const side = grid.length * module;
  const bytesPerRow = Math.ceil(side / 8);
  const rows = grid.map((row) => compress(hexRow(row, module, bytesPerRow)) + ':'.repeat(module - 1));
  const bytes = side * bytesPerRow;
  return `^GFA,${bytes},${bytes},${bytesPerRow},${rows.join('')}`;
}

function hexRow(row: readonly boolean[], module: number, bytesPerRow: number): string {
  const nibbles = new Array<number>(bytesPerRow * 2).fill(0);
  for (const [i, dark] of row.entries()) {
    if (!dark) continue;
    for (let dot = i * module; dot < (i + 1) * module; dot++) {
      nibbles[dot >> 2] = (nibbles[dot >> 2] as number) | (8 >> (dot & 3));
    }
  }
  return nibbles.map((nibble) => nibble.toString(16).toUpperCase()).join('');
}

/** Runs of one digit: G to Y stand for 1 to 19, g to z for 20 to 400. */
const compress = (hex: string): string =>
  hex.replace(/(.)\1{2,}/g, (run, digit: string) => {
    const [scores, ones] = [Math.floor(run.length / 20), run.length % 20];
    return (
      (scores === 0 ? '' : String.fromCharCode(0x66 + scores)) +
      (ones === 0 ? '' : String.fromCharCode(0x46 + ones)) +
      digit
    );
  });
