import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Coin } from '../../../core/coins/coins.ts';
import { addressesOf, addressInLink, coins, coinsWith, readAddress } from '../../../core/coins/coins.ts';
import { base58check } from '../../../core/base/digest.ts';
import { must } from '../../../core/base/result.ts';
import { publicKeyOf } from '../../fakes/keys.ts';
import { bytes } from '../bip38/vectors.ts';

const one = '0'.repeat(63) + '1';
const publicKeyOfHex = (privateKey: string, compressed = true) => publicKeyOf(bytes(privateKey), compressed);
const GENERATOR = publicKeyOfHex(one);

/**
 * Published addresses, each checked against the source named. The generator point (private key 1) has been used by
 * so many projects as a test key that most of its addresses are public knowledge.
 */
const published: readonly { coin: Coin; key: Uint8Array; address: string; source: string }[] = [
  { coin: 'BTC', key: GENERATOR, address: '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH', source: 'key 1' },
  { coin: 'BTC', key: publicKeyOfHex(one, false), address: '1EHNa6Q4Jz2uvNExL497mE43ikXhwF6kZm', source: 'key 1' },
  { coin: 'BTC-segwit', key: GENERATOR, address: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', source: 'BIP173' },
  {
    coin: 'BTC-segwit',
    key: bytes('0330d54fd0dd420a6e5f8d3624f5f3482cae350f79d5f0753bf5beef9c2d91af3c'),
    address: 'bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu',
    source: 'BIP84, first receiving address',
  },
  {
    coin: 'BTC-nested',
    key: bytes('039b3b694b8fc5b5e07fb069c783cac754f5d38c3e08bed1960e31fdb1dda35c24'),
    address: '37VucYSaXLCAsxYyAPfbSi9eh4iEcbShgf',
    source: 'key of SLIP-0132, first address of its BIP49 account',
  },
  {
    coin: 'BTC-taproot',
    key: bytes('02cc8a4bc64d897bddc5fbc2f670f7a8ba0b386779106cf1223c6fc5d7cd6fc115'),
    address: 'bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr',
    source: 'BIP86, first receiving address',
  },
  {
    coin: 'BTC-taproot',
    key: bytes('0283dfe85a3151d2517290da461fe2815591ef69f2b18a2ce63f01697a8b313145'),
    address: 'bc1p4qhjn9zdvkux4e44uhx8tc55attvtyu358kutcqkudyccelu0was9fqzwh',
    source: 'BIP86, second receiving address',
  },
  { coin: 'LTC', key: GENERATOR, address: 'LVuDpNCSSj6pQ7t9Pv6d6sUkLKoqDEVUnJ', source: 'key 1' },
  { coin: 'LTC-segwit', key: GENERATOR, address: 'ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9', source: 'key 1' },
  { coin: 'DOGE', key: GENERATOR, address: 'DFpN6QqFfUm3gKNaxN6tNcab1FArL9cZLE', source: 'key 1' },
  { coin: 'DGB', key: GENERATOR, address: 'DFpN6QqFfUm3gKNaxN6tNcab1FArL9cZLE', source: 'key 1' },
  { coin: 'DGB-segwit', key: GENERATOR, address: 'dgb1qw508d6qejxtdg4y5r3zarvary0c5xw7kmudfnm', source: 'key 1' },
  { coin: 'DASH', key: GENERATOR, address: 'XmN7PQYWKn5MJFna5fRYgP6mxT2F7xpekE', source: 'key 1' },
  { coin: 'BTG', key: GENERATOR, address: 'GUXByHDZLvU4DnVH9imSFckt3HEQ5cFgE5', source: 'key 1' },
  {
    coin: 'QTUM',
    key: publicKeyOfHex('a22ddec5c567b4488bb00f69b6146c50da2ee883e2c096db098726394d585730'),
    address: 'QWVNLCXwhJqzut9YCLxbeMTximr2hmw7Vr',
    source: 'Trust Wallet Core, Qtum legacy address',
  },
  { coin: 'RVN', key: GENERATOR, address: 'RKxTdfmtxtfLDKZBgx6SvNkBtNu9jRYnLh', source: 'key 1' },
  { coin: 'ZEC', key: GENERATOR, address: 't1UYsZVJkLPeMjxEtACvSxfWuNmddpWfxzs', source: 'key 1' },
  { coin: 'BCD', key: GENERATOR, address: '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH', source: 'key 1, as BTC' },
  { coin: 'BSV', key: GENERATOR, address: '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH', source: 'key 1, as BTC' },
  { coin: 'QTC', key: GENERATOR, address: '3JvL6Ymt8MVWiCNHC7oWU6nLeHNJKLZGLN', source: 'key 1, as BTC nested' },
  {
    coin: 'BCH',
    key: GENERATOR,
    address: 'bitcoincash:qp63uahgrxged4z5jswyt5dn5v3lzsem6cy4spdc2h',
    source: 'key 1',
  },
  {
    coin: 'BCH',
    key: bytes('03b387fdcd526c72aaa0631d2ebdc0d584da6c0d6ff7b471f2605ce65d8964482d'),
    address: 'bitcoincash:qp7ps3x5k2dslw25rmgk89zfpywxj4yjkvyz09t2qm',
    source: 'blockchain_utils, BCH P2PKH',
  },
  {
    coin: 'XEC',
    key: GENERATOR,
    address: 'ecash:qp63uahgrxged4z5jswyt5dn5v3lzsem6cacy2kzvq',
    source: 'key 1',
  },
  { coin: 'ETH', key: GENERATOR, address: '0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf', source: 'key 1' },
  { coin: 'ETC', key: GENERATOR, address: '0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf', source: 'key 1' },
  { coin: 'BSC', key: GENERATOR, address: '0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf', source: 'key 1' },
  { coin: 'MATIC', key: GENERATOR, address: '0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf', source: 'key 1' },
  {
    coin: 'ETH',
    key: publicKeyOfHex('828c4c48c2cef521f0251920891ed79e871faa24f64f43cde83d07bc99f8dbf0'),
    address: '0xe32DC46bfBF78D1eada7b0a68C96903e01418D64',
    source: 'Trust Wallet Core, EVM chains',
  },
  { coin: 'TRX', key: GENERATOR, address: 'TMVQGm1qAQYVdetCeGRRkTWYYrLXuHK2HC', source: 'key 1' },
  {
    coin: 'ATOM',
    key: bytes(Buffer.from('AtQaCqFnshaZQp6rIkvAPyzThvCvXSDO+9AzbxVErqJP', 'base64').toString('hex')),
    address: 'cosmos1h806c7khnvmjlywdrkdgk2vrayy2mmvf9rxk2r',
    source: 'CosmJS, pubkeyToAddress',
  },
  {
    coin: 'BNB',
    key: bytes('026a35920088d98c3888ca68c53dfc93f4564602606cbb87f0fe5ee533db38e502'),
    address: 'bnb1grpf0955h0ykzq3ar5nmum7y6gdfl6lxfn46h2',
    source: 'Trust Wallet Core, Binance',
  },
  {
    coin: 'XRP',
    key: bytes('0330e7fc9d56bb25d6893ba3f317ae5bcf33b3291bd63db32654a313222f7fd020'),
    address: 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh',
    source: 'XRP Ledger, genesis account',
  },
  {
    coin: 'FIL',
    key: Uint8Array.of(
      ...[4, 148, 2, 250, 195, 126, 100, 50, 164, 22, 163, 160, 202, 84, 38, 181, 24, 90, 179, 178, 79, 97, 52],
      ...[239, 162, 92, 228, 135, 200, 45, 46, 78, 19, 191, 69, 37, 17, 224, 210, 36, 84, 33, 248, 97, 59, 193],
      ...[13, 114, 250, 33, 102, 102, 169, 108, 59, 193, 57, 32, 211, 255, 35, 63, 208, 188, 5],
    ),
    address: 'f15ihq5ibzwki2b4ep2f46avlkrqzhpqgtga7pdrq',
    source: 'go-address, secp256k1 addresses',
  },
  {
    coin: 'CFX',
    // Published for the test network (see families.test.ts); only prefix and checksum differ.
    key: publicKeyOfHex('0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'),
    address: 'cfx:aasm4c231py7j34fghntcfkdt2nm9xv1tu0dukn7m1',
    source: 'js-conflux-sdk, key of its tests',
  },
];

describe('addressesOf', () => {
  it.each(published)('makes the published $coin address $address ($source)', ({ coin, key, address }) => {
    expect(must(addressesOf(key))[coin]).toBe(address);
  });

  it('has a published address for every row of the table', () => {
    expect(coins.filter((coin) => !published.some((row) => row.coin === coin))).toEqual([]);
  });

  it('makes no SegWit address of a key that is written uncompressed', () => {
    const absent = coins.filter((coin) => must(addressesOf(publicKeyOfHex(one, false)))[coin] === undefined);
    expect(absent).toEqual(['BTC-segwit', 'BTC-nested', 'BTC-taproot', 'LTC-segwit', 'DGB-segwit', 'QTC']);
  });

  it.each(['', '02', '04' + '00'.repeat(64), '05' + '11'.repeat(32)])('refuses %j', (text) => {
    expect(addressesOf(bytes(text))).toMatchObject({ ok: false, error: { kind: 'bad-point' } });
  });
});

describe('readAddress', () => {
  it('reads the shortest there are, of hashes that begin with zeros', () => {
    const lengths = Array.from({ length: 21 }, (_, zeros) => {
      const hash = Uint8Array.from({ length: 20 }, (_, at) => (at < zeros ? 0 : at + 1));
      const text = base58check.encode(Uint8Array.of(0, ...hash));
      expect(must(readAddress(text)).coins).toContain('BTC');
      return text.length;
    });
    expect(Math.min(...lengths)).toBeLessThan(28);
  });

  const all = must(addressesOf(GENERATOR));

  it.each(coins)('reads the %s address of a key and finds its coin', (coin) => {
    const read = must(readAddress(all[coin] ?? ''));
    expect(read.address).toBe(all[coin]);
    expect(read.coins).toContain(coin);
    expect(coinsWith(all, read)).toEqual(read.coins);
    expect(coinsWith(must(addressesOf(publicKeyOfHex('02'.repeat(32)))), read)).toEqual([]);
  });

  it('folds the spellings of one address together', () => {
    const spellings = {
      BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4: all['BTC-segwit'],
      'BITCOINCASH:QP63UAHGRXGED4Z5JSWYT5DN5V3LZSEM6CY4SPDC2H': all.BCH,
      qp63uahgrxged4z5jswyt5dn5v3lzsem6cy4spdc2h: all.BCH,
      qp63uahgrxged4z5jswyt5dn5v3lzsem6cacy2kzvq: all.XEC,
      '0x7e5f4552091a69125d5dfcb7b8c2659029395bdf': all.ETH,
      '0x7E5F4552091A69125D5DFCB7B8C2659029395BDF': all.ETH,
      COSMOS1W508D6QEJXTDG4Y5R3ZARVARY0C5XW7K6AH60C: all.ATOM,
    };
    const read = Object.keys(spellings).map((text) => must(readAddress(text)).address);
    expect(read).toEqual(Object.values(spellings));
  });

  it('reads the published addresses of CIP-37, short and long', () => {
    const user = 'cfx:aarc9abycue0hhzgyrr53m6cxedgccrmmyybjgh4xg';
    expect(must(readAddress(user))).toEqual({ address: user, coins: ['CFX'] });
    expect(must(readAddress('cfx:aajg4wt2mbmbb44sp6szd783ry0jtad5bea80xdy7p')).coins).toEqual(['CFX']);
    const long = 'CFX:TYPE.USER:AARC9ABYCUE0HHZGYRR53M6CXEDGCCRMMYYBJGH4XG';
    expect(must(readAddress(long)).address).toBe(user);
  });

  it.each([
    '',
    'bitcoin:1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH',
    ' 1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH',
    '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH\n',
    'bc1QW508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
    '0x7e5F4552091A69125d5DfCb7b8C2659029395Bdf',
    '7E5F4552091A69125d5DfCb7b8C2659029395Bdf',
    'mrCDrCybB6J1vRfbwM5hemdJz73FwDBC8r',
    'tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx',
    // A witness version 1 with the checksum of version 0 (BIP350's reason to be).
    'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd',
    't15ihq5ibzwki2b4ep2f46avlkrqzhpqgtga7pdrq',
    'cfx:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa0sfbnjm2',
    '1'.repeat(1_000_000),
  ])('refuses %.60s', (text) => {
    expect(readAddress(text)).toMatchObject({ ok: false, error: { kind: 'not-an-address' } });
  });

  it('refuses an address with one character changed', () => {
    const texts = coins.map((coin) => all[coin] ?? '');
    const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0OIl'.split('');
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), fc.constantFrom(...alphabet), (text, place, character) => {
        const at = place % text.length;
        const changed = text.slice(0, at) + character + text.slice(at + 1);
        fc.pre(changed !== text);
        expect(readAddress(changed).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

describe('addressInLink', () => {
  it.each([
    ['bitcoin:1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH?amount=0.1&label=x', '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH'],
    ['BITCOIN:BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4', 'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4'],
    ['ethereum:0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf@1', '0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf'],
    ['litecoin://LVuDpNCSSj6pQ7t9Pv6d6sUkLKoqDEVUnJ', 'LVuDpNCSSj6pQ7t9Pv6d6sUkLKoqDEVUnJ'],
    ['bitcoincash:qp63uahgrx?amount=1', 'bitcoincash:qp63uahgrx'],
    ['cfx:aajg4wt2mbmbb44sp6szd783ry0jtad5bea80xdy7p', 'cfx:aajg4wt2mbmbb44sp6szd783ry0jtad5bea80xdy7p'],
    ['1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH', '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH'],
    ['https://example.org/1BgGZ9', 'https://example.org/1BgGZ9'],
    ['', ''],
  ])('makes of %s %s', (payload, address) => {
    expect(addressInLink(payload)).toBe(address);
  });
});
