/** Known answers of BIP38 for who verifies and opens: Bench and Check. */
import { confirm } from '../bip38/confirm.ts';
import { parseConfirmationCode } from '../bip38/layout.ts';
import { passphraseFromText } from '../bip38/passphrase.ts';
import type { KeyDerivation } from '../base/ports.ts';
import { must } from '../base/result.ts';
import type { KnownAnswer } from './known-answers.ts';
import { LOT_1 } from './vectors.ts';

export const confirming = (derivation: KeyDerivation): KnownAnswer => ({
  of: 'BIP38, confirmation',
  source: LOT_1.source,
  async holds() {
    using passphrase = must(passphraseFromText(LOT_1.passphrase));
    const code = must(parseConfirmationCode(LOT_1.confirmation));
    const confirmed = await confirm(code, passphrase, derivation);
    return confirmed.ok && confirmed.value.address === LOT_1.address;
  },
});
