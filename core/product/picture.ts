/** A product's card as a picture for the window: its edge, what is kept clear, and its longest texts in eights. Bears no secret. */
import { asciiBytes } from '../base/digest.ts';
import type { Serial } from '../card/serial.ts';
import type { Layout, Rect, Zone } from '../etch/card.ts';
import { letterCode } from '../etch/code.ts';
import { cardPath, strokesPath } from '../etch/preview.ts';
import { letter } from '../etch/strokes.ts';
import { layoutOf } from './layout.ts';
import type { PlaceName } from './review.ts';
import type { Product } from './schema.ts';

/** Millimetres, origin at the top left corner of the front, y down. */
export interface ProductPicture {
  readonly width: number;
  readonly height: number;
  /** The edge of the card as SVG path data. */
  readonly edge: string;
  /** What is marked, with its strokes as SVG path data; empty where they do not fit their place. */
  readonly places: readonly { readonly field: PlaceName; readonly rect: Rect; readonly path: string }[];
  readonly strip: Rect;
  /** The sticker, what is kept clear, and holes; each with the free space round it. */
  readonly clear: readonly (Rect & { readonly name: string; readonly clearance: number })[];
}

/** Draws the card with the longest texts that may come. */
export function drawProduct(product: Product): ProductPicture {
  const layout = layoutOf(product, { coded: true });
  const { width, height, strip, exclusions, zones, code } = layout;
  const lettered = (
    [
      ['serial', 'serial'],
      ['secret', 'passphrase'],
      ['watermark', 'watermark'],
      ['date', 'date'],
    ] as const
  ).flatMap(([field, zone]) => {
    const place = zones[zone];
    if (place === undefined) return [];
    return [{ field, rect: rectOf(place), path: strokesPath(textIn(layout, zone, place)) }];
  });
  const matrix = code === null ? [] : [{ field: 'code' as const, rect: rectOf(code), path: strokesPath(codeIn(layout, code)) }]; // prettier-ignore
  return {
    ...{ width, height, strip: rectOf(strip), edge: cardPath(layout) },
    places: [...lettered, ...matrix],
    clear: exclusions.map(({ name, clearance, ...place }) => ({ name, clearance, ...rectOf(place) })),
  };
}

const rectOf = ({ x, y, width, height }: Rect): Rect => ({ x, y, width, height });

type Strokes = readonly (readonly Int32Array[])[];

function textIn(layout: Layout, zone: 'serial' | 'passphrase' | 'watermark' | 'date', { symbols }: Zone): Strokes {
  const text = zone === 'watermark' ? 'TRAINING' : '8'.repeat(symbols);
  const lettering = letter(layout, zone, asciiBytes(text));
  return lettering.ok ? lettering.value.glyphs : [];
}

function codeIn(layout: Layout, place: Rect): Strokes {
  const drawn = letterCode(layout, place, '8'.repeat(layout.zones.serial.symbols) as Serial);
  return drawn.ok ? drawn.value.glyphs : [];
}
