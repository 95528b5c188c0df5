/**
 * The etch job as a LightBurn project (`.lbrn2`): a path a symbol, a cut setting a layer with the station's pens.
 *
 * A vertex is `V x y` with LightBurn's own mark of a straight one (`c0x1c1x1`), a primitive `L from to`. No transforms but
 * the one that says there is none, no shared lists, no text, no thumbnail. Millimetres, y upwards. The format is not
 * published by its maker; what is written here is what projects saved by LightBurn 1.x look like.
 */
import { INDEX_MARK, penOf, type JobLayer, type LayerName, type Pen } from '../pens.ts';
import type { Stroke } from '../strokes.ts';
import { asTheLaser } from './axes.ts';
import { fieldMapOf, layersOf, type Drawing, type LayerPart } from './layer.ts';
import { Sheet, type Padding } from './sheet.ts';

/** LightBurn's layers, C00 and on: one a kind of mark, whatever else is on the card. */
const INDEX: Readonly<Record<LayerName, number>> = {
  serial: 0,
  passphrase: 1,
  'confirmation code': 2,
  code: 3,
  watermark: 4,
  date: 5,
};

/** Behind those of the layers, pens of their own; LightBurn has C00 to C29. */
const OWN_PENS = Object.keys(INDEX).length;
const LIGHTBURN_LAYERS = 30;

/** T2, the second of its tool layers: shown and framed, never output. */
const TOOL = 31;

const indexOf = (layer: JobLayer): number => (layer === INDEX_MARK ? TOOL : INDEX[layer]);

/** White space between elements. */
const PAD: Padding = { block: 131_072, fill: (room) => ' '.repeat(room) };

function writeLightBurn(drawing: Drawing): Uint8Array {
  const file = new Sheet(PAD, drawing.cards.length);
  const layers = layersOf(drawing, fieldMapOf(drawing, asTheLaser));
  file.text(
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
      '<LightBurnProject AppVersion="1.7.08" FormatVersion="1" MaterialHeight="0" MirrorX="False" MirrorY="False">\n',
  );
  for (const layer of layers.keys())
    file.text(layer === INDEX_MARK ? TOOL_SETTING : cutSetting(layer, INDEX[layer], penOf(drawing.pens, layer)));
  const others = [...layers].flatMap(([layer, parts]) =>
    parts.flatMap(({ pen }) => (pen === undefined || layer === INDEX_MARK ? [] : [[layer, pen] as const])),
  );
  const pens = new Map(others.map(([, pen], at) => [pen, OWN_PENS + at]));
  if (OWN_PENS + pens.size > LIGHTBURN_LAYERS) throw new RangeError('more pens than LightBurn has layers');
  for (const [layer, pen] of others) file.text(cutSetting(layer, pens.get(pen) ?? 0, pen));
  for (const [layer, parts] of layers)
    for (const part of parts) writeShapes(file, (part.pen && pens.get(part.pen)) ?? indexOf(layer), part);
  return file.close('</LightBurnProject>\n');
}

function cutSetting(layer: LayerName, index: number, { power, speed, frequency, passes }: Pen): string {
  const fields = {
    index,
    name: layer,
    minPower: power,
    maxPower: power,
    speed,
    frequency: Math.round(frequency * 1000),
    numPasses: passes,
    priority: index,
  };
  const lines = Object.entries(fields).map(([name, value]) => `<${name} Value="${value}"/>\n`);
  return `<CutSetting type="Cut">\n${lines.join('')}</CutSetting>\n`;
}

const TOOL_SETTING = `<CutSetting type="Tool">\n<index Value="${TOOL}"/>\n<name Value="${INDEX_MARK}"/>\n</CutSetting>\n`;

function writeShapes(file: Sheet, index: number, part: LayerPart): void {
  for (const strokes of part.glyphs) {
    file.text(`<Shape Type="Path" CutIndex="${index}">\n<XForm>1 0 0 1 0 0</XForm>\n<VertList>`);
    for (const stroke of strokes) writeVertices(file, stroke, part);
    file.text('</VertList>\n<PrimList>');
    let first = 0;
    for (const { length } of strokes) {
      const count = length / 2;
      for (let i = first; i < first + count - 1; i++) file.text(`L${i} ${i + 1}`);
      first += count;
    }
    file.text('</PrimList>\n</Shape>\n');
  }
}

function writeVertices(file: Sheet, stroke: Stroke, part: LayerPart): void {
  for (let i = 0; i < stroke.length; i += 2) {
    file.text('V');
    file.millimetres(part.x(stroke, i));
    file.text(' ');
    file.millimetres(part.y(stroke, i));
    file.text('c0x1c1x1');
  }
}

export const LIGHTBURN = { extension: 'lbrn2', pad: PAD, axes: asTheLaser, pens: true, write: writeLightBurn } as const;
