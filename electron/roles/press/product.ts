/** What the product of a batch decides at Press, whatever people there have chosen: its coins, and its sticker. */
import type { Coin } from '../../../core/coins/coins.ts';
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import type { ProductRef } from '../../../core/product/product.ts';
import { coinsOf } from '../../../core/product/shelf.ts';
import type { PressBatch } from '../../../core/stations/press/book.ts';
import type { Printing } from '../../../core/stations/press/press.ts';
import { openShelf } from '../../products/shelf.ts';

const fail = failIn('product');

/** The coins of a batch, that of the sticker first: what its product says, and what was chosen where it has none. */
export async function coinsFor(
  product: ProductRef | undefined,
  chosen: readonly Coin[],
  directory: string,
): Promise<Result<readonly Coin[]>> {
  if (product === undefined) return ok(chosen);
  const found = (await openShelf(directory)).find(product);
  return found.ok ? ok(coinsOf(found.value)) : found;
}

/** What is printed on, as the product of the batch wants it; what is loaded where there is none. */
export async function loadedFor<P extends Printing>(
  { taken: { product } }: PressBatch,
  at: P | null,
  directory: string,
): Promise<Result<P | null>> {
  if (product === undefined || at === null) return ok(at);
  const found = (await openShelf(directory)).find(product);
  if (!found.ok) return found;
  const { name, sticker } = found.value;
  const { width, height, serialIn } = sticker;
  if (at.stock.width === width && at.stock.height === height) return ok({ ...at, style: { ...at.style, serialIn } });
  const sentence = `Stickers of the product ${name} are ${width} x ${height} mm, and others are loaded. Load them, and correct Devices.`;
  return fail('other-stock', sentence, { product: name, width, height });
}
