/** Coins as people call them; the same in every language. */
import type { Coin } from '../../../core/coins/coins.ts';

const NAMES: Readonly<Record<Coin, string>> = {
  BTC: 'Bitcoin',
  'BTC-segwit': 'Bitcoin (SegWit)',
  'BTC-nested': 'Bitcoin (nested SegWit)',
  'BTC-taproot': 'Bitcoin (Taproot)',
  LTC: 'Litecoin',
  'LTC-segwit': 'Litecoin (SegWit)',
  DOGE: 'Dogecoin',
  DASH: 'Dash',
  BTG: 'Bitcoin Gold',
  QTUM: 'Qtum',
  RVN: 'Ravencoin',
  DGB: 'DigiByte',
  'DGB-segwit': 'DigiByte (SegWit)',
  ZEC: 'Zcash',
  BCD: 'Bitcoin Diamond',
  BSV: 'Bitcoin SV',
  QTC: 'Qitcoin',
  BCH: 'Bitcoin Cash',
  XEC: 'eCash',
  ETH: 'Ethereum',
  ETC: 'Ethereum Classic',
  BSC: 'BNB Smart Chain',
  MATIC: 'Polygon',
  TRX: 'Tron',
  CFX: 'Conflux',
  ATOM: 'Cosmos',
  BNB: 'BNB Beacon Chain',
  XRP: 'XRP',
  FIL: 'Filecoin',
};

export const coinNames = (coins: readonly Coin[], comma: string): string =>
  coins.map((coin) => NAMES[coin]).join(comma);

/** One address and all coins that have it, in the order of the coins. */
export interface AddressRow {
  readonly address: string;
  readonly coins: readonly Coin[];
  /** It is the one that was given. */
  readonly matched: boolean;
}

/** Coins that share an address share a row; those of the address that was given come first. */
export function addressRows(
  addresses: readonly { readonly coin: Coin; readonly address: string }[],
  matched: readonly Coin[] | null,
): readonly AddressRow[] {
  const rows = new Map<string, Coin[]>();
  for (const { coin, address } of addresses) rows.set(address, [...(rows.get(address) ?? []), coin]);
  const all = [...rows].map(([address, coins]) => ({
    address,
    coins,
    matched: coins.some((coin) => matched?.includes(coin) === true),
  }));
  return [...all.filter((row) => row.matched), ...all.filter((row) => !row.matched)];
}

/** In groups of four, so that an eye does not lose its place. */
export const inGroups = (text: string): readonly string[] => text.match(/.{1,4}/gs) ?? [];
