import { COIN_NAMES } from '../../../../core/coins/coins.ts';
import { expect, test } from 'vitest';
import { addressRows, coinNames, inGroups } from '../../../../renderer/roles/check/coins.ts';

test('coins with one address share a row, and the one that was given comes first', () => {
  const addresses = [
    { coin: 'BTC', address: '1abc' },
    { coin: 'DOGE', address: 'Dabc' },
    { coin: 'DGB', address: 'Dabc' },
  ] as const;
  expect(addressRows(addresses, ['DOGE', 'DGB'])).toEqual([
    { address: 'Dabc', coins: ['DOGE', 'DGB'], matched: true },
    { address: '1abc', coins: ['BTC'], matched: false },
  ]);
  expect(addressRows(addresses, null).map(({ matched }) => matched)).toEqual([false, false]);
  expect(coinNames(COIN_NAMES, ['BTC', 'XEC'], ', ')).toBe('Bitcoin, eCash');
});

test('keys are shown in groups of four, nothing lost', () => {
  expect(inGroups('abcdefghij')).toEqual(['abcd', 'efgh', 'ij']);
});
