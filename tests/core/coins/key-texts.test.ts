import { base58check } from '../../../core/base/digest.ts';
import { describe, expect, it } from 'vitest';
import { addressesOf, coins, type Coin } from '../../../core/coins/coins.ts';
import { keyTexts } from '../../../core/coins/key-texts.ts';
import { must } from '../../../core/base/result.ts';
import { publicKeyOf } from '../../fakes/keys.ts';
import { bytes } from '../bip38/vectors.ts';

/** The key 1, whose texts stand in many projects' own tests. */
const ONE = bytes('01'.padStart(64, '0'));

const textFor = (coin: Coin, compressed: boolean): string | undefined =>
  keyTexts(ONE, compressed).find((key) => key.coins.includes(coin))?.text;

describe('the texts of a private key', () => {
  it.each<[Coin, boolean, string]>([
    ['BTC', true, 'KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn'],
    ['BTC', false, '5HpHagT65TZzG1PH3CSu63k8DbpvD8s5ip4nEB3kEsreAnchuDf'],
    ['LTC', true, 'T33ydQRKp4FCW5LCLLUB7deioUMoveiwekdwUwyfRDeGZm76aUjV'],
    ['ETH', true, '0000000000000000000000000000000000000000000000000000000000000001'],
  ])('of %s, compressed: %s', (coin, compressed, text) => {
    expect(textFor(coin, compressed)).toBe(text);
  });

  it.each<[Coin, number, RegExp]>([
    ['DOGE', 0x9e, /^Q/],
    ['DASH', 0xcc, /^X/],
    ['DGB', 0x80, /^[KL]/],
    ['RVN', 0x80, /^[KL]/],
    ['ZEC', 0x80, /^[KL]/],
  ])('of %s begin as its wallets expect', (coin, version, start) => {
    const text = textFor(coin, true) ?? '';
    expect(text).toMatch(start);
    expect(base58check.decode(text)[0]).toBe(version);
  });

  it('name every coin once, and none that the key has no address of', () => {
    expect(
      keyTexts(ONE, true)
        .flatMap((key) => key.coins)
        .toSorted(),
    ).toEqual([...coins].toSorted());
    const shown = Object.keys(must(addressesOf(publicKeyOf(ONE, false)))) as Coin[];
    const named = keyTexts(ONE, false, shown).flatMap((key) => key.coins);
    expect(named).not.toContain('BTC-segwit');
    expect(named.length).toBe(shown.length);
  });
});
