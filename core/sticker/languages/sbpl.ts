/**
 * A label in SBPL, for printers of SATO. Source: SATO, *SBPL Programming Reference*, "Graphics, Custom" and "Print,
 * Lines & Boxes".
 *
 * Letters are drawn here and go as graphics, like codes: the printer's own come in few sizes, which differ by model. So
 * a label is what was read back here, dot for dot; it is long for it, and wants USB or a fast line. Nothing is stored in
 * the printer.
 */
import { never } from '../../base/result.ts';
import { blankBitmap, drawGrid, fill, type Bitmap } from '../bitmap.ts';
import { drawText } from '../dot-font.ts';
import { widthOf } from '../lettering.ts';
import { quietOf, type Box, type CodePart, type Label, type LabelPart, type TextPart } from '../parts.ts';
import type { Commands, LabelLanguage } from './language.ts';
import { drawSbpl } from './sbpl-picture.ts';

export const SBPL: LabelLanguage = {
  /** Codes are bitmaps. */
  largestModule: Number.POSITIVE_INFINITY,
  letter: (most) => Math.floor(most),
  /** A dot for each row of a letter as it is drawn here. */
  leastLetter: () => 8,
  write: writeSbpl,
  draw: (commands, _, canvas) => drawSbpl(commands, canvas),
};

/** Dots across a line at most ("FW"). */
const THICKEST = 99;

/** One whole label, from STX to ETX, printed once. */
function writeSbpl({ size, parts }: Label): Commands {
  const dots = (millimetres: number) => four(Math.round(millimetres * size.dpmm));
  const commands = ['A', `A1${dots(size.height)}${dots(size.width)}`, ...parts.flatMap(commandsOf), 'Q1', 'Z'];
  return `\x02${commands.map((command) => `\x1b${command}`).join('')}\x03` as Commands;
}

function commandsOf(part: LabelPart): readonly string[] {
  const { box } = part;
  switch (part.kind) {
    case 'mark':
      return stripes(box);
    case 'frame': {
      const border = String(part.border).padStart(2, '0');
      return [...place(box), `FW${border}${border}V${four(box.height)}H${four(box.width)}`];
    }
    case 'bar': {
      const word = letters(part.word);
      const bar = blankBitmap(box.width, box.height);
      fill(bar, { x: 0, y: 0, width: box.width, height: box.height });
      drawText(bar, { ...word, x: word.x - box.x, y: word.y - box.y }, part.word.text, part.word.turned, 0);
      return graphic(box, bar);
    }
    case 'code':
      return code(part);
    case 'drawing':
      return graphic(box, { width: box.width, height: box.height, dots: part.dots.slice() });
    case 'text': {
      const place = letters(part);
      const line = blankBitmap(place.width, place.height);
      drawText(line, { ...place, x: 0, y: 0 }, part.text, part.turned);
      return graphic(place, line);
    }
    default:
      return never(part);
  }
}

/** A filled box, as lines below each other. */
function stripes({ x, y, width, height }: Box): string[] {
  return Array.from({ length: Math.ceil(height / THICKEST) }, (_, i) => {
    const thick = Math.min(THICKEST, height - i * THICKEST);
    return [...place({ x, y: y + i * THICKEST }), `FW${String(thick).padStart(2, '0')}H${four(width)}`];
  }).flat();
}

function code({ box, grid, module, level }: CodePart): readonly string[] {
  const quiet = quietOf(level) * module;
  const side = grid.length * module;
  const bitmap = blankBitmap(side, side);
  drawGrid(bitmap, { x: 0, y: 0 }, grid, module);
  return graphic({ x: box.x + quiet, y: box.y + quiet }, bitmap);
}

/** Where the letters of a line stand: about the middle of its box or from its start on, and never out of it. */
function letters({ box, text, height, width, turned, align }: TextPart): Box {
  const [room, start] = turned ? [box.height, box.y] : [box.width, box.x];
  const along = Math.max(1, Math.min(room, Math.round(widthOf(text, width))));
  const before = align === 'middle' ? Math.round((room - along) / 2) : turned ? room - along : 0;
  return turned
    ? { x: box.x, y: start + before, width: height, height: along }
    : { x: start + before, y: box.y, width: along, height };
}

/** A bitmap in hexadecimal digits, in blocks of eight dots by eight. Its dots are wiped: they may be of a secret. */
function graphic(at: Pick<Box, 'x' | 'y'>, { width, height, dots }: Bitmap): readonly string[] {
  const [across, down] = [Math.ceil(width / 8), Math.ceil(height / 8)];
  const bytes = new Uint8Array(across * down * 8);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (dots[y * width + x] !== 1) continue;
      const byte = y * across + (x >> 3);
      bytes[byte] = (bytes[byte] as number) | (0x80 >> (x & 7));
    }
  }
  const digits = Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('');
  dots.fill(0);
  bytes.fill(0);
  return [...place(at), `GH${three(across)}${three(down)}${digits}`];
}

/** Places are counted from one. */
const place = ({ x, y }: Pick<Box, 'x' | 'y'>): readonly string[] => [`H${four(x + 1)}`, `V${four(y + 1)}`];

const three = (number: number): string => String(number).padStart(3, '0');
const four = (number: number): string => String(number).padStart(4, '0');
