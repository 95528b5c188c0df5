import type { DeriveOptions, KeyDerivation } from '../base/ports.ts';
import type { Result } from '../base/result.ts';
import { failIn, ok } from '../base/result.ts';
import { multiply, multiplyBase, parsePoint, pointBytes } from '../base/secp256k1.ts';
import { sameBytes, wipe } from '../base/secret.ts';
import { addressIfHash } from './address.ts';
import type { ConfirmationCode, EncryptedKey, IntermediateCode, MultipliedKeyFields } from './layout.ts';
import { readConfirmationCode, readEncryptedKey, readIntermediateCode } from './layout.ts';
import type { ReportedLot } from './lot.ts';
import { lotOf, sameEntropy } from './lot.ts';
import { openPoint } from './pointb.ts';
import type { Seal } from './seal.ts';
import { pointSeal, wipeSeal } from './seal.ts';
import { factorOf, openSeed } from './seedb.ts';

const fail = failIn('bip38');

export interface Proven extends ReportedLot {
  /** Bitcoin P2PKH. */
  readonly address: string;
  /** SEC 1: 33 bytes if compressed, else 65. Compare it with the one the EPK was made with. */
  readonly publicKey: Uint8Array;
  readonly compressed: boolean;
}

/**
 * - `not-ec-multiplied`: an EPK that was not made from any intermediate code;
 * - `other-code`: it was made from another intermediate code;
 * - `damaged-key`: nobody could ever open it, although it reads well;
 * - `mismatch`: it is good, but the confirmation code is of another EPK.
 */
export type ProofKind = 'not-ec-multiplied' | 'other-code' | 'damaged-key' | 'mismatch';

/**
 * That an EPK can be opened by whoever knows the passphrase - without knowing the passphrase.
 *
 * A right confirmation code says nothing of the EPK: with one bit of it flipped the card passes the bench and can
 * never be opened. But passpoint opens seedb, so the maker can decrypt factorb from the very string that was printed,
 * rebuild the public key and compare it with the address hash and, point by point, with the confirmation code.
 */
export async function prove(
  key: EncryptedKey,
  code: IntermediateCode,
  confirmation: ConfirmationCode | null,
  derivation: KeyDerivation,
  options?: DeriveOptions,
): Promise<Result<Proven, ProofKind>> {
  const fields = readEncryptedKey(key);
  if (!fields.ecMultiplied) {
    return fail('not-ec-multiplied', 'This EPK was not made from an intermediate code; check what was scanned.');
  }
  const { entropy, passpoint } = readIntermediateCode(code);
  if (!sameEntropy(fields.entropy, entropy)) {
    return fail('other-code', 'This EPK was made from another intermediate code; check which unit it is.');
  }
  const seal = await pointSeal(passpoint, fields.addressHash, entropy, derivation, options);
  const factorb = openFactor(seal, fields);
  const point = parsePoint(passpoint);
  const found =
    factorb === null || point === null
      ? null
      : addressIfHash(multiply(point, factorb), fields.compressed, fields.addressHash);
  const agrees = factorb !== null && (confirmation === null || confirms(seal, fields, factorb, confirmation));
  wipeSeal(seal);
  wipe(factorb ?? undefined);
  if (found === null) {
    return fail('damaged-key', 'This EPK can never be opened; destroy its sticker and make another one.');
  }
  if (!agrees) {
    return fail('mismatch', 'This confirmation code belongs to another EPK; check which unit each of them is.');
  }
  const { address, publicKey } = found;
  return ok({ address, publicKey, compressed: fields.compressed, ...lotOf(entropy) });
}

function openFactor(seal: Seal, fields: MultipliedKeyFields): Uint8Array | null {
  const seedb = openSeed(seal, fields);
  const factorb = factorOf(seedb);
  wipe(seedb);
  return factorb;
}

/** What both carry in clear is equal, and so is what both seal: pointb = G * factorb, all 33 bytes of it. */
function confirms(seal: Seal, key: MultipliedKeyFields, factorb: Uint8Array, confirmation: ConfirmationCode): boolean {
  const code = readConfirmationCode(confirmation);
  if (code.compressed !== key.compressed || !sameBytes(code.addressHash, key.addressHash)) return false;
  if (!sameEntropy(code.entropy, key.entropy)) return false;
  const sealed = openPoint(seal, code.sealedPoint);
  const pointb = pointBytes(multiplyBase(factorb), true);
  const same = sameBytes(sealed, pointb);
  wipe(sealed, pointb);
  return same;
}
