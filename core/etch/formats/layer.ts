/** What a laser's template gives its power by: the zones, told apart by what is etched there. */
import type { Etched, Layout, MarkName, Point, Size } from '../card.ts';
import type { Lettering, Stroke } from '../strokes.ts';

export type LayerName = Exclude<MarkName, 'passphrase'> | Etched;

/** The layer of a zone: a passphrase and a confirmation code stand in one place but never on one layer. */
const layerOf = (layout: Layout, zone: MarkName): LayerName => (zone === 'passphrase' ? layout.etched : zone);

/** What a job draws: cards of one layout, each in its place. */
export interface Drawing {
  readonly layout: Layout;
  /** The field that the laser is set to, millimetres: the card itself, or what holds several. */
  readonly frame: Size;
  readonly cards: readonly DrawnCard[];
}

export interface DrawnCard {
  /** The card's top left corner in the frame, millimetres. */
  readonly at: Point;
  readonly letterings: readonly Lettering[];
}

/** The symbols of one card on one layer, and how far they lie from the frame's corner: whole micrometres. */
export interface LayerPart {
  readonly glyphs: readonly (readonly Stroke[])[];
  readonly x: number;
  readonly y: number;
}

/** Layer by layer, as a laser works: on each all cards in turn. */
export function layersOf({ layout, cards }: Drawing): ReadonlyMap<LayerName, readonly LayerPart[]> {
  const layers = new Map<LayerName, LayerPart[]>();
  for (const { at, letterings } of cards) {
    const [x, y] = [Math.round(at.x * 1000), Math.round(at.y * 1000)];
    for (const { zone, glyphs } of letterings) {
      const layer = layerOf(layout, zone);
      layers.set(layer, [...(layers.get(layer) ?? []), { glyphs, x, y }]);
    }
  }
  return layers;
}
