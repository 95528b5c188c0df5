import { coins, type Coin } from './coins.ts';

/** A unit's addresses by coin; of the coins that the product does not show, none. */
type AddressesOfUnit = Readonly<Partial<Record<Coin, string>>>;

/**
 * The address that stands on a unit's sticker: of the coins the product shows, the first in the table of coins. One
 * card has one deposit address, so that a sticker can be right or wrong.
 */
export function depositAddress({ addresses }: { readonly addresses: AddressesOfUnit }): string {
  const coin = coins.find((name) => addresses[name] !== undefined);
  const address = coin === undefined ? undefined : addresses[coin];
  if (address === undefined) throw new Error('a unit without an address passed the transfer check');
  return address;
}
