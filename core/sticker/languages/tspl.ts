/**
 * A label in TSPL2, for printers of TSC and the many that follow it. Source: TSC, *TSPL/TSPL2 Programming Language*.
 *
 * The printer draws QR codes itself: its `BITMAP` is binary, and binary does not pass under XON/XOFF; drawings are bars. Model and mask are
 * said outright, because some default to model 1 and all to a mask of their own: so the code that is printed is the one
 * that was read back here.
 */
import { never } from '../../base/result.ts';
import { inkBoxes } from '../bitmap.ts';
import { pointOf } from '../lettering.ts';
import { quietOf, type CodePart, type Label, type LabelPart, type TextPart } from '../parts.ts';
import { maskOf } from '../qr.ts';
import type { Commands, LabelLanguage } from './language.ts';
import { drawTspl, LARGEST_CELL } from './tspl-picture.ts';

export const TSPL: LabelLanguage = {
  largestModule: LARGEST_CELL,
  /** Letters come in whole points ("TEXT", font 0). */
  letter: (most, dpmm) => Math.ceil(Math.floor(most / pointOf(dpmm)) * pointOf(dpmm)),
  leastLetter: (dpmm) => 3 * pointOf(dpmm),
  write: writeTspl,
  draw: (commands, dpmm, canvas) => drawTspl(commands, dpmm, canvas),
};

/** Between two labels on the roll, millimetres. */
const GAP = 2;

/** One whole label, `SIZE` to `PRINT`. */
function writeTspl({ size, parts }: Label): Commands {
  return [
    `SIZE ${size.width} mm,${size.height} mm`,
    `GAP ${GAP} mm,0 mm`,
    'DIRECTION 1',
    'REFERENCE 0,0',
    'CLS',
    ...parts.map((part) => command(part, size.dpmm)),
    'PRINT 1,1',
    '',
  ].join('\r\n') as Commands;
}

function command(part: LabelPart, dpmm: number): string {
  const { box } = part;
  switch (part.kind) {
    case 'mark':
      return `BAR ${box.x},${box.y},${box.width},${box.height}`;
    case 'frame':
      return `BOX ${box.x},${box.y},${box.x + box.width},${box.y + box.height},${part.border}`;
    case 'bar':
      // There are no white letters: the black word on white is turned round with all that is about it.
      return `${letters(part.word, dpmm)}\r\nREVERSE ${box.x},${box.y},${box.width},${box.height}`;
    case 'code': {
      const quiet = quietOf(part.level) * part.module;
      const [x, y] = [box.x + quiet, box.y + quiet];
      if (part.level === null) return matrix(part, x, y);
      return `QRCODE ${x},${y},${part.level},${part.module},A,0,M2,S${maskOf(part.grid)},"${quoted(part.text)}"`;
    }
    case 'drawing':
      return inkBoxes({ width: box.width, height: box.height, dots: part.dots })
        .map(({ x, y, width, height }) => `BAR ${box.x + x},${box.y + y},${width},${height}`)
        .join('\r\n');
    case 'text':
      return letters(part, dpmm);
    default:
      return never(part);
  }
}

/**
 * Bars, row by row. `DMATRIX` would leave it to the firmware how the text is encoded, so that another code would be
 * printed than the one that was read back here.
 */
function matrix({ grid, module }: CodePart, left: number, top: number): string {
  return grid
    .flatMap((row, y) =>
      Array.from(
        row
          .map((dark) => (dark ? '1' : '0'))
          .join('')
          .matchAll(/1+/g),
        ({ index, 0: run }) => {
          const [x, width] = [left + index * module, run.length * module];
          return `BAR ${x},${top + y * module},${width},${module}`;
        },
      ),
    )
    .join('\r\n');
}

/** Font 0 is scalable, in points; 1 begins at the place, 2 is centred about it. Turned, a line runs up from it. */
function letters({ box, text, height, width, turned, align }: TextPart, dpmm: number): string {
  const points = (dots: number) => Math.max(1, Math.floor(dots / pointOf(dpmm)));
  const along = align === 'middle' ? 0.5 : turned ? 1 : 0;
  const [x, y] = turned
    ? [box.x, box.y + Math.round(box.height * along)]
    : [box.x + Math.round(box.width * along), box.y];
  const where = align === 'middle' ? 2 : 1;
  return `TEXT ${x},${y},"0",${turned ? 270 : 0},${points(width)},${points(height)},${where},"${quoted(text)}"`;
}

/** A quote within a string is `\["]`; line ends would end the command. Anything else that is not ASCII is dropped. */
export const quoted = (text: string): string => text.replace(/[^ -~]/g, '').replaceAll('"', '\\["]');
