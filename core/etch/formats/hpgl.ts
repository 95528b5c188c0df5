/**
 * The etch job as HP-GL (`.plt`), for EzCad 2 and older controllers: pen up to travel, pen down to mark, a pen a layer.
 *
 * Forty units a millimetre, with two decimals: HP-GL/2 takes them (its coordinates are *clamped reals*), and they say a
 * micrometre exactly. A controller that reads whole units alone rounds to 25 micrometres, a twelfth of the beam.
 * Source: Hewlett-Packard, PCL 5 Technical Reference Manual, part II, chapters 17 and 20.
 */
import type { JobLayer } from '../pens.ts';
import type { Stroke } from '../strokes.ts';
import { asTheLaser } from './axes.ts';
import { fieldMapOf, layersOf, type Drawing, type LayerPart } from './layer.ts';
import { Sheet, type Padding } from './sheet.ts';

const PENS: Readonly<Record<JobLayer, number>> = {
  serial: 1,
  passphrase: 2,
  'confirmation code': 3,
  code: 4,
  watermark: 5,
  date: 6,
  'index mark': 7,
};

/** Line feeds between instructions, which every parser of HP-GL passes over. */
const PAD: Padding = { block: 65_536, fill: (room) => '\n'.repeat(room) };

function writeHpgl(drawing: Drawing): Uint8Array {
  const file = new Sheet(PAD, drawing.cards.length);
  file.text('IN;\nPA;\n');
  for (const [layer, parts] of layersOf(drawing, fieldMapOf(drawing, asTheLaser))) {
    file.text(`SP${PENS[layer]};\n`);
    for (const part of parts) for (const stroke of part.glyphs.flat()) writeStroke(file, stroke, part);
  }
  return file.close('PU0,0;\nSP0;\n');
}

function writeStroke(file: Sheet, stroke: Stroke, part: LayerPart): void {
  for (let i = 0; i < stroke.length; i += 2) {
    file.text(i === 0 ? 'PU' : i === 2 ? 'PD' : ',');
    file.plotterUnits(part.x(stroke, i));
    file.text(',');
    file.plotterUnits(part.y(stroke, i));
    if (i === 0 || i === stroke.length - 2) file.text(';\n');
  }
}

export const HPGL = { extension: 'plt', pad: PAD, axes: asTheLaser, write: writeHpgl };
