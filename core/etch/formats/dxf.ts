/**
 * The etch job as DXF of AutoCAD release 12 (AC1009), which every laser's software reads: one polyline a stroke, on a
 * layer of its zone.
 *
 * Release 12 has no field for units: its numbers are millimetres, and the importer is told so once. Its y grows
 * upwards, from the bottom left corner of the frame unless a fixture says otherwise. No text entities, no blocks, no line types, and no header variable
 * but the version. The card's outline is left out, so that no laser template can mark it.
 * Source: AutoCAD Release 12 Customization Manual, chapter 11.
 */
import type { JobLayer } from '../pens.ts';
import type { Stroke } from '../strokes.ts';
import { asTheLaser } from './axes.ts';
import { fieldMapOf, layersOf, type Drawing, type LayerPart } from './layer.ts';
import { Sheet, type Padding } from './sheet.ts';

/** Layers with AutoCAD's colour numbers, the same colours that a job in SVG has. */
const LAYERS = {
  serial: { name: 'SERIAL', colour: 1 },
  passphrase: { name: 'PASSPHRASE', colour: 5 },
  'confirmation code': { name: 'CONFIRMATION-CODE', colour: 6 },
  code: { name: 'CODE', colour: 30 },
  date: { name: 'DATE', colour: 4 },
  watermark: { name: 'WATERMARK', colour: 3 },
  'index mark': { name: 'INDEX-MARK', colour: 8 },
} as const satisfies Record<JobLayer, { name: string; colour: number }>;

/** Comments (group 999), each a whole record: shorter ones than an empty one there are none. */
const EMPTY = '999\r\n\r\n'.length;
/** A line of a release 12 file has up to 255 characters. */
const COMMENT = 128;

const PAD: Padding = {
  block: 262_144,
  fill(room) {
    if (room > 0 && room < EMPTY) return null;
    const comment = (size: number): string => `999\r\n${'.'.repeat(size - EMPTY)}\r\n`;
    const whole = Math.max(0, Math.floor(room / COMMENT) - 1);
    const rest = room - whole * COMMENT;
    return comment(COMMENT).repeat(whole) + (rest === 0 ? '' : comment(rest));
  },
};

const records = (...pairs: readonly (readonly [code: number, value: string | number])[]): string =>
  pairs.map(([code, value]) => `${code}\r\n${value}\r\n`).join('');

function writeDxf(drawing: Drawing): Uint8Array {
  const file = new Sheet(PAD, drawing.cards.length);
  const layers = layersOf(drawing, fieldMapOf(drawing, asTheLaser));
  file.text(records([0, 'SECTION'], [2, 'HEADER'], [9, '$ACADVER'], [1, 'AC1009'], [0, 'ENDSEC']));
  file.text(records([0, 'SECTION'], [2, 'TABLES'], [0, 'TABLE'], [2, 'LAYER'], [70, layers.size]));
  for (const layer of layers.keys()) {
    const { name, colour } = LAYERS[layer];
    file.text(records([0, 'LAYER'], [2, name], [70, 0], [62, colour], [6, 'CONTINUOUS']));
  }
  file.text(records([0, 'ENDTAB'], [0, 'ENDSEC'], [0, 'SECTION'], [2, 'ENTITIES']));
  for (const [layer, parts] of layers)
    for (const part of parts)
      for (const stroke of part.glyphs.flat()) writeStroke(file, LAYERS[layer].name, stroke, part);
  return file.close(records([0, 'ENDSEC'], [0, 'EOF']));
}

function writeStroke(file: Sheet, layer: string, stroke: Stroke, part: LayerPart): void {
  file.text(records([0, 'POLYLINE'], [8, layer], [66, 1], [10, '0.0'], [20, '0.0'], [30, '0.0'], [70, 0]));
  const vertex = `${records([0, 'VERTEX'], [8, layer])}10\r\n`;
  for (let i = 0; i < stroke.length; i += 2) {
    file.text(vertex);
    file.millimetres(part.x(stroke, i));
    file.text('\r\n20\r\n');
    file.millimetres(part.y(stroke, i));
    file.text('\r\n');
  }
  file.text(records([0, 'SEQEND'], [8, layer]));
}

export const DXF = { extension: 'dxf', pad: PAD, axes: asTheLaser, write: writeDxf };
