import { expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { addressesOf, coinRow, coins } from '../../../core/coins/coins.ts';
import { labelledLink, readLabelledLink } from '../../../core/coins/links.ts';
import { publicKeyOf } from '../../fakes/keys.ts';
import { bytes } from '../bip38/vectors.ts';

const addresses = must(addressesOf(publicKeyOf(bytes('01'.padStart(64, '0')), true)));

test.each(coins)('%s: what is written is read, and nothing is written for wallets that know no label', (coin) => {
  const address = addresses[coin] ?? '';
  const link = labelledLink(coin, address, 'CARD-000123');
  expect(link === null).toBe(coinRow(coin).link?.labelled !== true);
  if (link !== null) expect(readLabelledLink(link)).toEqual({ address, label: 'CARD-000123' });
});

test('is BIP21 for Bitcoin, and keeps the prefix that is part of an address', () => {
  expect(labelledLink('BTC', addresses.BTC ?? '', 'A-1')).toBe('bitcoin:1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH?label=A-1');
  expect(labelledLink('BCH', addresses.BCH ?? '', 'A-1')).toBe(`${addresses.BCH ?? ''}?label=A-1`);
});

test.each([
  ['of another order', 'BITCOIN:1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH?amount=1&label=A%2D1&x=y', 'A-1'],
  ['without a label', 'bitcoin:1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH?amount=1', null],
  ['with a label of which the end is missing', 'bitcoin:1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH?label=%2', null],
  ['of an address that is none', 'bitcoin:1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMI?label=A-1', null],
  ['of another coin than its address', 'dogecoin:1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH?label=A-1', null],
  ['of a scheme nobody knows', 'http:1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH?label=A-1', null],
])('a link %s', (_, link, label) => {
  expect(readLabelledLink(link)?.label ?? null).toBe(label);
});
