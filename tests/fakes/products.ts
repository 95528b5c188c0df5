/** A shelf of products, as a window sees it. Pure: the gallery runs in a browser. */
import pro from '../../resources/products/pro.product.json';
import real from '../../resources/products/real.product.json';
import { must, ok } from '../../core/base/result.ts';
import { drawProduct } from '../../core/product/picture.ts';
import { parseProduct, productHash, readProduct } from '../../core/product/product.ts';
import { reviewProduct } from '../../core/product/review.ts';
import type { Product } from '../../core/product/schema.ts';
import { STEEL_PHOTO } from './steel-photo.ts';
import type { HandlersOf } from '../../electron/bridge/form.ts';
import type { ProductAnswers, productCalls, ProductView } from '../../electron/bridge/products.ts';

export const productViewOf = (product: Product, over: Partial<ProductView> = {}): ProductView => ({
  ...{ product, hash: productHash(product), shipped: true, superseded: false, picture: drawProduct(product) },
  ...over,
});

export const realProduct = must(readProduct(JSON.stringify(real)));
export const proProduct = must(readProduct(JSON.stringify(pro)));

/** With a photo of brushed steel. */
export const photographed: Product = { ...realProduct, metal: { ...realProduct.metal, photo: STEEL_PHOTO } };

/** Judges like a station, and keeps what it is given. */
export function productFakes(
  over: Partial<HandlersOf<typeof productCalls, ProductAnswers>> = {},
): HandlersOf<typeof productCalls, ProductAnswers> {
  const shelf = [productViewOf(realProduct), productViewOf(proProduct)];
  return {
    products: async () => [...shelf],
    async reviewProduct({ text }) {
      const product = parseProduct(text);
      if (!product.ok) return product;
      return ok({ refusals: reviewProduct(product.value), picture: drawProduct(product.value) });
    },
    async saveProduct({ text }) {
      const product = readProduct(text);
      if (!product.ok) return product;
      const view = productViewOf(product.value, { shipped: false });
      shelf.push(view);
      return ok(view);
    },
    importProduct: async () => ok(null),
    choosePhoto: async () => ok(null),
    exportProduct: async () => ok(null),
    writeTestCard: async () => ok(null),
    ...over,
  };
}
