/**
 * A label in ZPL II. Codes go as bitmaps (`^GFA`), so that what is printed is the grid that was read back here, and
 * no firmware chooses a version, a mask or a place of its own. Sources: Zebra, *ZPL II Programming Guide*, "^GF", and
 * "Alternative Data Compression Scheme for ~DG and ~DB Commands". Nothing is stored in the printer.
 */
import { never } from '../../base/result.ts';
import { quietOf, type DrawingPart, type LabelPart, type TextPart } from '../parts.ts';
import type { CodeGrid } from '../qr.ts';
import type { LabelLanguage } from './language.ts';
import { drawZpl } from './zpl-picture.ts';
import { boxField, textField, zplLabel } from './zpl.ts';

export const ZPL: LabelLanguage = {
  /** Codes are bitmaps. */
  largestModule: Number.POSITIVE_INFINITY,
  letter: (most) => Math.floor(most),
  /** Of font 0 ("^A", parameters h and w). */
  leastLetter: () => 10,
  write: ({ size, parts }) => zplLabel(size, parts.map(field)),
  draw: (commands, _, canvas) => drawZpl(commands, canvas),
};

function field(part: LabelPart): string {
  const { box } = part;
  switch (part.kind) {
    case 'mark':
      return boxField(box, box.width, box.height, Math.min(box.width, box.height));
    case 'frame':
      return boxField(box, box.width, box.height, Math.min(part.border, box.width, box.height));
    case 'bar':
      return boxField(box, box.width, box.height, Math.min(box.width, box.height)) + letters(part.word, true);
    case 'code': {
      const quiet = quietOf(part.level) * part.module;
      return `^FO${box.x + quiet},${box.y + quiet}${graphicField(part.grid, part.module)}^FS`;
    }
    case 'drawing':
      return `^FO${box.x},${box.y}${drawingField(part)}^FS`;
    case 'text':
      return letters(part, false);
    default:
      return never(part);
  }
}

function letters({ box, text, height, width, turned, align }: TextPart, white: boolean): string {
  const centred = align === 'middle' ? { centredIn: turned ? box.height : box.width } : {};
  return textField(box, text, { height, width, turned, white, ...centred });
}

/** A grid, `module` dots a module, as a compressed hexadecimal bitmap: safe under XON/XOFF, a kilobyte and a half. */
function graphicField(grid: CodeGrid, module: number): string {
  const side = grid.length * module;
  const bytesPerRow = Math.ceil(side / 8);
  const rows = grid.map((row) => compress(hexRow(row, module, bytesPerRow)) + ':'.repeat(module - 1));
  const bytes = side * bytesPerRow;
  return `^GFA,${bytes},${bytes},${bytesPerRow},${rows.join('')}`;
}

function hexRow(row: readonly boolean[], module: number, bytesPerRow: number): string {
  return hexOf(row.length * module, bytesPerRow, (dot) => row[Math.floor(dot / module)] === true);
}

function drawingField({ box: { width, height }, dots }: DrawingPart): string {
  const bytesPerRow = Math.ceil(width / 8);
  const rows = Array.from({ length: height }, (_, y) => hexOf(width, bytesPerRow, (x) => dots[y * width + x] === 1));
  const bytes = height * bytesPerRow;
  const packed = rows.map((row, y) => (row === rows[y - 1] ? ':' : compress(row)));
  return `^GFA,${bytes},${bytes},${bytesPerRow},${packed.join('')}`;
}

/** A row of dots, four a digit, the first one highest. */
function hexOf(length: number, bytesPerRow: number, inked: (dot: number) => boolean): string {
  const nibbles = new Array<number>(bytesPerRow * 2).fill(0);
  for (let dot = 0; dot < length; dot++) {
    if (inked(dot)) nibbles[dot >> 2] = (nibbles[dot >> 2] as number) | (8 >> (dot & 3));
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
