import { coins } from './coins.ts';
import type { ReturnUnit } from '../transfer/transfer.ts';

/**
 * The address that stands on a unit's sticker: of the coins the product shows, the first in the table of coins. One
 * card has one deposit address, so that a sticker can be right or wrong.
 */
export function depositAddress({ addresses }: Pick<ReturnUnit, 'addresses'>): string {
  const coin = coins.find((name) => addresses[name] !== undefined);
  const address = coin === undefined ? undefined : addresses[coin];
  if (address === undefined) throw new Error('a unit without an address passed the transfer check');
  return address;
}
