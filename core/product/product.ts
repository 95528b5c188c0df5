/** Product files: read, checked, and known by their hash. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { canonical, type Json } from '../base/canonical.ts';
import { parseJson } from '../base/json.ts';
import { failIn, ok, type Result } from '../base/result.ts';
import { reviewProduct, type ProductFailure } from './review.ts';
import { PRODUCT_FORMAT, PRODUCT_VERSION, ProductSchema, type Product } from './schema.ts';

const fail = failIn('product');

/** Of a product, as plans, transfers and records name it. */
export interface ProductRef {
  readonly name: string;
  /** SHA-256 of its canonical text, 64 hex characters. */
  readonly hash: string;
}

export type ReadFailure = 'not-a-product' | 'other-version' | 'bad-field' | ProductFailure;

/** No product file is longer; bytes. */
export const PRODUCT_FILE = 64 * 1024;

/** The canonical text of a product: two files that say the same have one. */
const textOf = (product: Product): string => canonical(product as unknown as Json);

/** SHA-256 of the canonical text, hex: the same whatever a file's order of fields and white space. */
export const productHash = (product: Product): string => bytesToHex(sha256(utf8ToBytes(textOf(product))));

export const productRefOf = (product: Product): ProductRef => ({ name: product.name, hash: productHash(product) });

/** A product as a file for people: indented, a newline at its end. Reads back to the same hash. */
export const writeProduct = (product: Product): string => `${JSON.stringify(product, null, 2)}\n`;

/** Whether a text is a product file, of a form that this version reads. Says nothing of whether it can be made. */
export function parseProduct(text: string): Result<Product, ReadFailure> {
  const value = parseJson(text);
  const claim = v.safeParse(v.object({ format: v.literal(PRODUCT_FORMAT), version: v.unknown() }), value);
  if (!claim.success) return fail('not-a-product', 'This is not a product file. Choose a *.product.json.');
  if (claim.output.version !== PRODUCT_VERSION) {
    const sentence = `This product is of another version of the format than ${PRODUCT_VERSION}, the one this program reads. Have it written anew.`;
    return fail('other-version', sentence, { known: PRODUCT_VERSION });
  }
  const parsed = v.safeParse(ProductSchema, value, { abortEarly: true });
  if (parsed.success) return ok(parsed.output);
  const field = v.getDotPath(parsed.issues[0]) ?? '';
  return fail('bad-field', `The product's field ${field} is missing, unknown, or not as it must be.`, { field });
}

/** Reads a product file and checks that cards of it can be made. */
export function readProduct(text: string): Result<Product, ReadFailure> {
  const parsed = parseProduct(text);
  return parsed.ok ? checkProduct(parsed.value) : parsed;
}

/** The first that stands against a product. */
export function checkProduct(product: Product): Result<Product, ProductFailure> {
  const [first] = reviewProduct(product);
  return first === undefined ? ok(product) : { ok: false, error: first.failure };
}
