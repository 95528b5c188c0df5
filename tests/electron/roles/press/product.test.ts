/** What the product of a batch decides at Press, whatever is loaded and whatever coins were chosen there. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import { productRefOf, type ProductRef } from '../../../../core/product/product.ts';
import type { PressBatch } from '../../../../core/stations/press/book.ts';
import { STICKER_STOCK, STICKER_STYLE } from '../../../../core/sticker/layout.ts';
import { addProduct } from '../../../../electron/products/shelf.ts';
import { coinsFor, loadedFor } from '../../../../electron/roles/press/product.ts';
import { realProduct } from '../../../fakes/products.ts';

let station = '';
beforeEach(() => void (station = mkdtempSync(join(tmpdir(), 'twofold-press-product-'))));
afterEach(() => rmSync(station, { recursive: true }));

const real = productRefOf(realProduct);
const loaded = { stock: { ...STICKER_STOCK, width: 22, height: 22 }, style: STICKER_STYLE } as Parameters<
  typeof loadedFor
>[1];
const batchOf = (product?: ProductRef) => ({ taken: product === undefined ? {} : { product } }) as PressBatch;

test('other-stock: stickers of another size are loaded than the product has', async () => {
  const wide = { ...realProduct, name: 'wide', sticker: { ...realProduct.sticker, width: 25 } };
  must(await addProduct(station, wide));
  expect(await loadedFor(batchOf(productRefOf(wide)), loaded, station)).toMatchObject({
    error: { area: 'product', kind: 'other-stock', facts: { product: 'wide', width: 25, height: 22 } },
  });
  expect(must(await loadedFor(batchOf(real), loaded, station))).toMatchObject({ stock: { width: 22 } });
});

test('stickers say the serial as the product wants it, whatever was chosen', async () => {
  const two = { ...realProduct, name: 'two', sticker: { ...realProduct.sticker, serialIn: 'two' as const } };
  must(await addProduct(station, two));
  expect(must(await loadedFor(batchOf(productRefOf(two)), loaded, station))).toMatchObject({
    style: { serialIn: 'two' },
  });
});

test('a batch without a product is printed on what is loaded, with the coins that were chosen', async () => {
  expect(must(await loadedFor(batchOf(), loaded, station))).toBe(loaded);
  expect(must(await coinsFor(undefined, ['BTC', 'ETH'], station))).toEqual(['BTC', 'ETH']);
  expect(must(await coinsFor(real, ['ETH'], station))).toEqual(['BTC']);
});

test('a product that was changed, or never came here, is refused by name before anything is printed', async () => {
  const changed = { ...real, hash: '0'.repeat(64) };
  expect(await loadedFor(batchOf(changed), loaded, station)).toMatchObject({ error: { kind: 'another-product' } });
  expect(await coinsFor({ ...real, name: 'gold', hash: '0'.repeat(64) }, [], station)).toMatchObject({
    error: { kind: 'unknown-product' },
  });
});
