/**
 * The link that says a card's address to a wallet and its serial to a bench: BIP21, whose `label` wallets show and keep
 * as the name of the address (https://github.com/bitcoin/bips/blob/master/bip-0021.mediawiki).
 */
import { coinRow, coins, readAddress, type Address, type Coin } from './coins.ts';

/** `bitcoin:ADDRESS?label=SERIAL`; `null` where the coin's wallets know no label. */
export function labelledLink(coin: Coin, address: string, label: string): string | null {
  const { link, family } = coinRow(coin);
  if (link?.labelled !== true) return null;
  const [scheme] = link.schemes;
  // A scheme that is the address's own prefix stands there already.
  const whole = family.prefix === scheme ? address : `${scheme}:${address}`;
  return `${whole}?label=${encodeURIComponent(label)}`;
}

export interface LabelledAddress {
  readonly address: Address;
  readonly label: string;
}

const LINK = /^([a-z]+):([^?]+)\?(?:[^#]*&)?label=([^&#]*)/i;

/** Reads a link with a label, whatever else it asks for; `null` for any other text. */
export function readLabelledLink(text: string): LabelledAddress | null {
  const [, scheme = '', body = '', label = ''] = LINK.exec(text) ?? [];
  const name = scheme.toLowerCase();
  const own = coins.filter((coin) => coinRow(coin).link?.labelled === true && coinRow(coin).link?.schemes[0] === name);
  const [first] = own;
  if (first === undefined) return null;
  const read = readAddress(coinRow(first).family.prefix === name ? `${name}:${body}` : body);
  // The address is one of the coin that the link is of.
  if (!read.ok || !read.value.coins.some((coin) => own.includes(coin))) return null;
  try {
    return { address: read.value.address, label: decodeURIComponent(label.replaceAll('+', ' ')) };
  } catch {
    return null;
  }
}
