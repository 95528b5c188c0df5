/** A batch whose product is not the one it was planned with is refused by name, and nothing of it is opened. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import { productRefOf, type ProductRef } from '../../../../core/product/product.ts';
import { addProduct, SHIPPED } from '../../../../electron/products/shelf.ts';
import { openBatchFiles } from '../../../../electron/roles/bench/opening.ts';
import { batchFiles, closeParts, openParts, scratch } from '../../../fakes/bench-station.ts';
import { makeCards } from '../../../fakes/cards.ts';
import { proProduct, realProduct } from '../../../fakes/products.ts';

const cards = await makeCards(1);
const real = productRefOf(realProduct);
const edited = { ...realProduct, revision: 2, title: 'Edited after the plan' };

/** What a Bench says of two files, each of a product or of none; and what is on its shelf then. */
async function opened(planned: ProductRef | null, made: ProductRef | null, shelf: readonly (typeof edited)[] = []) {
  const directory = await scratch();
  for (const product of shelf) must(await addProduct(directory, product));
  const [vault, returned] = [join(directory, 'vault-of'), join(directory, 'return-of')];
  for (const folder of [vault, returned]) await mkdir(folder);
  const of = (product: ProductRef | null) => (product === null ? {} : { product });
  const files = {
    vault: (await batchFiles(vault, cards, of(planned))).vault,
    returned: (await batchFiles(returned, cards, of(made))).returned,
  };
  const parts = await openParts(directory);
  const answer = await openBatchFiles(files, { ...parts, room: async () => 1e9, progress: () => undefined });
  const batches = parts.index.batches();
  await closeParts(parts);
  expect(batches).toEqual([]);
  return answer;
}

test('products-differ: order and vault were of one product, and the return is of another, another edition, or none', async () => {
  for (const made of [productRefOf(edited), productRefOf(proProduct), null])
    expect(await opened(real, made, [edited])).toMatchObject({ error: { area: 'product', kind: 'products-differ' } });
  expect(await opened(null, real)).toMatchObject({ error: { kind: 'products-differ' } });
});

test('another-product: the file of its name was edited after the batch was planned', async () => {
  const planned = { ...real, hash: '0'.repeat(64) };
  expect(await opened(planned, planned)).toMatchObject({
    error: { kind: 'another-product', facts: { product: 'real', hash: '00000000' } },
  });
});

test('unknown-product: this station was never given its file', async () => {
  const gold = { name: 'gold', hash: '1'.repeat(64) };
  expect(await opened(gold, gold)).toMatchObject({ error: { kind: 'unknown-product', facts: { product: 'gold' } } });
});

test('other-deposit: the stickers of the return do not show the address that the product wants there', async () => {
  expect(await opened(real, real)).toMatchObject({
    error: { area: 'product', kind: 'other-deposit', facts: { product: 'real' } },
  });
});

test('not-for-customers, for-customers: passphrases are not etched where confirmation codes are', async () => {
  const pro = productRefOf(proProduct);
  expect(await opened(pro, pro)).toMatchObject({ error: { kind: 'for-customers', facts: { product: 'pro' } } });
  expect(SHIPPED.map(productRefOf)).toContainEqual(pro);
});
