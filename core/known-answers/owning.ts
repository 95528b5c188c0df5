/** The known answer of BIP38 for who makes intermediate codes: Origin. */
import { readConfirmationCode, parseConfirmationCode, writeIntermediateCode } from '../bip38/layout.ts';
import { deriveOwner } from '../bip38/owner.ts';
import { passphraseFromText } from '../bip38/passphrase.ts';
import type { KeyDerivation } from '../base/ports.ts';
import { must } from '../base/result.ts';
import type { KnownAnswer } from './known-answers.ts';
import { LOT_1 } from './vectors.ts';

export const owning = (derivation: KeyDerivation): KnownAnswer => ({
  of: 'BIP38, intermediate code',
  source: LOT_1.source,
  async holds() {
    using passphrase = must(passphraseFromText(LOT_1.passphrase));
    const { entropy } = readConfirmationCode(must(parseConfirmationCode(LOT_1.confirmation)));
    const owner = await deriveOwner(passphrase, entropy, derivation);
    owner?.passfactor.wipe();
    return owner !== null && writeIntermediateCode(owner) === LOT_1.intermediate;
  },
});
