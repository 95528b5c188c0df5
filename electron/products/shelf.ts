/** The products of a station as files: those that ship with the program, and those in its folder `products`. */
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import coin from '../../resources/products/coin.product.json';
import pro from '../../resources/products/pro.product.json';
import pure from '../../resources/products/pure.product.json';
import real from '../../resources/products/real.product.json';
import { failIn, must, ok, type Result } from '../../core/base/result.ts';
import { PHOTO_FILE, photoFrom } from '../../core/product/photo.ts';
import { PRODUCT_FILE, productHash, readProduct, productRefOf, writeProduct } from '../../core/product/product.ts';
import type { Product } from '../../core/product/schema.ts';
import { createShelf, type Shelf } from '../../core/product/shelf.ts';
import { diskFault } from '../files/fault.ts';
import { openRegularFile } from '../files/regular.ts';
import { replaceWhole } from '../files/whole.ts';

const fail = failIn('product');

/** In the order of lists. */
export const SHIPPED: readonly Product[] = [real, pure, pro, coin].map((file) =>
  must(readProduct(JSON.stringify(file))),
);

const shippedHashes = new Set(SHIPPED.map(productHash));

/** Whether the product of this hash came with the program. */
export const isShipped = (hash: string): boolean => shippedHashes.has(hash);

/** As the record of its coming says it. */
export const productText = (product: Product): string =>
  `${product.name}, revision ${product.revision}, ${productHash(product).slice(0, 16)}`;

const FOLDER = 'products';
const FILE = /^[a-z0-9-]+\.product\.json$/;

/** Reads one product file, wherever a person keeps it. */
export const readProductFile = (path: string): Promise<Result<Product>> =>
  readWhole(path, PRODUCT_FILE, (bytes) => readProduct(bytes.toString('utf8')));

/** Reads a picture, wherever a person keeps it, and makes the photo of a product of it. */
export const readPhotoFile = (path: string): Promise<Result<string>> => readWhole(path, PHOTO_FILE, photoFrom);

async function readWhole<T>(path: string, most: number, read: (bytes: Buffer) => Result<T>): Promise<Result<T>> {
  const opened = await openRegularFile(path, most);
  if (!opened.ok) return opened;
  try {
    const pieces: Buffer[] = [];
    for await (const piece of opened.value.pieces()) pieces.push(Buffer.from(piece));
    return read(Buffer.concat(pieces));
  } catch (cause) {
    return diskFault(path, cause);
  } finally {
    await opened.value.close();
  }
}

/**
 * All products of a station as they are now. A file in its folder that is none, or cannot be made, is as if it were not
 * there: a batch that needs it is refused by name.
 *
 * @param directory the station's own; null for those that ship alone
 */
export async function openShelf(directory: string | null): Promise<Shelf> {
  if (directory === null) return createShelf(SHIPPED);
  const folder = join(directory, FOLDER);
  const names = await readdir(folder).catch(() => []);
  const own: Product[] = [];
  for (const name of names.filter((one) => FILE.test(one)).sort()) {
    const product = await readProductFile(join(folder, name));
    if (product.ok) own.push(product.value);
  }
  return createShelf([...SHIPPED, ...own]);
}

/** Gives a station a product. Earlier revisions of its name stay: batches stand on them. */
export async function addProduct(directory: string, product: Product): Promise<Result<string>> {
  const { name, hash } = productRefOf(product);
  const shelf = await openShelf(directory);
  const alike = shelf.products.find((one) => one.name === name && one.revision === product.revision);
  if (alike !== undefined && productRefOf(alike).hash !== hash) {
    const sentence = `This station has another product ${name} of revision ${product.revision}. Give the new one a higher revision.`;
    return fail('revision-taken', sentence, { product: name, revision: product.revision });
  }
  const folder = join(directory, FOLDER);
  const path = join(folder, `${name}-${hash.slice(0, 8)}.product.json`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await replaceWhole(folder, path, writeProduct(product));
    return ok(path);
  } catch (cause) {
    return diskFault(path, cause);
  }
}
