import type { Coin } from './coins.ts';

/** Of a unit: its addresses by coin, none of those that the product does not show, and which of them is on the sticker. */
export interface DepositFacts {
  readonly addresses: Readonly<Partial<Record<Coin, string>>>;
  /** The coin on record with the order. */
  readonly deposit?: Coin | undefined;
}

/**
 * Returns of before did not name their coin: theirs is the first of this list that they hold. It is the table of coins
 * as it was then, and nothing is added to it.
 */
const UNNAMED = [
  'BTC',
  'BTC-segwit',
  'BTC-nested',
  'BTC-taproot',
  'LTC',
  'LTC-segwit',
  'DOGE',
  'DASH',
  'BTG',
  'QTUM',
  'RVN',
  'DGB',
  'DGB-segwit',
  'ZEC',
  'BCD',
  'BSV',
  'QTC',
  'BCH',
  'XEC',
  'ETH',
  'ETC',
  'BSC',
  'MATIC',
  'TRX',
  'CFX',
  'ATOM',
  'BNB',
  'XRP',
  'FIL',
] as const satisfies readonly Coin[];

/**
 * The address that stands on a unit's sticker: that of the coin its return names. One card has one deposit address, so
 * that a sticker can be right or wrong, whatever becomes of the table of coins.
 */
export function depositAddress({ addresses, deposit }: DepositFacts): string {
  const coin = deposit ?? UNNAMED.find((name) => addresses[name] !== undefined);
  const address = coin === undefined ? undefined : addresses[coin];
  if (address === undefined) throw new Error('a unit without an address passed the transfer check');
  return address;
}
