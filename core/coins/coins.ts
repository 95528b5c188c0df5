import type { Result } from '../base/result.ts';
import { failIn, ok } from '../base/result.ts';
import { parsePoint, pointBytes } from '../base/secp256k1.ts';
import type { PublicKey } from './families.ts';
import { COINS, type CoinRow } from './table.ts';

const fail = failIn('coins');

export type Coin = keyof typeof COINS;

export const coins = Object.keys(COINS) as readonly Coin[];

/** All that is known of a coin. */
export const coinRow = (coin: Coin): CoinRow => COINS[coin];

/** Coins as people call them. */
export type CoinNames = Readonly<Record<Coin, string>>;

export const COIN_NAMES = Object.fromEntries(coins.map((coin) => [coin, COINS[coin].name])) as CoinNames;

/** What stands before the `1` of Bech32 addresses. */
export const BECH32_PREFIXES: readonly string[] = [
  ...new Set(coins.map((coin) => coinRow(coin).family.bech32).filter((prefix) => prefix !== undefined)),
];

/** Absent: the SegWit kinds of a key that is written uncompressed, because nothing could spend from them. */
export type Addresses = Readonly<Partial<Record<Coin, string>>>;

declare const brand: unique symbol;
/** An address in its canonical form, as {@link addressesOf} writes it. Made only by {@link readAddress}. */
export type Address = string & { readonly [brand]: 'Address' };

export interface ReadAddress {
  readonly address: Address;
  /** All coins it may belong to: some share their form. Never empty. */
  readonly coins: readonly [Coin, ...Coin[]];
}

/**
 * All addresses of a public key (SEC 1, 33 or 65 bytes; what it is written as matters to the older kinds).
 *
 * @param wanted those of some coins only: Taproot's alone takes longer than all the others together
 */
export function addressesOf(publicKey: Uint8Array, wanted: readonly Coin[] = coins): Result<Addresses, 'bad-point'> {
  const point = parsePoint(publicKey);
  if (point === null)
    return fail('bad-point', 'This is not a public key; give 33 or 65 bytes of a point of the curve.');
  const key: PublicKey = {
    compressed: pointBytes(point, true),
    uncompressed: pointBytes(point, false),
    written: publicKey,
  };
  const rows = wanted.map((coin) => [coin, COINS[coin].family.make(key)] as const);
  return ok(Object.fromEntries(rows.filter(([, address]) => address !== null)));
}

/** One address of a public key, without the work for all the others; `null` where this key has none of the kind. */
export function addressFor(coin: Coin, publicKey: Uint8Array): string | null {
  const point = parsePoint(publicKey);
  if (point === null) throw new TypeError('"publicKey" expected a point of the curve');
  return COINS[coin].family.make({
    compressed: pointBytes(point, true),
    uncompressed: pointBytes(point, false),
    written: publicKey,
  });
}

/** The longest address here has 62 characters, Conflux's long form 57; longer texts are not decoded at all. */
const LONGEST = 90;

/** The shortest has 26: 25 bytes in Base58, of which each that is zero is one character. Nor are shorter ones decoded. */
const SHORTEST = 26;

/**
 * Recognises an address by its checksum, exactly as given: nothing is trimmed, no scheme is removed. Only an Ethereum
 * address in one case comes without a checksum. The canonical form has Bech32 in lower case, CashAddr with its prefix
 * and EIP-55 capitals, so that two spellings of one address compare equal.
 */
export function readAddress(text: string): Result<ReadAddress, 'not-an-address'> {
  const readings =
    text.length > LONGEST || text.length < SHORTEST
      ? []
      : coins.map((coin) => ({ coin, address: COINS[coin].family.read(text) }));
  const [first, ...others] = readings.filter(({ address }) => address !== null);
  if (first === undefined) {
    return fail('not-an-address', 'This is no address of a known coin, or a character of it is wrong; scan it again.');
  }
  // One text never reads as two addresses: families differ in alphabet, prefix, version or length.
  return ok({ address: first.address as Address, coins: [first.coin, ...others.map(({ coin }) => coin)] });
}

/** The coins whose derived address is the one that was read: empty when the address is of another key. */
export const coinsWith = (addresses: Addresses, { address }: ReadAddress): readonly Coin[] =>
  coins.filter((coin) => addresses[coin] === address);

/**
 * The address within a scanned payment link: `bitcoin:1abc..?amount=1` (BIP21), `ethereum:0x..@1` (ERC-681).
 * For payloads of codes only - what a person types or a record holds is read as it is. Anything else comes back
 * unchanged.
 */
export function addressInLink(payload: string): string {
  const link = /^([a-z]+):(?:\/\/)?([^?@]*)(?:[?@].*)?$/is.exec(payload);
  const [, scheme = '', body = ''] = link ?? [];
  if (!SCHEMES.has(scheme.toLowerCase())) return payload;
  // A scheme that is the address's own prefix stays.
  return OWN_PREFIXES.has(scheme.toLowerCase()) ? `${scheme}:${body}` : body;
}

const SCHEMES: ReadonlySet<string> = new Set(coins.flatMap((coin) => coinRow(coin).link?.schemes ?? []));
const OWN_PREFIXES: ReadonlySet<string | undefined> = new Set(coins.map((coin) => coinRow(coin).family.prefix));
