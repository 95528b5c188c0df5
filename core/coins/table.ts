/** The coins we know, a row each. Everything that is said of a coin anywhere is derived from its row. */
import type { Family } from './families.ts';
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

/** How wallets write a request for payment to an address. */
export interface CoinLink {
  /** Before the colon, lower case: the one that is written first, then others that are read. */
  readonly schemes: readonly [string, ...string[]];
  /** Its wallets know the parameters of BIP21, so that `label` may say whose address it is. */
  readonly labelled: boolean;
}

export interface CoinRow {
  /** As people call it, in every language. */
  readonly name: string;
  readonly family: Family;
  /**
   * The version byte of a private key in Wallet Import Format: `base58Prefixes[SECRET_KEY]` of the source's
   * chainparams. `null`: the coin has no WIF, or none that we could find in its own sources.
   */
  readonly wif: number | null;
  /** `null`: its wallets know no link of their own. */
  readonly link: CoinLink | null;
  /** Where versions, prefixes and schemes were read. */
  readonly source: string;
}

const bip21 = (scheme: string): CoinLink => ({ schemes: [scheme], labelled: true });

/** A link without BIP21's parameters: another form (ERC-681), or wallets we could not ask. */
const link = (...schemes: [string, ...string[]]): CoinLink => ({ schemes, labelled: false });

/**
 * Every address that one public key has. A coin with several kinds of address has a row for each. No order stands on
 * the order of the rows: it is that of lists, and of what a new order offers first.
 */
export const COINS = {
  /** Legacy: the address BIP38 hashes. */
  BTC: { name: 'Bitcoin', family: p2pkh(0x00), wif: 0x80, link: bip21('bitcoin'), source: 'Bitcoin Core' },
  'BTC-segwit': {
    name: 'Bitcoin (SegWit)',
    family: p2wpkh('bc'),
    wif: 0x80,
    link: bip21('bitcoin'),
    source: 'Bitcoin Core',
  },
  'BTC-nested': {
    name: 'Bitcoin (nested SegWit)',
    family: p2shP2wpkh(0x05),
    wif: 0x80,
    link: bip21('bitcoin'),
    source: 'Bitcoin Core',
  },
  'BTC-taproot': {
    name: 'Bitcoin (Taproot)',
    family: p2tr('bc'),
    wif: 0x80,
    link: bip21('bitcoin'),
    source: 'Bitcoin Core',
  },
  LTC: { name: 'Litecoin', family: p2pkh(0x30), wif: 0xb0, link: bip21('litecoin'), source: 'Litecoin Core' },
  'LTC-segwit': {
    name: 'Litecoin (SegWit)',
    family: p2wpkh('ltc'),
    wif: 0xb0,
    link: bip21('litecoin'),
    source: 'Litecoin Core',
  },
  DOGE: { name: 'Dogecoin', family: p2pkh(0x1e), wif: 0x9e, link: bip21('dogecoin'), source: 'Dogecoin Core' },
  DASH: { name: 'Dash', family: p2pkh(0x4c), wif: 0xcc, link: bip21('dash'), source: 'Dash Core' },
  BTG: { name: 'Bitcoin Gold', family: p2pkh(0x26), wif: 0x80, link: bip21('bitcoingold'), source: 'Bitcoin Gold' },
  QTUM: { name: 'Qtum', family: p2pkh(0x3a), wif: 0x80, link: bip21('qtum'), source: 'Qtum Core' },
  RVN: { name: 'Ravencoin', family: p2pkh(0x3c), wif: 0x80, link: bip21('raven'), source: 'Ravencoin Core' },
  /** The legacy version is Dogecoin's; keys were written with Dogecoin's as well before release 6.14. */
  DGB: { name: 'DigiByte', family: p2pkh(0x1e), wif: 0x80, link: bip21('digibyte'), source: 'DigiByte Core' },
  'DGB-segwit': {
    name: 'DigiByte (SegWit)',
    family: p2wpkh('dgb'),
    wif: 0x80,
    link: bip21('digibyte'),
    source: 'DigiByte Core',
  },
  /** A transparent address, `t1..`. */
  ZEC: { name: 'Zcash', family: p2pkh(0x1c, 0xb8), wif: 0x80, link: bip21('zcash'), source: 'zcashd; ZIP-321' },
  /** Bitcoin Diamond and Bitcoin SV kept Bitcoin's legacy addresses. */
  BCD: {
    name: 'Bitcoin Diamond',
    family: p2pkh(0x00),
    wif: 0x80,
    link: link('bitcoindiamond'),
    source: 'Bitcoin Diamond',
  },
  BSV: { name: 'Bitcoin SV', family: p2pkh(0x00), wif: 0x80, link: link('bitcoinsv'), source: 'Bitcoin SV' },
  /** As Bitcoin's nested SegWit. */
  QTC: { name: 'Qitcoin', family: p2shP2wpkh(0x05), wif: null, link: null, source: "Qitcoin's explorer" },
  /** The link's scheme is the address's own prefix, as with eCash. */
  BCH: {
    name: 'Bitcoin Cash',
    family: cashAddr('bitcoincash'),
    wif: 0x80,
    link: bip21('bitcoincash'),
    source: 'Bitcoin ABC',
  },
  XEC: { name: 'eCash', family: cashAddr('ecash'), wif: 0x80, link: bip21('ecash'), source: 'Bitcoin ABC' },
  ETH: { name: 'Ethereum', family: ethereum(), wif: null, link: link('ethereum'), source: 'EIP-55, ERC-681' },
  ETC: { name: 'Ethereum Classic', family: ethereum(), wif: null, link: link('ethereum'), source: 'EIP-55, ERC-681' },
  BSC: { name: 'BNB Smart Chain', family: ethereum(), wif: null, link: link('ethereum'), source: 'EIP-55, ERC-681' },
  MATIC: { name: 'Polygon', family: ethereum(), wif: null, link: link('ethereum'), source: 'EIP-55, ERC-681' },
  TRX: { name: 'Tron', family: tron(0x41), wif: null, link: link('tron'), source: 'java-tron' },
  CFX: { name: 'Conflux', family: conflux('cfx'), wif: null, link: null, source: 'CIP-37' },
  ATOM: { name: 'Cosmos', family: cosmos('cosmos'), wif: null, link: link('cosmos'), source: 'Cosmos SDK' },
  BNB: { name: 'BNB Beacon Chain', family: cosmos('bnb'), wif: null, link: link('bnb'), source: 'BNB Beacon Chain' },
  XRP: { name: 'XRP', family: xrp(), wif: null, link: link('ripple', 'xrpl', 'xrp'), source: 'rippled' },
  FIL: {
    name: 'Filecoin',
    family: filecoin(),
    wif: null,
    link: link('filecoin'),
    source: 'Filecoin specification, 2.5',
  },
} as const satisfies Record<string, CoinRow>;
