import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { drawProduct } from '../../../core/product/picture.ts';
import { readProduct } from '../../../core/product/product.ts';

const folder = join(import.meta.dirname, '../../../resources/products');
const shipped = readdirSync(folder).map((file) => must(readProduct(readFileSync(join(folder, file), 'utf8'))));

/** Every point of a path of lines. */
const points = (path: string): readonly (readonly [number, number])[] =>
  [...path.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);

describe.each(shipped)('the picture of $name', (product) => {
  const picture = drawProduct(product);

  test('has every place that the product has, each with strokes that stay in it', () => {
    const had = Object.entries(product.zones).flatMap(([field, zone]) => (zone === undefined ? [] : [field]));
    expect(picture.places.map(({ field }) => field).sort()).toEqual(had.sort());
    for (const { rect, path } of picture.places) {
      expect(path).not.toBe('');
      for (const [x, y] of points(path)) {
        expect(x).toBeGreaterThanOrEqual(rect.x);
        expect(x).toBeLessThanOrEqual(rect.x + rect.width);
        expect(y).toBeGreaterThanOrEqual(rect.y);
        expect(y).toBeLessThanOrEqual(rect.y + rect.height);
      }
    }
  });

  test('shows strip, sticker, keep-outs and holes where the product has them', () => {
    expect(picture).toMatchObject({ width: product.metal.width, height: product.metal.height, strip: product.strip });
    const clear = product.keepOuts.length + product.metal.holes.length + (product.sticker.front === undefined ? 0 : 1);
    expect(picture.clear).toHaveLength(clear);
  });
});

test('a text that does not fit is left out, and the rest is drawn', () => {
  const [product] = shipped;
  if (product === undefined) throw new Error('no product');
  const { serial } = product.zones;
  const narrow = { ...product, zones: { ...product.zones, serial: { ...serial, width: 1 } } };
  const paths = new Map(drawProduct(narrow).places.map(({ field, path }) => [field, path]));
  expect(paths.get('serial')).toBe('');
  expect(paths.get('secret')).not.toBe('');
});
