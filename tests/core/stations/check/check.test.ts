import { describe, expect, it } from 'vitest';
import {
  parseConfirmationCode,
  parseEncryptedKey,
  readConfirmationCode,
  readEncryptedKey,
  writeConfirmationCode,
  writeEncryptedKey,
  type MultipliedKeyFields,
} from '../../../../core/bip38/layout.ts';
import { addressesOf, readAddress, type Coin } from '../../../../core/coins/coins.ts';
import { encodeWif } from '../../../../core/coins/wif.ts';
import { must } from '../../../../core/base/result.ts';
import { createProofBook } from '../../../../core/stations/check/proof.ts';
import { wordsOf } from '../../../../resources/words/languages.ts';
import { checkCard, type CheckQuestion } from '../../../../core/stations/check/check.ts';
import type { TransferUnits } from '../../../../core/transfer/kinds.ts';
import { makeCard, type TestCard } from '../../../fakes/cards.ts';
import { cheapDerivation, realDerivation } from '../../../fakes/derivation.ts';
import foreign from '../../../vectors/other-hash.json' with { type: 'json' };
import { bytes, hex, multipliedVectors, secretPhrase, vectors } from '../../bip38/vectors.ts';

const NOTHING: CheckQuestion = { confirmation: null, key: null, address: null, proof: null };
const codeOf = (text: string) => must(parseConfirmationCode(text));
const keyOf = (text: string) => must(parseEncryptedKey(text));
const addressOf = (text: string) => must(readAddress(text));

const card = await makeCard(1);
const other = await makeCard(2);
const ask = (question: Partial<CheckQuestion>, passphrase = card.passphrase) =>
  checkCard({ ...NOTHING, ...question }, secretPhrase(passphrase), cheapDerivation());
const proofOf = ({ serial, address, confirmation }: TestCard): TransferUnits['proof'] =>
  ({ serial, address, confirmation }) as TransferUnits['proof'];

describe('Check and the official vectors', () => {
  it.each(vectors)('opens EPK $id', async ({ encrypted, passphrase, derived }) => {
    const checked = must(
      await checkCard({ ...NOTHING, key: keyOf(encrypted) }, secretPhrase(passphrase), realDerivation()),
    );
    expect(checked.privateKey?.use(hex)).toBe(derived.private_key);
    expect(checked).toMatchObject({ address: derived.address, shownBy: 'epk', matched: null });
  });

  it.each(multipliedVectors)('confirms code $id, alone and with its EPK', async (vector) => {
    const passphrase = secretPhrase(vector.passphrase);
    const confirmation = codeOf(vector.confirmation);
    const address = addressOf(vector.address);
    const alone = must(await checkCard({ ...NOTHING, confirmation, address }, passphrase, realDerivation()));
    const [lot, sequence] = [vector.lot ?? null, vector.sequence ?? null];
    expect(alone).toMatchObject({ address: vector.address, lot, sequence, shownBy: 'confirmation-code' });
    expect(alone.matched).toContain('BTC');
    expect(alone.privateKey).toBeNull();
    const key = keyOf(vector.encrypted);
    const both = must(await checkCard({ ...NOTHING, confirmation, key }, passphrase, realDerivation()));
    expect(both.shownBy).toBe('both');
    expect(both.privateKey?.use(hex)).toBe(vector.private_key);
  });
});

describe('fault 44: an EPK with the hash of another address', () => {
  it.each(foreign.cases)('opens with a warning: $id', async ({ key, hashedAddress }) => {
    const passphrase = secretPhrase(foreign.passphrase);
    const checked = must(await checkCard({ ...NOTHING, key: keyOf(key) }, passphrase, realDerivation()));
    expect(checked.privateKey?.use((k) => encodeWif(k, true))).toBe(foreign.wif);
    expect(checked.hashedOther).toBe(hashedAddress === checked.address ? null : hashedAddress);
    const wrong = await checkCard({ ...NOTHING, key: keyOf(key) }, secretPhrase('Field test 39'), realDerivation());
    expect(wrong).toMatchObject({ ok: false, error: { kind: 'wrong-passphrase' } });
  });
});

describe('fault 47: the address of the same key in its other form', () => {
  it('is said to be that', async () => {
    const question = {
      ...NOTHING,
      key: keyOf('6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg'),
      address: addressOf('164MQi977u9GUteHr4EPH27VkkdxmfCvGW'),
    };
    const checked = await checkCard(question, secretPhrase('TestingOneTwoThree'), realDerivation());
    expect(checked).toMatchObject({ ok: false, error: { kind: 'other-form' } });
  });
});

describe('Check', () => {
  it("speaks the BIP's words", () => {
    expect(wordsOf('en').checkWindow.depends('1abc')).toBe(
      'It is confirmed that Bitcoin address 1abc depends on this passphrase.',
    );
  });

  it('knows the address of every coin as one of the card', async () => {
    const addresses = must(addressesOf(bytes(card.publicKey)));
    for (const [coin, text] of Object.entries(addresses)) {
      const checked = must(await ask({ confirmation: codeOf(card.confirmation), address: addressOf(text) }));
      expect(checked.matched).toContain(coin as Coin);
    }
  });

  it.each<[string, Partial<CheckQuestion>, string, string]>([
    ['nothing to check', {}, card.passphrase, 'nothing-to-check'],
    ['an address alone', { address: addressOf(card.address) }, card.passphrase, 'nothing-to-check'],
    ['a wrong passphrase', { confirmation: codeOf(card.confirmation) }, `${card.passphrase} `, 'wrong-passphrase'],
    ['a wrong passphrase for an EPK', { key: keyOf(card.key) }, other.passphrase, 'wrong-passphrase'],
    [
      'a wrong passphrase for both',
      { key: keyOf(card.key), confirmation: codeOf(card.confirmation) },
      other.passphrase,
      'wrong-passphrase',
    ],
    [
      "another card's address",
      { confirmation: codeOf(card.confirmation), address: addressOf(other.address) },
      card.passphrase,
      'other-address',
    ],
    [
      "another card's address, with the EPK",
      { key: keyOf(card.key), address: addressOf(other.address) },
      card.passphrase,
      'other-address',
    ],
    [
      "another card's EPK",
      { confirmation: codeOf(card.confirmation), key: keyOf(other.key) },
      card.passphrase,
      'codes-differ',
    ],
    [
      "another card's proof",
      { confirmation: codeOf(card.confirmation), proof: proofOf(other) },
      card.passphrase,
      'other-unit',
    ],
    [
      "another card's proof, with the EPK",
      { key: keyOf(card.key), proof: proofOf(other) },
      card.passphrase,
      'codes-differ',
    ],
    [
      "a proof with an address that is not the key's",
      { proof: { ...proofOf(card), address: must(addressesOf(bytes(other.publicKey))).ETH ?? '' } },
      card.passphrase,
      'other-unit',
    ],
  ])('says what is wrong with %s', async (_, question, passphrase, kind) => {
    expect(await ask(question, passphrase)).toMatchObject({ ok: false, error: { kind } });
  });

  it('tells a damaged EPK and a damaged code from a wrong passphrase', async () => {
    const fields = readEncryptedKey(keyOf(card.key)) as MultipliedKeyFields;
    const key = writeEncryptedKey({ ...fields, part2: fields.part2.map((byte, at) => (at === 3 ? byte ^ 1 : byte)) });
    expect(await ask({ key, confirmation: codeOf(card.confirmation) })).toMatchObject({
      error: { kind: 'damaged-key' },
    });
    const code = readConfirmationCode(codeOf(card.confirmation));
    const sealedPoint = code.sealedPoint.map((byte, at) => (at === 9 ? byte ^ 1 : byte));
    const confirmation = writeConfirmationCode({ ...code, sealedPoint });
    expect(await ask({ key: keyOf(card.key), confirmation })).toMatchObject({ error: { kind: 'damaged-code' } });
  });

  it("needs no more than the serial where there is the maker's file", async () => {
    const book = createProofBook([proofOf(card), proofOf(other)]);
    const bySerial = must(await ask({ proof: must(book.find(card.serial)) }));
    expect(bySerial).toMatchObject({ address: card.address, shownBy: 'confirmation-code' });
    expect(must(book.find(other.address)).serial).toBe(other.serial);
    expect(book.find('TF-9999')).toMatchObject({ error: { kind: 'not-in-proof' } });
    expect(book.size).toBe(2);
  });

  it('says no word of passphrase or key in any refusal', async () => {
    const refusals = await Promise.all([
      ask({ key: keyOf(card.key) }, other.passphrase),
      ask({ key: keyOf(card.key), address: addressOf(other.address) }),
      ask({ key: keyOf(card.key), confirmation: codeOf(other.confirmation) }),
    ]);
    const said = JSON.stringify(refusals);
    for (const secret of [card.passphrase, other.passphrase, card.key]) expect(said).not.toContain(secret);
  });

  it('lets go of the private key when it is put away', async () => {
    const checked = must(await ask({ key: keyOf(card.key) }));
    expect(checked.privateKey?.wiped).toBe(false);
    checked[Symbol.dispose]();
    expect(checked.privateKey?.wiped).toBe(true);
  });
});
