/** The products a station knows: those that ship, and those it was given. A batch names its product by hash. */
import { failIn, ok, type Failed, type Result } from '../base/result.ts';
import type { PassphraseShape } from '../card/passphrase.ts';
import type { SerialScheme } from '../card/serial-scheme.ts';
import type { Coin } from '../coins/coins.ts';
import { productHash, type ProductRef } from './product.ts';
import type { Product } from './schema.ts';

const fail = failIn('product');

export type ShelfFailure = 'unknown-product' | 'another-product';

export interface Shelf {
  readonly products: readonly Product[];
  /** The newest of a name. */
  named(name: string): Result<Product, 'unknown-product'>;
  /** The very product that a batch was planned with. One of its name that was changed since is refused by name. */
  find(ref: ProductRef): Result<Product, ShelfFailure>;
}

/** @param products those that were given come after those that ship: of two revisions alike, the later one is taken */
export function createShelf(products: readonly Product[]): Shelf {
  const known = new Map(products.map((product) => [productHash(product), product]));
  const ofName = (name: string): readonly Product[] => products.filter((product) => product.name === name);
  const unknown = (name: string): Failed<'unknown-product'> => {
    const sentence = `There is no product ${name} here. Give this station its file: twofold product add.`;
    return fail('unknown-product', sentence, { product: name });
  };
  return {
    products: [...known.values()],
    named(name) {
      const newest = ofName(name).reduce<Product | null>(
        (best, one) => (best !== null && best.revision > one.revision ? best : one),
        null,
      );
      return newest === null ? unknown(name) : ok(newest);
    },
    find({ name, hash }) {
      const product = known.get(hash);
      if (product !== undefined) return ok(product);
      if (ofName(name).length === 0) return unknown(name);
      const sentence = `The product ${name} of this station is another one than this batch was planned with: it was changed. Bring the file of the plan (its hash begins with ${hash.slice(0, 8)}).`;
      return fail('another-product', sentence, { product: name, hash: hash.slice(0, 8) });
    },
  };
}

/** The coins of a product in the order that Press asks for them: that of the sticker first. */
export const coinsOf = ({ coins, deposit }: Product): readonly Coin[] =>
  [deposit, ...coins.filter((coin) => coin !== deposit)] as readonly Coin[];

export type FitFailure = 'another-shape' | 'does-not-fit' | 'for-customers' | 'not-for-customers';

/**
 * Whether a batch that is planned here can become cards of a product.
 *
 * @param made `null` where customers have made the codes and keep the passphrases
 */
export function fitsProduct(
  { name, etched, passphrase, zones }: Product,
  made: { readonly shape: PassphraseShape; readonly scheme: SerialScheme } | null,
): Failed<FitFailure> | null {
  if (made === null) {
    if (etched === 'confirmation code') return null;
    const sentence = `On the product ${name} a passphrase is etched, and of these codes customers keep theirs. Choose a product for them.`;
    return fail('not-for-customers', sentence, { product: name });
  }
  if (etched === 'confirmation code') {
    const sentence = `The product ${name} is for codes that customers have made. Import them, or choose another product.`;
    return fail('for-customers', sentence, { product: name });
  }
  const { shape, scheme } = made;
  if (shape.alphabet !== passphrase.alphabet || shape.groups !== passphrase.groups || shape.size !== passphrase.size)
    return fail(
      'another-shape',
      `Passphrases of the product ${name} have ${passphrase.groups} groups of ${passphrase.size}.`,
      {
        product: name,
        groups: passphrase.groups,
        size: passphrase.size,
      },
    );
  const symbols = scheme.prefix.length + scheme.digits + (scheme.check ? 1 : 0);
  if (symbols <= zones.serial.symbols) return null;
  const sentence = `Serials of ${symbols} symbols do not fit the product ${name}, which has room for ${zones.serial.symbols}.`;
  return fail('does-not-fit', sentence, { zone: 'serial', symbols });
}
