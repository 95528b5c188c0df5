import { expect, test } from 'vitest';
import { depositAddress } from '../../../core/coins/deposit.ts';

test('of a return that names no coin is the first of the table as it was then, whatever the order of the transfer', () => {
  expect(depositAddress({ addresses: { ETH: '0xe', 'BTC-taproot': 'bc1p', BTC: '1b' } })).toBe('1b');
  expect(depositAddress({ addresses: { ETH: '0xe', 'BTC-taproot': 'bc1p' } })).toBe('bc1p');
  expect(depositAddress({ addresses: { ETH: '0xe' } })).toBe('0xe');
});

test('is the coin that the return names, whatever the table of coins says', () => {
  expect(depositAddress({ addresses: { ETH: '0xe', BTC: '1b' }, deposit: 'ETH' })).toBe('0xe');
});

test('a unit without an address is a bug of the transfer check', () => {
  expect(() => depositAddress({ addresses: {} })).toThrow('a unit without an address');
});
