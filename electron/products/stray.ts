/** Products that lie on a station's shelf although nobody has put them there on record. */
import type { JournalEvent } from '../../core/journal/event.ts';
import { ALTERED } from '../../core/journal/pause.ts';
import { productHash } from '../../core/product/product.ts';
import { changesIn, type SettingChange } from '../journal/changes.ts';
import type { OpenJournal } from '../journal/file.ts';
import { isShipped, openShelf, productText } from './shelf.ts';

/**
 * The events that say of a station's shelf what no record says: none where all of it came there on record. What is there is
 * on record after them.
 */
export async function strayProducts(
  directory: string,
  changes: readonly SettingChange[],
): Promise<readonly JournalEvent[]> {
  const known = new Set(changes.flatMap(({ what, to }) => (what === 'product' ? [to] : [])));
  const { products } = await openShelf(directory);
  const strays = products
    .filter((one) => !isShipped(productHash(one)) && !known.has(productText(one)))
    .map(productText);
  if (strays.length === 0) return [];
  const detail = strays.map((stray) => `product ${stray}: no record of its coming`).join('. ');
  return [
    { kind: 'incident', reason: ALTERED, serial: null, detail },
    ...strays.map((to): JournalEvent => ({ kind: 'settings-changed', what: 'product', to })),
  ];
}

/** Puts on record what {@link strayProducts} finds. */
export async function noteStrayProducts(
  directory: string,
  journal: Pick<OpenJournal, 'rare' | 'append'>,
): Promise<void> {
  const strays = await strayProducts(directory, changesIn(journal));
  if (strays.length > 0) await journal.append(strays);
}
