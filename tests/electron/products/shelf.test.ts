import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { productRefOf, writeProduct } from '../../../core/product/product.ts';
import type { Product } from '../../../core/product/schema.ts';
import { addProduct, openShelf, readProductFile, SHIPPED } from '../../../electron/products/shelf.ts';

let station = '';
beforeEach(() => void (station = mkdtempSync(join(tmpdir(), 'twofold-products-'))));
afterEach(() => rmSync(station, { recursive: true }));

const [real] = SHIPPED as [Product];
const gold: Product = { ...real, name: 'gold', title: 'Golden card' };

test('a station has the products that ship, and those it was given, each under its hash', async () => {
  expect((await openShelf(station)).products).toEqual(SHIPPED);
  const path = must(await addProduct(station, gold));
  expect(path).toBe(join(station, 'products', `gold-${productRefOf(gold).hash.slice(0, 8)}.product.json`));
  must(await addProduct(station, gold));
  expect(must((await openShelf(station)).find(productRefOf(gold)))).toEqual(gold);
  expect(readdirSync(join(station, 'products'))).toHaveLength(1);
});

test('a product of a name that is taken needs a higher revision; the one before stays', async () => {
  must(await addProduct(station, gold));
  const edited = { ...gold, title: 'Rose gold' };
  expect(await addProduct(station, edited)).toMatchObject({ error: { kind: 'revision-taken' } });
  expect(await addProduct(station, { ...real, title: 'Ours' })).toMatchObject({ error: { kind: 'revision-taken' } });
  must(await addProduct(station, { ...edited, revision: 2 }));
  const shelf = await openShelf(station);
  expect([must(shelf.named('gold')).title, must(shelf.find(productRefOf(gold))).title]).toEqual([
    'Rose gold',
    'Golden card',
  ]);
});

test('what lies there and is no product, or was edited into one that cannot be made, is not there', async () => {
  const folder = join(station, 'products');
  mkdirSync(folder);
  writeFileSync(join(folder, 'junk.product.json'), 'hello');
  writeFileSync(join(folder, 'low.product.json'), writeProduct({ ...gold, mark: { ...gold.mark, beam: 0 } }));
  writeFileSync(join(folder, 'large.product.json'), ' '.repeat(70_000));
  writeFileSync(join(station, 'elsewhere'), writeProduct(gold));
  symlinkSync(join(station, 'elsewhere'), join(folder, 'linked.product.json'));
  expect((await openShelf(station)).products).toEqual(SHIPPED);
});

test('a file that a person names is read, or it says what is wrong with it', async () => {
  const path = join(station, 'gold.product.json');
  expect(await readProductFile(path)).toMatchObject({ error: { area: 'file', kind: 'missing' } });
  writeFileSync(path, writeProduct(gold));
  expect(await readProductFile(path)).toEqual({ ok: true, value: gold });
});
