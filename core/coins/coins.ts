import type { Result } from '../base/result.ts';
import { failIn, ok } from '../base/result.ts';
import { parsePoint, pointBytes } from '../base/secp256k1.ts';
import type { Family, PublicKey } from './families.ts';
import {
  cashAddr,
  conflux,
  cosmos,
  ethereum,
  filecoin,
  p2pkh,
  p2shP2wpkh,
  p2tr,
  p2wpkh,
  tron,
  xrp,
} from './families.ts';

const fail = failIn('coins');

/** Every address that one public key has. A coin with several kinds of address has a row for each. */
const COINS = {
  /** Legacy: the address BIP38 hashes. */
  BTC: p2pkh(0x00),
  'BTC-segwit': p2wpkh('bc'),
  'BTC-nested': p2shP2wpkh(0x05),
  'BTC-taproot': p2tr('bc'),
  LTC: p2pkh(0x30),
  'LTC-segwit': p2wpkh('ltc'),
  DOGE: p2pkh(0x1e),
  DASH: p2pkh(0x4c),
  BTG: p2pkh(0x26),
  QTUM: p2pkh(0x3a),
  RVN: p2pkh(0x3c),
  /** DigiByte's legacy version is Dogecoin's. */
  DGB: p2pkh(0x1e),
  'DGB-segwit': p2wpkh('dgb'),
  /** A transparent address, `t1..`. */
  ZEC: p2pkh(0x1c, 0xb8),
  /** Bitcoin Diamond and Bitcoin SV kept Bitcoin's legacy addresses. */
  BCD: p2pkh(0x00),
  BSV: p2pkh(0x00),
  /** Qitcoin: as Bitcoin's nested SegWit. */
  QTC: p2shP2wpkh(0x05),
  BCH: cashAddr('bitcoincash'),
  XEC: cashAddr('ecash'),
  ETH: ethereum(),
  ETC: ethereum(),
  BSC: ethereum(),
  MATIC: ethereum(),
  TRX: tron(0x41),
  CFX: conflux('cfx'),
  ATOM: cosmos('cosmos'),
  /** Beacon Chain. */
  BNB: cosmos('bnb'),
  XRP: xrp(),
  FIL: filecoin(),
} as const satisfies Record<string, Family>;

export type Coin = keyof typeof COINS;

export const coins = Object.keys(COINS) as readonly Coin[];

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

/** All addresses of a public key (SEC 1, 33 or 65 bytes; what it is written as matters to the older kinds). */
export function addressesOf(publicKey: Uint8Array): Result<Addresses, 'bad-point'> {
  const point = parsePoint(publicKey);
  if (point === null)
    return fail('bad-point', 'This is not a public key; give 33 or 65 bytes of a point of the curve.');
  const key: PublicKey = {
    compressed: pointBytes(point, true),
    uncompressed: pointBytes(point, false),
    written: publicKey,
  };
  const rows = coins.map((coin) => [coin, COINS[coin].make(key)] as const);
  return ok(Object.fromEntries(rows.filter(([, address]) => address !== null)));
}

/** One address of a public key, without the work for all the others; `null` where this key has none of the kind. */
export function addressFor(coin: Coin, publicKey: Uint8Array): string | null {
  const point = parsePoint(publicKey);
  if (point === null) throw new TypeError('"publicKey" expected a point of the curve');
  return COINS[coin].make({
    compressed: pointBytes(point, true),
    uncompressed: pointBytes(point, false),
    written: publicKey,
  });
}

/** The longest address here has 62 characters, Conflux's long form 57; longer texts are not decoded at all. */
const LONGEST = 90;

/**
 * Recognises an address by its checksum, exactly as given: nothing is trimmed, no scheme is removed. Only an Ethereum
 * address in one case comes without a checksum. The canonical form has Bech32 in lower case, CashAddr with its prefix
 * and EIP-55 capitals, so that two spellings of one address compare equal.
 */
export function readAddress(text: string): Result<ReadAddress, 'not-an-address'> {
  const readings = text.length > LONGEST ? [] : coins.map((coin) => ({ coin, address: COINS[coin].read(text) }));
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
  if (!LINKS.includes(scheme.toLowerCase())) return payload;
  // These two schemes are the address's own prefix: they stay.
  return KEPT.includes(scheme.toLowerCase()) ? `${scheme}:${body}` : body;
}

const KEPT = ['bitcoincash', 'ecash'];
const LINKS = [
  ...KEPT,
  ...['bitcoin', 'litecoin', 'dogecoin', 'dash', 'bitcoingold', 'qtum', 'raven', 'digibyte', 'zcash'],
  ...['ethereum', 'tron', 'cosmos', 'bnb', 'ripple', 'xrpl', 'xrp', 'filecoin', 'bitcoinsv', 'bitcoindiamond'],
];
