import { expect, test } from 'vitest';
import { addressesOf, coins, type Coin } from '../../../../core/coins/coins.ts';
import { must } from '../../../../core/base/result.ts';
import { Secret } from '../../../../core/base/secret.ts';
import { dependentAddresses } from '../../../../core/stations/bench/verification.ts';
import { receivedUnit } from '../../../../core/life/bench-life.ts';
import { makeCards, passphraseOf, receivedEvent, type TestCard } from '../../../fakes/cards.ts';
import { cheapDerivation } from '../../../fakes/derivation.ts';

const [one, two] = (await makeCards(2)) as readonly TestCard[] as [TestCard, TestCard];
const unit = receivedUnit(receivedEvent(one));
const ask = (asked: typeof unit, secret: Secret) => dependentAddresses(asked, secret, cheapDerivation(), {});

test('gives the address of the key, of whatever coin is on record, under the first that has it', async () => {
  using secret = passphraseOf(one);
  const [own, others] = [one, two].map(({ publicKey }) => must(addressesOf(Buffer.from(publicKey, 'hex'))));
  for (const coin of coins) {
    const [address = '', other = ''] = [own?.[coin], others?.[coin]];
    const derived = must(await ask({ ...unit, address }, secret));
    expect(derived.get(address)).toBe(coins.find((name) => own?.[name] === address));
    for (const [found, named] of derived) expect(own?.[named as Coin]).toBe(found);
    // Another key's of the same coin is not among them.
    expect(must(await ask({ ...unit, address: other }, secret)).has(other)).toBe(false);
  }
  expect(must(await ask({ ...unit, address: 'no address' }, secret)).size).toBe(0);
  expect(secret.wiped).toBe(false);
});

test('refuses parts that are not of one unit', async () => {
  using secret = passphraseOf(one);
  using other = passphraseOf(two);
  expect(await ask(unit, other)).toMatchObject({ ok: false, error: { kind: 'passphrase-mismatch' } });
  const mixed = { ...unit, confirmation: two.confirmation };
  expect(await ask(mixed, secret)).toMatchObject({ ok: false, error: { kind: 'passphrase-mismatch' } });
  const misnamed = { ...unit, publicKey: two.publicKey };
  expect(await ask(misnamed, secret)).toMatchObject({ ok: false, error: { kind: 'address-not-derived' } });
});

test('blames the station for bytes that are no text', async () => {
  using secret = new Secret(Uint8Array.of(0xff, 0xfe));
  expect(await ask(unit, secret)).toMatchObject({ ok: false, error: { kind: 'vault-unreadable' } });
});
