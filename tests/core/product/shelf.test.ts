import { describe, expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { CARD_SHAPE } from '../../../core/card/passphrase.ts';
import { productRefOf } from '../../../core/product/product.ts';
import { coinsOf, createShelf, fitsProduct } from '../../../core/product/shelf.ts';
import { SHIPPED } from '../../../electron/products/shelf.ts';

const shelf = createShelf(SHIPPED);
const product = (name: string) => must(shelf.named(name));
const scheme = { prefix: 'TF-', digits: 6, check: false, order: 'sequential' } as const;

describe('the shelf', () => {
  test('gives the very product that a batch was planned with', () => {
    for (const one of SHIPPED) expect(shelf.find(productRefOf(one))).toEqual({ ok: true, value: one });
  });

  test('refuses by name one that was edited since, and one that was never here', () => {
    const edited = { ...product('real'), title: 'Another card' };
    expect(shelf.find(productRefOf(edited))).toMatchObject({
      ok: false,
      error: { kind: 'another-product', facts: { product: 'real' } },
    });
    expect(shelf.find({ name: 'gold', hash: '0'.repeat(64) })).toMatchObject({ error: { kind: 'unknown-product' } });
    expect(shelf.named('gold')).toMatchObject({ error: { kind: 'unknown-product', facts: { product: 'gold' } } });
  });

  test('gives the newest of a name, and keeps those before it for their batches', () => {
    const newer = { ...product('real'), revision: 2 };
    const both = createShelf([...SHIPPED, newer]);
    expect(must(both.named('real')).revision).toBe(2);
    expect(must(both.find(productRefOf(product('real')))).revision).toBe(1);
  });

  test('asks Press for the coin of the sticker first', () => {
    expect(coinsOf({ ...product('real'), coins: ['BTC', 'ETH', 'LTC'], deposit: 'LTC' })).toEqual([
      'LTC',
      'BTC',
      'ETH',
    ]);
  });
});

describe('a batch fits its product', () => {
  test.each([
    ['passphrases of the right shape', 'real', { shape: CARD_SHAPE, scheme }, null],
    ['another shape', 'real', { shape: { ...CARD_SHAPE, groups: 6 }, scheme }, 'another-shape'],
    ['another alphabet', 'real', { shape: { ...CARD_SHAPE, alphabet: 'all' }, scheme }, 'another-shape'],
    [
      'serials that are too long',
      'coin',
      { shape: CARD_SHAPE, scheme: { ...scheme, prefix: 'ABCDEFGHI' } },
      'does-not-fit',
    ],
    ['passphrases of ours on a card for customers', 'pro', { shape: CARD_SHAPE, scheme }, 'for-customers'],
    ['codes of customers on a card with a passphrase', 'real', null, 'not-for-customers'],
    ['codes of customers', 'pro', null, null],
  ] as const)('%s', (_, name, made, kind) => {
    expect(fitsProduct(product(name), made)?.error.kind ?? null).toBe(kind);
  });
});
