import { coins, type Coin } from './coins.ts';

/** Of a unit: its addresses by coin, none of those that the product does not show, and which of them is on the sticker. */
export interface DepositFacts {
  readonly addresses: Readonly<Partial<Record<Coin, string>>>;
  /** The coin on record with the order; where there is none, the first in the table counts. */
  readonly deposit?: Coin | undefined;
}

/**
 * The address that stands on a unit's sticker: that of the coin its return names, or else of the coins it holds the
 * first in the table. One card has one deposit address, so that a sticker can be right or wrong.
 */
export function depositAddress({ addresses, deposit }: DepositFacts): string {
  const coin = deposit ?? coins.find((name) => addresses[name] !== undefined);
  const address = coin === undefined ? undefined : addresses[coin];
  if (address === undefined) throw new Error('a unit without an address passed the transfer check');
  return address;
}
