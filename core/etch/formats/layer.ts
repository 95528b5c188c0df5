/** What a laser's template gives its power by: the zones, told apart by what is etched there. */
import type { Layout, MarkName, Point, Size } from '../card.ts';
import { createFieldMap, type FieldMap, type Fixture } from '../fixture.ts';
import { INDEX_MARK, type JobLayer, type LayerName, type Pen, type Pens } from '../pens.ts';
import type { Lettering, Stroke } from '../strokes.ts';

/** The layer of a zone: a passphrase and a confirmation code stand in one place but never on one layer. */
export const layerOf = ({ etched }: Pick<Layout, 'etched'>, zone: MarkName): LayerName =>
  zone === 'passphrase' ? etched : zone;

/** What a job draws: cards of one layout, each in its place. */
export interface Drawing {
  readonly layout: Layout;
  /** The field that the laser is set to, millimetres: the card itself, or what holds several. */
  readonly frame: Size;
  readonly cards: readonly DrawnCard[];
  /** Of a tray, its index mark, micrometres in the frame: shown by the laser's pointer before it fires, and never marked. */
  readonly mark?: Stroke | undefined;
  /** How the frame lies in the laser's field; as the format counts by itself where nothing is said. */
  readonly fixture?: Fixture | undefined;
  readonly pens?: Pens | undefined;
}

export interface DrawnCard {
  /** The card's top left corner in the frame, millimetres. */
  readonly at: Point;
  readonly letterings: readonly Lettering[];
  /** A pen of its own, whatever the layer's: a cell of the matrix that finds the pen of a material. */
  readonly pen?: Pen | undefined;
  /** For formats that the laser's own font draws. `texts` are borrowed: by layer, in the order of the letterings. */
  readonly texts?: readonly { readonly layer: LayerName; readonly text: Uint8Array }[];
}

/** The symbols of one card on one layer, and where each point of them lies in the laser's field: whole micrometres. */
export interface LayerPart {
  readonly glyphs: readonly (readonly Stroke[])[];
  readonly pen?: Pen | undefined;
  x(stroke: Stroke, at: number): number;
  y(stroke: Stroke, at: number): number;
}

/** Layer by layer, as a laser works: the tray's mark before anything fires, then on each layer all cards in turn. */
export function layersOf(
  { layout, frame, cards, mark }: Drawing,
  field: FieldMap,
): ReadonlyMap<JobLayer, readonly LayerPart[]> {
  const [width, height] = [Math.round(frame.width * 1000), Math.round(frame.height * 1000)];
  const layers = new Map<JobLayer, LayerPart[]>();
  const partAt = ({ x: left, y: top }: Point, glyphs: LayerPart['glyphs'], pen?: Pen): LayerPart => {
    const across = (stroke: Stroke, i: number): number => within(left + (stroke[i] as number), width);
    const down = (stroke: Stroke, i: number): number => within(top + (stroke[i + 1] as number), height);
    return {
      glyphs,
      pen,
      x: (stroke, i) => field.x(across(stroke, i), down(stroke, i)),
      y: (stroke, i) => field.y(across(stroke, i), down(stroke, i)),
    };
  };
  if (mark !== undefined) layers.set(INDEX_MARK, [partAt({ x: 0, y: 0 }, [[mark]])]);
  for (const { at, letterings, pen } of cards) {
    const corner = { x: Math.round(at.x * 1000), y: Math.round(at.y * 1000) };
    for (const { zone, glyphs } of letterings) {
      const layer = layerOf(layout, zone);
      layers.set(layer, [...(layers.get(layer) ?? []), partAt(corner, glyphs, pen)]);
    }
  }
  return layers;
}

function within(value: number, most: number): number {
  if (value < 0 || value > most) throw new RangeError('a stroke leaves the frame');
  return value;
}

/** Where a job's frame lies, counted as its format counts. */
export const fieldMapOf = (
  { fixture, frame }: Pick<Drawing, 'fixture' | 'frame'>,
  axes: (fixture: Fixture | undefined) => Fixture,
): FieldMap => createFieldMap(axes(fixture), frame);
