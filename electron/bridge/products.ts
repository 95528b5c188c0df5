/**
 * The products of a station, and the desk of whoever designs them. A design is the text of a product file: it is judged
 * here, never in the page, and no path comes from there.
 */
import * as v from 'valibot';
import type { Failure, Result } from '../../core/base/result.ts';
import { formatNames } from '../../core/etch/formats/formats.ts';
import type { ProductPicture } from '../../core/product/picture.ts';
import { PRODUCT_FILE } from '../../core/product/product.ts';
import type { ProductField, ProductRefusal } from '../../core/product/review.ts';
import type { Product } from '../../core/product/schema.ts';

export type { ProductPicture } from '../../core/product/picture.ts';
export type { PlaceName, ProductField, ProductRefusal } from '../../core/product/review.ts';
export type { Product } from '../../core/product/schema.ts';

const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const Design = v.pipe(v.string(), v.maxLength(PRODUCT_FILE));

export const productCalls = {
  /** All products of this station, in the order of lists. */
  products: v.null(),
  /** Judges a design and draws it; nothing comes of it. */
  reviewProduct: v.object({ text: Design }),
  /** Gives the station a design as a product of its own; on record. */
  saveProduct: v.object({ text: Design }),
  /** Asks for a product file in a native dialog and gives it to the station; on record. */
  importProduct: v.null(),
  /** Asks for a picture in a native dialog and makes the photo of a product of it; nothing comes of it. */
  choosePhoto: v.null(),
  /** Asks for a directory in a native dialog and writes the file of a product there. */
  exportProduct: v.object({ hash: Hash }),
  /** Asks for a directory in a native dialog and writes a card of a product without secrets there, for the laser. */
  writeTestCard: v.object({ hash: Hash, format: v.picklist(formatNames), coded: v.boolean() }),
} as const;

export interface ProductAnswers {
  products: readonly ProductView[];
  /** Refused where it has not the form of a product. */
  reviewProduct: Result<DesignView>;
  saveProduct: Result<ProductView>;
  /** Null when the person chose no file. */
  importProduct: Result<ProductView | null>;
  /** As a product's file has it; null when the person chose no file. */
  choosePhoto: Result<string | null>;
  /** Null when the person chose no directory. */
  exportProduct: Result<{ readonly path: string } | null>;
  writeTestCard: Result<{ readonly path: string } | null>;
}

export interface ProductView {
  readonly product: Product;
  readonly hash: string;
  /** It came with the program. */
  readonly shipped: boolean;
  /** A later revision of its name is here: new batches are planned with that. */
  readonly superseded: boolean;
  readonly picture: ProductPicture;
}

export interface DesignView {
  readonly refusals: readonly ProductRefusal[];
  readonly picture: ProductPicture;
}

/** What stands against a design: of a field where one can be named. */
export interface Against {
  readonly field: ProductField | null;
  readonly failure: Failure;
}
