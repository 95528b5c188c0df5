/** The known answer of BIP38 for who makes EPKs: Press. */
import { hexToBytes } from '@noble/hashes/utils.js';
import { generateFrom } from '../bip38/generate.ts';
import { parseIntermediateCode } from '../bip38/layout.ts';
import type { KeyDerivation } from '../base/ports.ts';
import { must } from '../base/result.ts';
import type { KnownAnswer } from './known-answers.ts';
import { LOT_1 } from './vectors.ts';

export const making = (derivation: KeyDerivation): KnownAnswer => ({
  of: 'BIP38, EPK and confirmation code',
  source: LOT_1.source,
  async holds() {
    const code = must(parseIntermediateCode(LOT_1.intermediate));
    const { key, confirmation, address } = await generateFrom(code, false, hexToBytes(LOT_1.seedb), derivation);
    return key === LOT_1.key && confirmation === LOT_1.confirmation && address === LOT_1.address;
  },
});
