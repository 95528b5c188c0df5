/** Cards that somebody has held: the field's own maker published their halves, or all but one, for whoever would try. */
import { describe, expect, it } from 'vitest';
import file from '../../vectors/challenge-cards.json' with { type: 'json' };
import { confirm } from '../../../core/bip38/confirm.ts';
import { decrypt } from '../../../core/bip38/decrypt.ts';
import {
  parseConfirmationCode,
  parseEncryptedKey,
  readConfirmationCode,
  readEncryptedKey,
} from '../../../core/bip38/layout.ts';
import { must } from '../../../core/base/result.ts';
import { realDerivation } from '../../fakes/derivation.ts';
import { secretPhrase } from './vectors.ts';

const cardOf = (wanted: string) => {
  const card = file.cards.find(({ serial }) => serial === wanted);
  if (card === undefined) throw new Error(`no card ${wanted}`);
  const { address, passphrase = '', encrypted = '', confirmation = '' } = card;
  return { address, passphrase, encrypted, confirmation };
};

describe('the challenge cards', () => {
  it('opens the one whose halves are both known', async () => {
    const card = cardOf('AA007448');
    const key = must(parseEncryptedKey(card.encrypted));
    const opened = must(await decrypt(key, secretPhrase(card.passphrase), realDerivation()));
    expect([opened.address, opened.compressed, opened.lot]).toEqual([card.address, true, null]);
  });

  it('confirms the one whose encrypted key nobody has shown', async () => {
    const card = cardOf('AA012381');
    const code = must(parseConfirmationCode(card.confirmation));
    const confirmed = must(await confirm(code, secretPhrase(card.passphrase), realDerivation()));
    expect(confirmed).toMatchObject({ address: card.address, compressed: true, lot: null });
  });

  it('knows key and confirmation code of the third for one card, and no other passphrase for its own', async () => {
    const card = cardOf('AA009926');
    const [key, code] = [must(parseEncryptedKey(card.encrypted)), must(parseConfirmationCode(card.confirmation))];
    const [of, beside] = [readEncryptedKey(key), readConfirmationCode(code)];
    expect(of).toMatchObject({ ecMultiplied: true, addressHash: beside.addressHash, entropy: beside.entropy });
    for (const other of ['AA007448', 'AA012381']) {
      const passphrase = cardOf(other).passphrase;
      const answers = [
        await decrypt(key, secretPhrase(passphrase), realDerivation()),
        await confirm(code, secretPhrase(passphrase), realDerivation()),
      ];
      for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { kind: 'wrong-passphrase' } });
    }
  });
});
