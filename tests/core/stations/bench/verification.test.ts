import { expect, test } from 'vitest';
import { addressesOf, coins } from '../../../../core/coins/coins.ts';
import { must } from '../../../../core/base/result.ts';
import { Secret } from '../../../../core/base/secret.ts';
import { dependentAddresses } from '../../../../core/stations/bench/verification.ts';
import { receivedUnit } from '../../../../core/life/bench-life.ts';
import { makeCards, passphraseOf, receivedEvent, type TestCard } from '../../../fakes/cards.ts';
import { cheapDerivation } from '../../../fakes/derivation.ts';

const [one, two] = (await makeCards(2)) as readonly TestCard[] as [TestCard, TestCard];
const unit = receivedUnit(receivedEvent(one));
const ask = (asked: typeof unit, secret: Secret) => dependentAddresses(asked, secret, cheapDerivation(), {});

test('gives every address of the key, each under the first coin that has it', async () => {
  using secret = passphraseOf(one);
  const derived = must(await ask(unit, secret));
  const all = must(addressesOf(Buffer.from(one.publicKey, 'hex')));
  expect([...derived.keys()].sort()).toEqual([...new Set(Object.values(all))].sort());
  for (const [address, coin] of derived) expect(coins.find((name) => all[name] === address)).toBe(coin);
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
