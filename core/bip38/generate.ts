import type { DeriveOptions, KeyDerivation, Random } from '../base/ports.ts';
import type { CurvePoint } from '../base/secp256k1.ts';
import { multiply, multiplyBase, parsePoint, pointBytes } from '../base/secp256k1.ts';
import { wipe } from '../base/secret.ts';
import { addressOf } from './address.ts';
import type { ConfirmationCode, EncryptedKey, IntermediateCode } from './layout.ts';
import { readIntermediateCode, writeConfirmationCode, writeEncryptedKey } from './layout.ts';
import type { ReportedLot } from './lot.ts';
import { lotOf } from './lot.ts';
import { sealPoint } from './pointb.ts';
import { pointSeal, wipeSeal } from './seal.ts';
import { factorOf, SEED_LENGTH, sealSeed } from './seedb.ts';

export interface Generated extends ReportedLot {
  readonly key: EncryptedKey;
  readonly confirmation: ConfirmationCode;
  /** Bitcoin P2PKH. */
  readonly address: string;
  /** SEC 1: 33 bytes if compressed, else 65. */
  readonly publicKey: Uint8Array;
  readonly compressed: boolean;
}

/**
 * One EPK at random from an intermediate code, with its confirmation code. Nobody learns the private key: it needs
 * the passphrase as well (BIP38, "Encryption when EC multiply mode is used", the printer's steps).
 *
 * A code is good for one EPK, ever; whoever calls this keeps the ledger that refuses a second.
 */
export async function generate(
  code: IntermediateCode,
  compressed: boolean,
  random: Random,
  derivation: KeyDerivation,
  options?: DeriveOptions,
): Promise<Generated> {
  const seedb = freshSeed(random);
  try {
    return await generateFrom(code, compressed, seedb, derivation, options);
  } finally {
    wipe(seedb);
  }
}

/** 24 random bytes, redone in the one case in 2^128 that gives no scalar. The caller wipes them. */
export function freshSeed(random: Random): Uint8Array {
  for (;;) {
    const seedb = random.bytes(SEED_LENGTH);
    const factorb = factorOf(seedb);
    if (factorb !== null) {
      wipe(factorb);
      return seedb;
    }
    wipe(seedb);
  }
}

/**
 * As {@link generate} from a seed of {@link freshSeed}: the same code and seed give the same EPK, so that whoever keeps
 * the seed safe before anything is made of it never makes two. `seedb` is read, not kept.
 */
export async function generateFrom(
  code: IntermediateCode,
  compressed: boolean,
  seedb: Uint8Array,
  derivation: KeyDerivation,
  options?: DeriveOptions,
): Promise<Generated> {
  const { entropy, passpoint } = readIntermediateCode(code);
  const factorb = factorOf(seedb);
  if (factorb === null) throw new RangeError('"seedb" expected a seed that gives a scalar');
  const { publicKey, address, hash } = addressOf(multiply(pointOf(passpoint), factorb), compressed);
  const pointb = pointBytes(multiplyBase(factorb), true);
  wipe(factorb);
  try {
    const seal = await pointSeal(passpoint, hash, entropy, derivation, options);
    const { part1, part2 } = sealSeed(seal, seedb);
    const sealedPoint = sealPoint(seal, pointb);
    wipeSeal(seal);
    return {
      key: writeEncryptedKey({ ecMultiplied: true, compressed, addressHash: hash, entropy, part1, part2 }),
      confirmation: writeConfirmationCode({ compressed, addressHash: hash, entropy, sealedPoint }),
      address,
      publicKey,
      compressed,
      ...lotOf(entropy),
    };
  } finally {
    wipe(pointb);
  }
}

/** The passpoint of a parsed code: it is on the curve, or the code would not have its brand. */
function pointOf(passpoint: Uint8Array): CurvePoint {
  const point = parsePoint(passpoint);
  if (point === null) throw new TypeError('"code" expected a parsed intermediate code');
  return point;
}
