/** A product as the layout that its cards are drawn by. */
import { passphraseLength } from '../card/passphrase.ts';
import type { Exclusion, Layout, Zone } from '../etch/card.ts';
import type { Product } from './schema.ts';

/** A BIP38 confirmation code has always so many symbols. */
const CODE_SYMBOLS = 75;
/** `2026-11` */
const DATE_SYMBOLS = 7;
const WATERMARK_SYMBOLS = 'TRAINING'.length;

/** How many symbols stand in the zone of the passphrase. */
export const secretSymbols = ({ etched, passphrase }: Pick<Product, 'etched' | 'passphrase'>): number =>
  etched === 'passphrase' ? passphraseLength(passphrase) : CODE_SYMBOLS;

/** Holes and the sticker are kept clear like everything else that is. */
export function exclusionsOf({ metal, sticker, keepOuts }: Product): readonly Exclusion[] {
  const holes = metal.holes.map(({ x, y, diameter }): Exclusion => {
    const corner = { x: Math.max(0, x - diameter / 2), y: Math.max(0, y - diameter / 2) };
    return { name: 'hole', ...corner, width: diameter, height: diameter, clearance: metal.margin };
  });
  const { front, width, height } = sticker;
  const stuck = front === undefined ? [] : [{ name: 'sticker', ...front, width, height }];
  return [...stuck, ...keepOuts, ...holes];
}

type ProductZone = Product['zones']['watermark'] & { readonly lines?: Zone['lines'] };

/**
 * The layout of a product's cards, by the product's name and revision.
 *
 * @param options `coded`: the serial is etched as a code besides, where the product has a place for it
 */
export function layoutOf(product: Product, { coded }: { readonly coded: boolean }): Layout {
  const { metal, mark, zones } = product;
  const place = coded ? (zones.code ?? null) : null;
  const zoneOf = ({ x, y, width, height, cap, align, lines }: ProductZone, symbols: number): Zone => {
    const zone: Zone = { x, y, width, height, cap, align, symbols };
    return lines === undefined ? zone : { ...zone, lines };
  };
  return {
    name: `${product.name}${place === null ? '' : '-coded'}`,
    version: product.revision,
    width: metal.width,
    height: metal.height,
    thickness: metal.thickness,
    corner: metal.corner,
    margin: metal.margin,
    beam: mark.beam,
    etched: product.etched,
    zones: {
      serial: zoneOf(zones.serial, zones.serial.symbols),
      passphrase: zoneOf(zones.secret, secretSymbols(product)),
      watermark: zoneOf(zones.watermark, WATERMARK_SYMBOLS),
      ...(zones.date === undefined ? {} : { date: zoneOf(zones.date, DATE_SYMBOLS) }),
    },
    code: place,
    strip: product.strip,
    exclusions: exclusionsOf(product),
  };
}
