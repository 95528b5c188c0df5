import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { CARD, checkLayout, CODE_CARD } from '../../../core/etch/card.ts';
import { withCode } from '../../../core/etch/code.ts';
import { layoutOf } from '../../../core/product/layout.ts';
import { parseProduct, productHash, readProduct, productRefOf, writeProduct } from '../../../core/product/product.ts';
import { reviewProduct } from '../../../core/product/review.ts';
import type { Product } from '../../../core/product/schema.ts';

const folder = join(import.meta.dirname, '../../../resources/products');
const textOf = (name: string): string => readFileSync(join(folder, `${name}.product.json`), 'utf8');
const shipped = (name: string): Product => must(readProduct(textOf(name)));
const real = shipped('real');

/** As a designer has it in hand. */
type Loose<T> = T extends object ? { -readonly [K in keyof T]-?: Loose<T[K]> } : T;

/** One thing of the real product otherwise. */
const changed = (change: (product: Loose<Product>) => void): Product => {
  const other = structuredClone(real) as Loose<Product>;
  change(other);
  return other;
};

describe('the products that ship', () => {
  test.each(readdirSync(folder))(
    '%s: its name is its file, and cards of it can be made, with a code and without',
    (file) => {
      const product = must(readProduct(readFileSync(join(folder, file), 'utf8')));
      expect(file).toBe(`${product.name}.product.json`);
      expect(reviewProduct(product)).toEqual([]);
      for (const coded of [true, false]) must(checkLayout(layoutOf(product, { coded })));
    },
  );

  test('real and pro are the cards that were made before there were products', () => {
    const geometry = ({ exclusions, ...layout }: typeof CARD) => ({ ...layout, name: '', exclusions: [...exclusions].sort((a, b) => a.name.localeCompare(b.name)) }); // prettier-ignore
    expect(geometry(layoutOf(real, { coded: false }))).toEqual(geometry(CARD));
    expect(geometry(layoutOf(real, { coded: true }))).toEqual(geometry(withCode(CARD)));
    expect(geometry(layoutOf(shipped('pro'), { coded: false }))).toEqual(geometry(CODE_CARD));
  });
});

describe('a product is known by its hash', () => {
  test('whatever the order of its fields and its white space', () => {
    const turned = Object.fromEntries(Object.entries(JSON.parse(textOf('real'))).reverse());
    expect(productHash(must(readProduct(JSON.stringify(turned))))).toBe(productHash(real));
    expect(productHash(must(readProduct(writeProduct(real))))).toBe(productHash(real));
    expect(productRefOf(real)).toEqual({ name: 'real', hash: productHash(real) });
  });

  test('which the smallest change makes another', () => {
    const moved = changed((p) => (p.zones.serial.x += 0.001));
    expect(productHash(moved)).not.toBe(productHash(real));
  });

  test('SHA-256 of its text with sorted keys and no white space, which anybody can compute', () => {
    const sorted = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(sorted);
      if (typeof value !== 'object' || value === null) return value;
      const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
      return Object.fromEntries(fields.map(([key, field]) => [key, sorted(field)]));
    };
    const text = JSON.stringify(sorted(JSON.parse(textOf('coin'))));
    expect(productHash(shipped('coin'))).toBe(createHash('sha256').update(text).digest('hex'));
  });
});

describe('a file that is no product of ours', () => {
  test.each<[string, string, string]>([
    ['text', 'hello', 'not-a-product'],
    ['another format', '{"format":"twofold-transfer","version":1}', 'not-a-product'],
    ['of another version', textOf('real').replace('"version": 1', '"version": 2'), 'other-version'],
    ['a field too many', textOf('real').replace('"revision": 1', '"revision": 1, "secret": 2'), 'bad-field'],
    [
      'a check after no cards',
      textOf('real').replace('"revision": 1', '"revision": 1, "check": { "cards": 0 }'),
      'bad-field',
    ],
    [
      'a check after any hours',
      textOf('real').replace('"revision": 1', '"revision": 1, "check": { "hours": 7 }'),
      'bad-field',
    ],
    ['a field too few', textOf('real').replace('"revision": 1,', ''), 'bad-field'],
    ['a length that is text', textOf('real').replace('"x": 58', '"x": "58"'), 'bad-field'],
    ['a length beyond every card', textOf('real').replace('"x": 58', '"x": 1e99'), 'bad-field'],
    ['a name for another folder', textOf('real').replace('"name": "real"', '"name": "../real"'), 'bad-field'],
  ])('%s', (_, text, kind) => {
    expect(parseProduct(text)).toMatchObject({ ok: false, error: { area: 'product', kind } });
  });
});

describe('what cannot be made is refused, at the field that is wrong', () => {
  test.each<[string, (product: Loose<Product>) => void, string, string]>([
    ['a zone over the edge', (p) => (p.zones.serial.x = 1), 'serial', 'exceeds'],
    ['a zone over the sticker', (p) => (p.zones.serial.x = 20), 'serial', 'over-another'],
    ['a zone over another', (p) => (p.zones.watermark.y = 20), 'serial', 'over-another'],
    ['a zone over a hole', (p) => p.metal.holes.push({ x: 10, y: 26, diameter: 3 }), 'serial', 'over-another'],
    ['a hole off the card', (p) => p.metal.holes.push({ x: 86, y: 30, diameter: 3 }), 'keepOuts', 'exceeds'],
    ['a code over the emblem', (p) => (p.zones.code.y = 10), 'code', 'over-another'],
    ['a code too small', (p) => (p.zones.code.width = 7.1), 'code', 'code-too-small'],
    ['letters under 1.2 mm', (p) => Object.assign(p.zones.watermark, { cap: 1.19 }), 'watermark', 'letters-too-low'],
    ['letters under their own least', (p) => (p.zones.secret.cap = 1.9), 'secret', 'letters-too-low'],
    ['24 symbols that do not fit', (p) => (p.zones.secret.cap = 3.4), 'secret', 'does-not-fit'],
    ['a longer passphrase', (p) => (p.passphrase.groups = 6), 'secret', 'does-not-fit'],
    ['serials too long for their zone', (p) => Object.assign(p.serials, { prefix: 'A'.repeat(13), digits: 11 }) && (p.zones.serial.symbols = 20), 'serials', 'does-not-fit'], // prettier-ignore
    ['a date over the serial', (p) => (p.zones.date = { ...p.zones.watermark, x: 20, y: 20, cap: 1.8 }), 'serial', 'over-another'], // prettier-ignore
    ['a strip that leaves the passphrase open', (p) => (p.strip.height = 9), 'secret', 'strip-uncovered'],
    ['a strip over the serial', (p) => Object.assign(p.strip, { y: 27, height: 21 }), 'serial', 'strip-covers'],
    ['a strip off the card', (p) => (p.strip.x = 20), 'strip', 'exceeds'],
    ['an unknown coin', (p) => p.coins.push('XYZ'), 'coins', 'unknown-coin'],
    ['a coin named twice', (p) => p.coins.push('BTC'), 'coins', 'twice'],
    ['a deposit of no coin of its', (p) => (p.deposit = 'LTC'), 'deposit', 'deposit-not-made'],
    ['a deposit that is no coin', (p) => (p.deposit = 'XYZ'), 'deposit', 'unknown-coin'],
    ['an unknown font', (p) => (p.mark.font = 'Comic Sans'), 'mark', 'unknown-font'],
    ['too few bits', (p) => (p.passphrase.groups = 4), 'passphrase', 'too-few-bits'],
    ['serials that cannot be', (p) => (p.serials.prefix = 'a-'), 'serials', 'bad-scheme'],
    ['a card without a width', (p) => (p.metal.width = 0), 'metal', 'bad-size'],
    ['corners larger than the card', (p) => (p.metal.corner = 28), 'metal', 'bad-size'],
    ['no beam', (p) => (p.mark.beam = 0), 'mark', 'bad-size'],
    ['a card without a strip', (p) => (p.steps.strip = false), 'steps', 'steps-not-made'],
  ])('%s', (_, change, field, kind) => {
    const refusals = reviewProduct(changed(change)).map((refusal) => [refusal.field, refusal.failure.kind]);
    expect(refusals).toContainEqual([field, kind]);
  });

  test('a round card keeps its corners free, although the square around it would hold the zone', () => {
    const coin = structuredClone(shipped('coin')) as Loose<Product>;
    coin.zones.serial.y = 3;
    expect(reviewProduct(coin).map(({ field, failure }) => [field, failure.kind])).toContainEqual([
      'serial',
      'exceeds',
    ]);
  });
});
