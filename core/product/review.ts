/** All that stands against a product, for whoever designs it zone by zone. */
import { failIn, type Failed, type Failure } from '../base/result.ts';
import { checkShape, type ShapeFailure } from '../card/passphrase.ts';
import { checkRange, type SchemeFailure } from '../card/serial-scheme.ts';
import { coins as known } from '../coins/coins.ts';
import {
  grown,
  holdsText,
  inside,
  insideRounded,
  overlap,
  type Exclusion,
  type Layout,
  type Rect,
  type Zone,
} from '../etch/card.ts';
import { leastCode } from '../etch/code.ts';
import { layoutOf } from './layout.ts';
import { photoTrouble, type PhotoFailure } from './photo.ts';
import { FONTS, LEAST_CAP, type Product } from './schema.ts';

const fail = failIn('product');

export type ProductFailure =
  | 'bad-size'
  | 'code-too-small'
  | 'deposit-not-made'
  | 'does-not-fit'
  | 'exceeds'
  | 'letters-too-low'
  | 'over-another'
  | 'steps-not-made'
  | 'strip-covers'
  | 'strip-uncovered'
  | 'twice'
  | 'unknown-coin'
  | 'unknown-font'
  | PhotoFailure
  | SchemeFailure
  | ShapeFailure;

/** What of a product a sentence is about. */
export type ProductField =
  | 'metal'
  | 'mark'
  | 'coins'
  | 'deposit'
  | 'passphrase'
  | 'serials'
  | 'steps'
  | 'strip'
  | 'sticker'
  | 'keepOuts'
  | PlaceName;

export type PlaceName = 'serial' | 'secret' | 'watermark' | 'date' | 'code';

export interface ProductRefusal {
  readonly field: ProductField;
  readonly failure: Failure<ProductFailure>;
}

type Found = readonly [ProductField, Failed<ProductFailure> | null];

/** All of it in the order of the file; empty for a product whose cards can be made. */
export function reviewProduct(product: Product): readonly ProductRefusal[] {
  const layout = layoutOf(product, { coded: true });
  const found: readonly Found[] = [
    ...sizes(product),
    ...said(product),
    ...zonesOf(product, layout).flatMap((zone) => letters(zone, layout)),
    ...codeOf(product, layout),
    ...places(product, layout),
  ];
  return found.flatMap(([field, failed]) => (failed === null ? [] : [{ field, failure: failed.error }]));
}

/** What a person calls the places. */
const nameOf = ({ etched }: Product, place: PlaceName | 'strip' | 'sticker'): string =>
  place === 'secret' ? etched : place;

function sizes({ metal, mark, strip }: Product): readonly Found[] {
  const { width, height, thickness, corner, margin } = metal;
  const bad = (what: string): Failed<'bad-size'> =>
    fail('bad-size', `The ${what} of this product cannot be: correct its lengths.`, { what });
  return [
    ['metal', width > 0 && height > 0 && thickness > 0 ? null : bad('metal')],
    ['metal', corner <= Math.min(width, height) / 2 ? null : bad('corner')],
    ['metal', 2 * margin < Math.min(width, height) ? null : bad('margin')],
    ['metal', metal.photo === undefined ? null : photoTrouble(metal.photo)],
    ['mark', mark.beam > 0 && mark.beam <= 1 ? null : bad('beam')],
    ['strip', strip.width > 0 && strip.height > 0 ? null : bad('strip')],
  ];
}

function said({ mark, coins, deposit, passphrase, serials, zones, steps }: Product): readonly Found[] {
  const shape = checkShape(passphrase);
  const scheme = checkRange({ ...serials, start: 0, count: 1 });
  const long = serials.prefix.length + serials.digits + (serials.check ? 1 : 0);
  const stranger = [...coins, deposit].find((coin) => !(known as readonly string[]).includes(coin));
  return [
    ['mark', (FONTS as readonly string[]).includes(mark.font) ? null : unknownFont(mark.font)],
    [stranger !== undefined && !coins.includes(stranger) ? 'deposit' : 'coins', stranger === undefined ? null : unknownCoin(stranger)], // prettier-ignore
    ['coins', new Set(coins).size === coins.length ? null : twice(coins)],
    ['deposit', coins.includes(deposit) || stranger !== undefined ? null : notMade(deposit)],
    ['passphrase', shape.ok ? null : shape],
    ['serials', scheme.ok ? null : scheme],
    ['serials', !scheme.ok || long <= zones.serial.symbols ? null : tooLong(long, zones.serial.symbols)],
    ['steps', steps.strip && steps.packing && steps.box ? null : stepsNotMade()],
  ];
}

const unknownFont = (font: string): Failed<ProductFailure> =>
  fail('unknown-font', `There is no font ${font.slice(0, 40)} here. Choose one of ${FONTS.join(', ')}.`, {
    font: font.slice(0, 40),
  });

const unknownCoin = (coin: string): Failed<ProductFailure> =>
  fail('unknown-coin', `There is no coin ${coin.slice(0, 40)} here. Choose coins of this program's table.`, {
    coin: coin.slice(0, 40),
  });

const twice = (coins: readonly string[]): Failed<ProductFailure> => {
  const coin = coins.find((one, at) => coins.indexOf(one) < at) ?? '';
  return fail('twice', `The coin ${coin} stands there twice. Leave one of them out.`, { coin });
};

const notMade = (coin: string): Failed<ProductFailure> =>
  fail('deposit-not-made', `The sticker would show an address of ${coin}, which is not among the product's coins.`, {
    coin,
  });

const tooLong = (symbols: number, most: number): Failed<ProductFailure> =>
  fail('does-not-fit', `Serials of ${symbols} symbols do not fit a zone for ${most}.`, { zone: 'serial', symbols });

const stepsNotMade = (): Failed<ProductFailure> =>
  fail('steps-not-made', 'Every card has a strip, a packing and a box here. A product without one cannot be made yet.');

interface Lettered {
  readonly field: 'serial' | 'secret' | 'watermark' | 'date';
  readonly name: string;
  readonly least: number;
  readonly zone: Zone;
}

function zonesOf(product: Product, { zones }: Layout): readonly Lettered[] {
  const all: readonly (readonly [Lettered['field'], Zone | undefined])[] = [
    ['serial', zones.serial],
    ['secret', zones.passphrase],
    ['watermark', zones.watermark],
    ['date', zones.date],
  ];
  return all.flatMap(([field, zone]) => {
    const least = Math.max(LEAST_CAP, product.zones[field]?.least ?? 0);
    return zone === undefined ? [] : [{ field, name: nameOf(product, field), least, zone }];
  });
}

function letters({ field, name, least, zone }: Lettered, { beam }: Layout): readonly Found[] {
  const { cap, symbols } = zone;
  const facts = { zone: name, cap, least, symbols };
  const low = fail('letters-too-low', `The letters of the ${name} are ${cap} mm; ${least} mm are the least.`, facts);
  const wide = `${symbols} symbols of ${cap} mm do not fit the zone of the ${name}. Make it larger, or the letters smaller.`;
  if (cap < least) return [[field, low]];
  return [[field, holdsText(zone, beam) ? null : fail('does-not-fit', wide, facts)]];
}

/** Whether the code of the longest serial can be marked in its place. */
function codeOf({ zones }: Product, layout: Layout): readonly Found[] {
  if (layout.code === null) return [];
  const needed = leastCode(layout, zones.serial.symbols);
  const { width, height } = layout.code;
  if (Math.min(width, height) >= needed) return [];
  const sentence = `The code of a serial of ${zones.serial.symbols} symbols needs ${needed} mm with this beam. Make its place larger.`;
  return [['code', fail('code-too-small', sentence, { needed, symbols: zones.serial.symbols })]];
}

function places(product: Product, layout: Layout): readonly Found[] {
  const marked: readonly (readonly [PlaceName, Rect])[] = [
    ...zonesOf(product, layout).map(({ field, zone }) => [field, zone] as const),
    ...(layout.code === null ? [] : [['code', layout.code] as const]),
  ];
  const card = { ...layout, x: 0, y: 0 };
  return [
    ['strip', inside(layout.strip, card) ? null : exceeds('strip', 0)],
    ...layout.exclusions.map(({ name, ...place }): Found => [
      name === 'sticker' ? 'sticker' : 'keepOuts',
      inside(place, card) ? null : exceeds(name, 0),
    ]),
    ...marked.flatMap(([field, place], at) => {
      const name = nameOf(product, field);
      const others = marked.slice(at + 1).map(([other, zone]) => ({ name: nameOf(product, other), rect: zone }));
      const taken = [...layout.exclusions.map(clear), ...others];
      const met = taken.find(({ rect }) => overlap(place, rect));
      return [
        [field, insideRounded(place, layout) ? null : exceeds(name, layout.margin)],
        [field, met === undefined ? null : over(name, met.name)],
        [field, underStrip(field, name, place, layout.strip)],
      ] as const;
    }),
  ];
}

const clear = (exclusion: Exclusion) => ({ name: exclusion.name, rect: grown(exclusion, exclusion.clearance) });

const exceeds = (name: string, margin: number): Failed<ProductFailure> =>
  fail('exceeds', `The ${name} leaves the card, or comes closer than ${margin} mm to its edge.`, {
    zone: name,
    margin,
  });

const over = (name: string, other: string): Failed<ProductFailure> =>
  fail('over-another', `The ${name} runs into the ${other}. Move one of them.`, { zone: name, other });

function underStrip(field: PlaceName, name: string, place: Rect, strip: Rect): Failed<ProductFailure> | null {
  if (field === 'secret') {
    if (inside(place, strip)) return null;
    return fail('strip-uncovered', `The strip does not cover the whole ${name}.`, { zone: name });
  }
  return overlap(place, strip) ? fail('strip-covers', `The strip covers the ${name}.`, { zone: name }) : null;
}
