/**
 * The etch job as G-code for GRBL 1.1 in laser mode (`$32=1`): dynamic power (M4), so that corners are not burnt.
 *
 * Every travel says `S0`, so that the laser is off there on a controller without laser mode as well; the end switches it
 * off and returns to the zero. Power is in thousandths (`$30=1000`), speed in millimetres a minute. A pen's passes are
 * written out, layer by layer. The index mark of a tray is travelled round, the laser off, before anything is marked:
 * its pointer shows it. Lines are shorter than GRBL's 80 characters.
 */
import { INDEX_MARK, penOf, type Pen } from '../pens.ts';
import type { Stroke } from '../strokes.ts';
import { asTheLaser } from './axes.ts';
import { fieldMapOf, layersOf, type Drawing, type LayerPart } from './layer.ts';
import { Sheet, type Padding } from './sheet.ts';

const COMMENT = 64;

/** Comments, a line each; an empty line where there is no room for one. */
const PAD: Padding = {
  block: 131_072,
  fill(room) {
    const comment = (size: number): string => (size < 2 ? '\n'.repeat(size) : `;${'.'.repeat(size - 2)}\n`);
    return comment(COMMENT).repeat(Math.floor(room / COMMENT)) + comment(room % COMMENT);
  },
};

function writeGcode(drawing: Drawing): Uint8Array {
  const file = new Sheet(PAD, drawing.cards.length);
  file.text('G21\nG90\nG94\nM4 S0\n');
  for (const [layer, parts] of layersOf(drawing, fieldMapOf(drawing, asTheLaser))) {
    file.text(`;layer ${layer}\n`);
    if (layer === INDEX_MARK) {
      for (const part of parts) for (const stroke of part.glyphs.flat()) writeTravel(file, stroke, part);
      continue;
    }
    const pen = penOf(drawing.pens, layer);
    for (let pass = 0; pass < pen.passes; pass++)
      for (const part of parts)
        for (const stroke of part.glyphs.flat()) writeStroke(file, stroke, part, wordsOf(part.pen ?? pen));
  }
  return file.close('M5 S0\nG0 X0 Y0\n');
}

const wordsOf = ({ power, speed }: Pen): string => `S${Math.round(power * 10)} F${Math.round(speed * 60)}`;

function writeTravel(file: Sheet, stroke: Stroke, part: LayerPart): void {
  for (let i = 0; i < stroke.length; i += 2) {
    file.text('G0 X');
    file.millimetres(part.x(stroke, i));
    file.text(' Y');
    file.millimetres(part.y(stroke, i));
    file.text(' S0\n');
  }
}

function writeStroke(file: Sheet, stroke: Stroke, part: LayerPart, power: string): void {
  for (let i = 0; i < stroke.length; i += 2) {
    file.text(i === 0 ? 'G0 X' : 'G1 X');
    file.millimetres(part.x(stroke, i));
    file.text(' Y');
    file.millimetres(part.y(stroke, i));
    file.text(i === 0 ? ' S0\n' : i === 2 ? ` ${power}\n` : '\n');
  }
}

export const GCODE = {
  extension: 'gcode',
  pad: PAD,
  axes: asTheLaser,
  repeats: true,
  pens: true,
  write: writeGcode,
} as const;
