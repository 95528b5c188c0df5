/** The calls about products, at every station that plans or makes cards. */
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { FORMATS } from '../../core/etch/formats/formats.ts';
import { testCardOf, writeTestCard } from '../../core/etch/test-cards.ts';
import { layoutOf } from '../../core/product/layout.ts';
import { drawProduct } from '../../core/product/picture.ts';
import { parseProduct, productHash, readProduct, writeProduct } from '../../core/product/product.ts';
import { reviewProduct } from '../../core/product/review.ts';
import type { Product } from '../../core/product/schema.ts';
import type { Shelf } from '../../core/product/shelf.ts';
import type { HandlersOf } from '../bridge/form.ts';
import type { ProductAnswers, productCalls, ProductView } from '../bridge/products.ts';
import { putFile } from '../files/put.ts';
import type { OpenJournal } from '../journal/file.ts';
import { addProduct, isShipped, openShelf, productText, readPhotoFile, readProductFile } from '../products/shelf.ts';
import type { Ask } from '../roles/served.ts';

const fail = failIn('product');

export interface ProductParts {
  /** Of the station. */
  readonly directory: string;
  readonly journal: Pick<OpenJournal, 'append'>;
  readonly ask: Pick<Ask, 'file' | 'directory'>;
}

/** On the shelf and on record: batches are planned with it from now on. Gives where it lies. */
export async function takeProduct(
  { directory, journal }: Omit<ProductParts, 'ask'>,
  product: Product,
): Promise<Result<string>> {
  const added = await addProduct(directory, product);
  if (added.ok) await journal.append([{ kind: 'settings-changed', what: 'product', to: productText(product) }]);
  return added;
}

export function createProductHandlers({
  directory,
  journal,
  ask,
}: ProductParts): HandlersOf<typeof productCalls, ProductAnswers> {
  async function take(product: Product): Promise<Result<ProductView>> {
    const taken = await takeProduct({ directory, journal }, product);
    return taken.ok ? ok(viewOf(product, await openShelf(directory))) : taken;
  }

  async function known(hash: string): Promise<Result<Product>> {
    const { products } = await openShelf(directory);
    const product = products.find((one) => productHash(one) === hash);
    return product === undefined ? gone() : ok(product);
  }

  async function put(name: string, bytes: Uint8Array): Promise<Result<{ readonly path: string } | null>> {
    const folder = await ask.directory('product');
    if (folder === null) return ok(null);
    const path = await putFile(folder, name, bytes);
    return path.ok ? ok({ path: path.value }) : path;
  }

  return {
    async products() {
      const shelf = await openShelf(directory);
      return shelf.products.map((product) => viewOf(product, shelf));
    },
    async reviewProduct({ text }) {
      const product = parseProduct(text);
      if (!product.ok) return product;
      return ok({ refusals: reviewProduct(product.value), picture: drawProduct(product.value) });
    },
    async saveProduct({ text }) {
      const product = readProduct(text);
      return product.ok ? take(product.value) : product;
    },
    async importProduct() {
      const path = await ask.file('product', ['json']);
      if (path === null) return ok(null);
      const product = await readProductFile(path);
      return product.ok ? take(product.value) : product;
    },
    async choosePhoto() {
      const path = await ask.file('photo', ['jpg', 'jpeg', 'png']);
      return path === null ? ok(null) : readPhotoFile(path);
    },
    async exportProduct({ hash }) {
      const product = await known(hash);
      if (!product.ok) return product;
      const { name } = product.value;
      return put(`${name}.product.json`, Buffer.from(writeProduct(product.value)));
    },
    async writeTestCard({ hash, format, coded }) {
      const product = await known(hash);
      if (!product.ok) return product;
      const job = writeTestCard(format, testCardOf(layoutOf(product.value, { coded })));
      return job.ok ? put(`test-card-${product.value.name}.${FORMATS[format].extension}`, job.value) : job;
    },
  };
}

const gone = () => fail('not-on-shelf', 'This product is no longer on the shelf of this station. Look again.');

function viewOf(product: Product, shelf: Shelf): ProductView {
  const newest = shelf.named(product.name);
  const hash = productHash(product);
  return {
    product,
    hash,
    shipped: isShipped(hash),
    superseded: newest.ok && productHash(newest.value) !== hash,
    picture: drawProduct(product),
  };
}
