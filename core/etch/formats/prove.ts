/**
 * Whether a written job draws what it must: it is read by a reader that shares nothing with its writer, laid back through
 * the fixture by the inverse, and compared stroke by stroke, to a micrometre, with what was verified.
 */
import { sameBytes } from '../../base/secret.ts';
import { createFieldMap } from '../fixture.ts';
import { INDEX_MARK, penOf, type JobLayer } from '../pens.ts';
import type { Stroke } from '../strokes.ts';
import { layerOf, type Drawing } from './layer.ts';
import { FORMATS, type EtchFormat, type FormatName } from './formats.ts';
import { Misread, type ReadStroke } from './read/bytes.ts';
import { readCsv, readTxt } from './read/text.ts';
import { readDxf } from './read/dxf.ts';
import { readGcode } from './read/gcode.ts';
import { readHpgl } from './read/hpgl.ts';
import { readLightBurn } from './read/lightburn.ts';
import { readSvg } from './read/svg.ts';

/** Of each format that draws, its reader: it shares nothing with the writer. */
export const READERS: Readonly<Partial<Record<FormatName, (bytes: Uint8Array) => readonly ReadStroke[]>>> = {
  svg: readSvg,
  dxf: readDxf,
  lightburn: readLightBurn,
  gcode: readGcode,
  hpgl: readHpgl,
};

const TEXTS: Readonly<Partial<Record<FormatName, (bytes: Uint8Array) => readonly Uint8Array[]>>> = {
  csv: readCsv,
  txt: readTxt,
};

/** Half a micrometre of rounding in the field, and what the lens's correction makes of it on the way back. */
const WITHIN = 1;

/** @param bytes borrowed, like the drawing; whatever was read of them is wiped. */
export function provesJob(name: FormatName, drawing: Drawing, bytes: Uint8Array): boolean {
  const [strokes, texts] = [READERS[name], TEXTS[name]];
  try {
    if (strokes !== undefined) return sameStrokes(FORMATS[name], drawing, strokes(bytes));
    return texts !== undefined && sameTexts(drawing, texts(bytes));
  } catch (cause) {
    if (cause instanceof Misread) return false;
    throw cause;
  }
}

interface Expected {
  readonly stroke: Stroke;
  readonly left: number;
  readonly top: number;
}

/** By layer, in the order of the cards; as often as a format that has no passes of its own writes them. */
function expectedOf(
  { cards, layout, pens, mark }: Drawing,
  repeats: boolean,
): ReadonlyMap<JobLayer, readonly Expected[]> {
  const layers = new Map<JobLayer, Expected[]>();
  if (mark !== undefined) layers.set(INDEX_MARK, [{ stroke: mark, left: 0, top: 0 }]);
  for (const { at, letterings } of cards)
    for (const { zone, glyphs } of letterings) {
      const layer = layerOf(layout, zone);
      const list = layers.get(layer) ?? [];
      layers.set(layer, list);
      for (const stroke of glyphs.flat())
        list.push({ stroke, left: Math.round(at.x * 1000), top: Math.round(at.y * 1000) });
    }
  if (!repeats) return layers;
  const times = (layer: JobLayer): number => (layer === INDEX_MARK ? 1 : penOf(pens, layer).passes);
  return new Map([...layers].map(([layer, list]) => [layer, Array.from({ length: times(layer) }, () => list).flat()]));
}

function sameStrokes(format: EtchFormat, drawing: Drawing, read: readonly ReadStroke[]): boolean {
  const field = createFieldMap(format.axes(drawing.fixture), drawing.frame);
  const expected = expectedOf(drawing, format.repeats === true);
  const met = new Map<JobLayer, number>();
  try {
    for (const { layer, points } of read) {
      const index = met.get(layer) ?? 0;
      met.set(layer, index + 1);
      const wanted = expected.get(layer)?.[index];
      if (wanted === undefined || wanted.stroke.length !== points.length) return false;
      for (let i = 0; i < points.length; i += 2) {
        const { x, y } = field.back(points[i] as number, points[i + 1] as number);
        const across = Math.abs(x - wanted.left - (wanted.stroke[i] as number));
        const down = Math.abs(y - wanted.top - (wanted.stroke[i + 1] as number));
        if (!(across <= WITHIN && down <= WITHIN)) return false;
      }
    }
    return [...expected].every(([layer, list]) => met.get(layer) === list.length);
  } finally {
    for (const { points } of read) points.fill(0);
  }
}

function sameTexts({ cards }: Drawing, read: readonly Uint8Array[]): boolean {
  const wanted = cards.flatMap(({ texts = [] }) => texts.map(({ text }) => text));
  const same =
    wanted.length === read.length && wanted.every((text, at) => sameBytes(text, read[at] ?? new Uint8Array()));
  for (const text of read) text.fill(0);
  return same;
}
