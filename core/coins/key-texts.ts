/** A private key as the wallets of each coin take it in. */
import { bytesToHex } from '@noble/hashes/utils.js';
import { coinRow, coins, type Coin } from './coins.ts';
import { encodeWif } from './wif.ts';

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
  const versions = [...new Set(shown.map((coin) => coinRow(coin).wif))].filter((version) => version !== null);
  const wifs = versions.map((version): KeyText => {
    const text = encodeWif(privateKey, compressed, version);
    return { form: 'wif', coins: shown.filter((coin) => coinRow(coin).wif === version), text };
  });
  const others = shown.filter((coin) => coinRow(coin).wif === null);
  return [...wifs, { form: 'hex', coins: others, text: bytesToHex(privateKey) }];
}
