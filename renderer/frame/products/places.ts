/** The places of a product's card as a person moves them: pure, a new product for each change. Millimetres. */
import type { Product } from '../../../electron/bridge/products.ts';

export interface PlaceBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is marked, what covers it, and what is kept clear; the last two by their place in the list. */
export type PlaceId = MarkedPlace | 'strip' | 'sticker' | `keepOut-${number}` | `hole-${number}`;
type MarkedPlace = 'serial' | 'secret' | 'watermark' | 'date' | 'code';

export interface CardPlace {
  readonly id: PlaceId;
  readonly box: PlaceBox;
  /** Of a keep-out, as its product calls it. */
  readonly name: string | null;
}

const MARKED: readonly MarkedPlace[] = ['serial', 'secret', 'watermark', 'date', 'code'];

/** The finest that a hand sets; millimetres. */
const FINEST = 0.01;
/** What is dragged falls on this; millimetres. */
export const GRID = 0.1;
/** No place is made smaller than this. */
const SMALLEST = 0.5;

/** To a multiple of `step`, without a tail of binary noise. */
export const snapped = (value: number, step: number): number =>
  Math.round(Math.round(value / step) * step * 1000) / 1000;

/** In drawing order: what lies on top comes last. */
export function placesOf({ zones, strip, sticker, keepOuts, metal }: Product): readonly CardPlace[] {
  const { front, width, height } = sticker;
  return [
    { id: 'strip', box: strip, name: null },
    ...keepOuts.map(({ name, ...box }, i): CardPlace => ({ id: `keepOut-${i}`, box, name })),
    ...metal.holes.map(({ x, y, diameter }, i): CardPlace => {
      const box = { x: x - diameter / 2, y: y - diameter / 2, width: diameter, height: diameter };
      return { id: `hole-${i}`, box, name: null };
    }),
    ...(front === undefined ? [] : [{ id: 'sticker' as const, box: { ...front, width, height }, name: null }]),
    ...MARKED.flatMap((id): readonly CardPlace[] => {
      const zone = zones[id];
      return zone === undefined ? [] : [{ id, box: zone, name: null }];
    }),
  ];
}

/** The number in `keepOut-3`. */
const numberIn = (id: PlaceId): number => Number(id.slice(id.indexOf('-') + 1));

const replaced = <T>(list: readonly T[], at: number, change: (one: T) => T): T[] =>
  list.map((one, i) => (i === at ? change(one) : one));

/** The same product with a place elsewhere, or of another size; never left of the card, nor smaller than can be held. */
export function withBox(product: Product, id: PlaceId, wanted: PlaceBox): Product {
  const { zones, sticker, metal } = product;
  const box: PlaceBox = {
    x: Math.max(0, snapped(wanted.x, FINEST)),
    y: Math.max(0, snapped(wanted.y, FINEST)),
    width: Math.max(SMALLEST, snapped(wanted.width, FINEST)),
    height: Math.max(SMALLEST, snapped(wanted.height, FINEST)),
  };
  if (id === 'strip') return { ...product, strip: box };
  if (id === 'sticker') {
    const { width, height, x, y } = box;
    const front = { x, y, clearance: sticker.front?.clearance ?? 0 };
    return { ...product, sticker: { ...sticker, width, height, front } };
  }
  if (id.startsWith('keepOut-'))
    return { ...product, keepOuts: replaced(product.keepOuts, numberIn(id), (one) => ({ ...one, ...box })) };
  if (id.startsWith('hole-')) {
    const diameter = Math.min(box.width, box.height);
    const hole = { x: snapped(box.x + diameter / 2, FINEST), y: snapped(box.y + diameter / 2, FINEST), diameter };
    return { ...product, metal: { ...metal, holes: replaced(metal.holes, numberIn(id), () => hole) } };
  }
  const marked = id as MarkedPlace;
  return { ...product, zones: { ...zones, [marked]: { ...zones[marked], ...box } } };
}

/** What a hand or a key does to a place: moves it, or pulls at its corners. */
export interface Pull {
  /** How far its left, top, right and bottom edges go. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const movedBy = (x: number, y: number): Pull => ({ left: x, top: y, right: x, bottom: y });

/** A box after a pull: its edges on the grid where a hand has dragged them, and never past each other. */
export function pulled(box: PlaceBox, { left, top, right, bottom }: Pull, step: number): PlaceBox {
  const whole = left === right && top === bottom;
  const x = left === 0 ? box.x : snapped(box.x + left, step);
  const y = top === 0 ? box.y : snapped(box.y + top, step);
  if (whole) return { ...box, x, y };
  const end = right === 0 ? box.x + box.width : snapped(box.x + box.width + right, step);
  const foot = bottom === 0 ? box.y + box.height : snapped(box.y + box.height + bottom, step);
  const width = Math.max(SMALLEST, end - x);
  const height = Math.max(SMALLEST, foot - y);
  return { x: left === 0 ? x : end - width, y: top === 0 ? y : foot - height, width, height };
}

/** The places that a product may be without. */
export const isOptional = (id: PlaceId): boolean =>
  id === 'date' || id === 'code' || id === 'sticker' || id.startsWith('keepOut-') || id.startsWith('hole-');

/** The same product without one of its optional places. */
export function without(product: Product, id: PlaceId): Product {
  const { zones, metal, keepOuts, sticker } = product;
  if (id === 'date' || id === 'code') {
    const { [id]: _, ...others } = zones;
    return { ...product, zones: others as Product['zones'] };
  }
  if (id === 'sticker') {
    const { front: _, ...back } = sticker;
    return { ...product, sticker: back };
  }
  const others = <T>(list: readonly T[]): T[] => list.filter((_, i) => i !== numberIn(id));
  if (id.startsWith('keepOut-')) return { ...product, keepOuts: others(keepOuts) };
  if (id.startsWith('hole-')) return { ...product, metal: { ...metal, holes: others(metal.holes) } };
  return product;
}

/** What a product can be given besides. */
export const ADDED = ['date', 'code', 'sticker', 'keepOut', 'hole'] as const;
export type Added = (typeof ADDED)[number];

/** Whether it has none of these yet; of keep-outs and holes there may be several. */
export const canAdd = ({ zones, sticker }: Product, what: Added): boolean =>
  what === 'keepOut' ||
  what === 'hole' ||
  (what === 'sticker' ? sticker.front === undefined : zones[what] === undefined);

/** The same product with a place more, in the middle of the card; and which it is. */
export function withAdded(product: Product, what: Added): readonly [Product, PlaceId] {
  const { zones, metal, keepOuts, sticker } = product;
  const at = (width: number, height: number): PlaceBox => ({
    x: snapped((metal.width - width) / 2, GRID),
    y: snapped((metal.height - height) / 2, GRID),
    width,
    height,
  });
  switch (what) {
    case 'date':
      return [{ ...product, zones: { ...zones, date: { ...at(16, 4), cap: 2, align: 'centre' } } }, 'date'];
    case 'code':
      return [{ ...product, zones: { ...zones, code: at(8, 8) } }, 'code'];
    case 'sticker': {
      const { x, y } = at(sticker.width, sticker.height);
      return [{ ...product, sticker: { ...sticker, front: { x, y, clearance: 1 } } }, 'sticker'];
    }
    case 'keepOut': {
      const next = { name: 'emblem', ...at(8, 8), clearance: 1 };
      return [{ ...product, keepOuts: [...keepOuts, next] }, `keepOut-${keepOuts.length}`];
    }
    case 'hole': {
      const { x, y } = at(0, 0);
      const holes = [...metal.holes, { x, y, diameter: 5 }];
      return [{ ...product, metal: { ...metal, holes } }, `hole-${holes.length - 1}`];
    }
  }
}
