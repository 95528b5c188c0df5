/** Lot and sequence numbers, and the 8 bytes of owner entropy that carry them (BIP38, "Encryption when EC multiply mode is used"). */
import type { Random } from '../base/ports.ts';
import type { Result } from '../base/result.ts';
import { failIn, ok } from '../base/result.ts';
import { sameBytes } from '../base/secret.ts';

const fail = failIn('bip38');

export interface LotNumbers {
  /** 0..1048575. The BIP recommends 100000..999999; 0 is legal. */
  readonly lot: number;
  /** 0..4095. The BIP recommends to start at 1; 0 is legal. */
  readonly sequence: number;
}

/** Lot and sequence of a run of units: the first unit's, and every next unit's one on. */
export interface LotRange extends LotNumbers {
  readonly count: number;
}

/** What intermediate code, EPK and confirmation code all carry in clear: the salt, and lot and sequence if any. */
export interface OwnerEntropy {
  /** 8 bytes: all salt, or 4 of salt and the big-endian `lot * 4096 + sequence`. */
  readonly bytes: Uint8Array;
  readonly hasLot: boolean;
}

/** Lot and sequence as every answer reports them: `null` where absent. */
export interface ReportedLot {
  readonly lot: number | null;
  readonly sequence: number | null;
}

const MAX_LOT = 0xfffff;
const MAX_SEQUENCE = 0xfff;

/** Checks a pair of numbers; `null` stands for "no lot and sequence". One without the other is refused. */
export function parseLot(lot: number | null, sequence: number | null): Result<LotNumbers | null, 'bad-lot'> {
  if (lot === null && sequence === null) return ok(null);
  const inRange = (value: number | null, max: number): value is number =>
    value !== null && Number.isInteger(value) && value >= 0 && value <= max;
  if (!inRange(lot, MAX_LOT) || !inRange(sequence, MAX_SEQUENCE)) {
    return fail(
      'bad-lot',
      `Give both a lot from 0 to ${MAX_LOT} and a sequence from 0 to ${MAX_SEQUENCE}, or neither.`,
    );
  }
  return ok({ lot, sequence });
}

/** Fresh owner entropy: 8 random bytes, or 4 and the numbers. Throws `RangeError` on numbers {@link parseLot} refuses. */
export function freshOwnerEntropy(random: Random, numbers: LotNumbers | null): OwnerEntropy {
  if (numbers === null) return { bytes: random.bytes(8), hasLot: false };
  if (!parseLot(numbers.lot, numbers.sequence).ok) throw new RangeError('"numbers" expected a legal lot and sequence');
  const bytes = new Uint8Array(8);
  bytes.set(random.bytes(4));
  // The largest lot fills all 32 bits: DataView keeps it unsigned and four bytes wide.
  new DataView(bytes.buffer).setUint32(4, numberOf(numbers));
  return { bytes, hasLot: true };
}

/** Whether two strings stem from one intermediate code. */
export const sameEntropy = (a: OwnerEntropy, b: OwnerEntropy): boolean =>
  a.hasLot === b.hasLot && sameBytes(a.bytes, b.bytes);

/** What scrypt is salted with: 8 bytes without lot and sequence, but only the first 4 with them. */
export const ownerSalt = (entropy: OwnerEntropy): Uint8Array => entropy.bytes.subarray(0, entropy.hasLot ? 4 : 8);

/** The numbers in owner entropy. */
export function lotOf(entropy: OwnerEntropy): ReportedLot {
  if (!entropy.hasLot) return { lot: null, sequence: null };
  const { buffer, byteOffset } = entropy.bytes;
  const numbers = new DataView(buffer, byteOffset, 8).getUint32(4);
  return { lot: Math.floor(numbers / 4096), sequence: numbers % 4096 };
}

/** Both numbers as the one that they are in owner entropy. */
export const numberOf = ({ lot, sequence }: LotNumbers): number => lot * 4096 + sequence;

/** Lot and sequence of a unit, by its place in the run. After sequence 4095 comes 0 of the next lot. */
export function lotAt(lots: LotRange | null, place: number): LotNumbers | null {
  if (lots === null) return null;
  const number = numberOf(lots) + place;
  return { lot: Math.floor(number / 4096), sequence: number % 4096 };
}
