/** A private key as the wallets of each coin take it in. */
import { bytesToHex } from '@noble/hashes/utils.js';
import { coins, type Coin } from './coins.ts';
import { encodeWif } from './wif.ts';

/**
 * The version byte of each coin's WIF: `base58Prefixes[SECRET_KEY]` in `CMainParams` of its node's chainparams.cpp
 * (Bitcoin Core, Bitcoin ABC for BCH and XEC, Litecoin Core, Dogecoin Core, Dash Core, Bitcoin Gold, Qtum Core,
 * Ravencoin Core, DigiByte Core, zcashd, Bitcoin Diamond, Bitcoin SV). `null`: the coin has no WIF, or none that we
 * could find in its own sources.
 */
const WIF_VERSIONS = {
  BTC: 0x80,
  'BTC-segwit': 0x80,
  'BTC-nested': 0x80,
  'BTC-taproot': 0x80,
  LTC: 0xb0,
  'LTC-segwit': 0xb0,
  DOGE: 0x9e,
  DASH: 0xcc,
  BTG: 0x80,
  QTUM: 0x80,
  RVN: 0x80,
  /** DigiByte wrote Dogecoin's version before its release 6.14; the node still reads both. */
  DGB: 0x80,
  'DGB-segwit': 0x80,
  ZEC: 0x80,
  BCD: 0x80,
  BSV: 0x80,
  QTC: null,
  BCH: 0x80,
  XEC: 0x80,
  ETH: null,
  ETC: null,
  BSC: null,
  MATIC: null,
  TRX: null,
  CFX: null,
  ATOM: null,
  BNB: null,
  XRP: null,
  FIL: null,
} as const satisfies Record<Coin, number | null>;

/** One text and all coins it is good for. */
export interface KeyText {
  readonly form: 'wif' | 'hex';
  readonly coins: readonly Coin[];
  readonly text: string;
}

/**
 * The key in WIF, once for every version there is, and last in hex for the coins without one. Strings cannot be wiped:
 * ask for them last, and only for the one who asked to see them.
 *
 * @param privateKey 32 bytes, read and not kept.
 * @param shown coins that the key has an address of; a SegWit kind of an uncompressed key has none.
 */
export function keyTexts(
  privateKey: Uint8Array,
  compressed: boolean,
  shown: readonly Coin[] = coins,
): readonly KeyText[] {
  const versions = [...new Set(shown.map((coin) => WIF_VERSIONS[coin]))].filter((version) => version !== null);
  const wifs = versions.map((version): KeyText => {
    const text = encodeWif(privateKey, compressed, version);
    return { form: 'wif', coins: shown.filter((coin) => WIF_VERSIONS[coin] === version), text };
  });
  const others = shown.filter((coin) => WIF_VERSIONS[coin] === null);
  return [...wifs, { form: 'hex', coins: others, text: bytesToHex(privateKey) }];
}
