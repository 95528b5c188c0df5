/** Coins and their addresses as Check shows them. */
import type { Coin, CoinNames } from '../../../core/coins/coins.ts';

/** @param names what each coin is called; the station says it. */
export const coinNames = (names: CoinNames, coins: readonly Coin[], comma: string): string =>
  coins.map((coin) => names[coin]).join(comma);

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
