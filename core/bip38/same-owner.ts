import type { DeriveOptions, KeyDerivation } from '../base/ports.ts';
import { failIn, ok, type Result } from '../base/result.ts';
import { parsePoint } from '../base/secp256k1.ts';
import { wipe } from '../base/secret.ts';
import { readConfirmationCode, readIntermediateCode, type ConfirmationCode, type IntermediateCode } from './layout.ts';
import { sameEntropy } from './lot.ts';
import { openPoint } from './pointb.ts';
import { pointSeal, wipeSeal } from './seal.ts';

const fail = failIn('bip38');

/**
 * That a confirmation code was made of an intermediate code, as far as anyone can tell without the passphrase: both
 * carry one owner entropy, and the passpoint opens a pointb that is a point. One light scrypt.
 *
 * The address can not be derived here: it takes the passfactor of one or the factorb of the other, and who had either
 * had half of the key. Press has proven it; whoever knows the passphrase confirms it.
 */
export async function sameOwner(
  confirmation: ConfirmationCode,
  code: IntermediateCode,
  derivation: KeyDerivation,
  options?: DeriveOptions,
): Promise<Result<null, 'other-code'>> {
  const { entropy, addressHash, sealedPoint } = readConfirmationCode(confirmation);
  const { entropy: own, passpoint } = readIntermediateCode(code);
  if (!sameEntropy(entropy, own)) return otherCode();
  const seal = await pointSeal(passpoint, addressHash, own, derivation, options);
  const pointb = openPoint(seal, sealedPoint);
  wipeSeal(seal);
  const opened = parsePoint(pointb) !== null;
  wipe(pointb);
  return opened ? ok(null) : otherCode();
}

const otherCode = () =>
  fail('other-code', 'This confirmation code was made of another intermediate code; check which unit it is.');
