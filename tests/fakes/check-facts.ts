/** Facts of a card that belongs to nobody: the key 1, and a confirmation code of BIP-0038's own. */
import type { NamedText } from '../../core/scan/inspect.ts';
import type { Coin } from '../../core/coins/coins.ts';

const nothing: NamedText = {
  kind: 'none',
  compressed: null,
  ecMultiplied: null,
  lot: null,
  sequence: null,
  addressHash: null,
  ownerEntropy: null,
};

const addresses: readonly { readonly coin: Coin; readonly address: string }[] = [
  { coin: 'BTC', address: '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH' },
  { coin: 'BTC-segwit', address: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4' },
  { coin: 'BTC-nested', address: '3JvL6Ymt8MVWiCNHC7oWU6nLeHNJKLZGLN' },
  { coin: 'BTC-taproot', address: 'bc1pmfr3p9j00pfxjh0zmgp99y8zftmd3s5pmedqhyptwy6lm87hf5sspknck9' },
  { coin: 'LTC', address: 'LVuDpNCSSj6pQ7t9Pv6d6sUkLKoqDEVUnJ' },
  { coin: 'LTC-segwit', address: 'ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9' },
  { coin: 'DOGE', address: 'DFpN6QqFfUm3gKNaxN6tNcab1FArL9cZLE' },
  { coin: 'DASH', address: 'XmN7PQYWKn5MJFna5fRYgP6mxT2F7xpekE' },
  { coin: 'BTG', address: 'GUXByHDZLvU4DnVH9imSFckt3HEQ5cFgE5' },
  { coin: 'QTUM', address: 'QXHFfTBKYXjaaTH1e7Rox8CcdNPGHVhM59' },
  { coin: 'RVN', address: 'RKxTdfmtxtfLDKZBgx6SvNkBtNu9jRYnLh' },
  { coin: 'DGB', address: 'DFpN6QqFfUm3gKNaxN6tNcab1FArL9cZLE' },
  { coin: 'DGB-segwit', address: 'dgb1qw508d6qejxtdg4y5r3zarvary0c5xw7kmudfnm' },
  { coin: 'ZEC', address: 't1UYsZVJkLPeMjxEtACvSxfWuNmddpWfxzs' },
  { coin: 'BCD', address: '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH' },
  { coin: 'BSV', address: '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH' },
  { coin: 'QTC', address: '3JvL6Ymt8MVWiCNHC7oWU6nLeHNJKLZGLN' },
  { coin: 'BCH', address: 'bitcoincash:qp63uahgrxged4z5jswyt5dn5v3lzsem6cy4spdc2h' },
  { coin: 'XEC', address: 'ecash:qp63uahgrxged4z5jswyt5dn5v3lzsem6cacy2kzvq' },
  { coin: 'ETH', address: '0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf' },
  { coin: 'ETC', address: '0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf' },
  { coin: 'BSC', address: '0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf' },
  { coin: 'MATIC', address: '0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf' },
  { coin: 'TRX', address: 'TMVQGm1qAQYVdetCeGRRkTWYYrLXuHK2HC' },
  { coin: 'CFX', address: 'cfx:aatf8vmwbergwew7n18ntsgcp0jcwsm5563b5sz6hv' },
  { coin: 'ATOM', address: 'cosmos1w508d6qejxtdg4y5r3zarvary0c5xw7k6ah60c' },
  { coin: 'BNB', address: 'bnb1w508d6qejxtdg4y5r3zarvary0c5xw7kcegkwk' },
  { coin: 'XRP', address: 'rBgGZ9tc4him9KBzD8fKFiQz3fSZpaSwMH' },
  { coin: 'FIL', address: 'f1wcuzrs736zqzbbjjdgl2wvyyufuk4pefbymzf2i' },
];

export const bip38 = {
  nothing,
  addresses,
  address: '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH',
  code: 'cfrm38V8aXBn7JWA1ESmFMUn6erxeBGZGAxJPY4e36S9QWkzZKtaVqLNMgnifETYw7BPwWC9aPD',
  facts: {
    ...nothing,
    kind: 'confirmation-code',
    compressed: true,
    ecMultiplied: true,
    lot: 263183,
    sequence: 1,
    addressHash: 'bb458cef',
    ownerEntropy: '4fca5a974040f001',
  } as NamedText,
};
