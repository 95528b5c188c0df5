/**
 * The curve by the names this trade uses, over @noble/secp256k1.
 *
 * Scalars and coordinates go in and out as exactly 32 bytes, big-endian: a leading zero byte is a byte like any other.
 * Losing it is the best known bug of BIP38 implementations.
 */
import { Point } from '@noble/secp256k1';
import { wipe } from './secret.ts';

export type CurvePoint = Point;

const { n: ORDER, p: FIELD } = Point.CURVE();

/** Reads a SEC 1 public key, 33 or 65 bytes. `null` if it is not a point of the curve (or is infinity). */
export function parsePoint(bytes: Uint8Array): CurvePoint | null {
  // noble says "bad point" by throwing; here it is an expected answer, so it becomes a value at once.
  try {
    return Point.fromBytes(bytes);
  } catch {
    return null;
  }
}

/** SEC 1, 33 bytes (compressed) or 65. */
export function pointBytes(point: CurvePoint, compressed: boolean): Uint8Array {
  // noble inverts Z twice while it validates and serialises: going affine first costs one inversion.
  return Point.fromAffine(point.toAffine()).toBytes(compressed);
}

/** Whether 32 bytes are a private key: 1 <= scalar < n. */
export function isScalar(bytes: Uint8Array): boolean {
  if (bytes.length !== 32) return false;
  const scalar = toNumber(bytes);
  return scalar > 0n && scalar < ORDER;
}

/** G * scalar. `scalar` must pass {@link isScalar}. */
export const multiplyBase = (scalar: Uint8Array): CurvePoint => Point.BASE.multiply(toScalar(scalar));

/** a * b mod n, never zero for two valid scalars, because n is prime. */
export function multiplyScalars(a: Uint8Array, b: Uint8Array): Uint8Array {
  return toBytes((toScalar(a) * toScalar(b)) % ORDER);
}

/**
 * A Taproot output key: the point with this x coordinate and an even y, plus G * tweak; its x coordinate, 32 bytes
 * (BIP341, "Constructing and spending Taproot outputs"). `null` if `x` is no coordinate or the sum is infinity.
 */
export function tweakedX(x: Uint8Array, tweak: Uint8Array): Uint8Array | null {
  const even = parsePoint(Uint8Array.of(0x02, ...x));
  if (even === null || !isScalar(tweak)) return null;
  const output = even.add(multiplyBase(tweak));
  return output.is0() ? null : pointBytes(output, true).subarray(1);
}

// The endomorphism of secp256k1: LAMBDA * (x, y) = (BETA * x, y). From Gallant, Lambert, Vanstone, "Faster Point
// Multiplication on Elliptic Curves with Efficient Endomorphisms" (CRYPTO 2001); constants as in libsecp256k1's
// scalar_impl.h. (A1, B1), (A2, B2) is the short lattice basis with A + B * LAMBDA = 0 mod n.
const BETA = 0x7ae96a2b657c07106e64479eac3434e99cf0497512f58995c1396c28719501een;
const A1 = 0x3086d221a7d46bcde86c90e49284eb15n;
const B1 = -0xe4437ed6010e88286f547fa90abfe4c3n;
const A2 = 0x114ca50f7a8e2f3f657c1108d9d44cfd8n;
const B2 = A1;

const WINDOW = 4;
const ENTRIES = 1 << WINDOW;
/** Both half scalars stay below 2^129 in magnitude: 33 windows of 4 bits hold 132. */
const WINDOWS = 33;

/**
 * point * scalar, three times as fast as noble's own: two half-length scalars share the doublings.
 *
 * Every call makes the same sequence of doublings and additions whatever the scalar (the formulas are noble's
 * complete ones, so adding infinity needs no branch). As with noble, that is a shape, not a constant-time promise.
 */
export function multiply(point: CurvePoint, scalar: Uint8Array): CurvePoint {
  const k = toScalar(scalar);
  const c1 = nearest(B2 * k);
  const c2 = nearest(-B1 * k);
  const half1 = k - c1 * A1 - c2 * A2;
  const half2 = -c1 * B1 - c2 * B2;

  const base1 = half1 < 0n ? point.negate() : point;
  const turned = new Point((point.X * BETA) % FIELD, point.Y, point.Z);
  const base2 = half2 < 0n ? turned.negate() : turned;
  const multiples1 = multiplesOf(base1);
  const multiples2 = multiplesOf(base2);
  const digits1 = digitsOf(half1 < 0n ? -half1 : half1);
  const digits2 = digitsOf(half2 < 0n ? -half2 : half2);

  let sum = Point.ZERO;
  for (let i = WINDOWS - 1; i >= 0; i--) {
    for (let bit = 0; bit < WINDOW; bit++) sum = doubled(sum);
    sum = sum.add(multiples1[digits1[i] as number] as Point);
    sum = sum.add(multiples2[digits2[i] as number] as Point);
  }
  wipe(digits1, digits2);
  return sum;
}

/**
 * 2 * point, infinity included: the complete doubling for a = 0 of Renes, Costello, Batina (IACR ePrint 2015/1060,
 * algorithm 9). noble doubles by adding, which takes twice as many multiplications.
 */
function doubled({ X, Y, Z }: CurvePoint): CurvePoint {
  const yy = (Y * Y) % FIELD;
  // 3 * b * Z^2, with b = 7.
  const bz = (21n * Z * Z) % FIELD;
  const difference = yy - 3n * bz;
  const x = (2n * difference * ((X * Y) % FIELD)) % FIELD;
  const y = (8n * yy * bz + difference * (yy + bz)) % FIELD;
  const z = (8n * yy * ((Y * Z) % FIELD)) % FIELD;
  return new Point(positive(x), positive(y), z);
}

/** JavaScript's remainder has the sign of the dividend. */
const positive = (remainder: bigint): bigint => (remainder < 0n ? remainder + FIELD : remainder);

/** 0, 1, .. 15 times a point. */
function multiplesOf(point: CurvePoint): readonly CurvePoint[] {
  const multiples = [Point.ZERO];
  for (let i = 1; i < ENTRIES; i++) multiples.push((multiples[i - 1] as Point).add(point));
  return multiples;
}

/** Base-16 digits, least significant first. */
function digitsOf(value: bigint): Uint8Array {
  const digits = new Uint8Array(WINDOWS);
  let rest = value;
  for (let i = 0; i < WINDOWS; i++) {
    digits[i] = Number(rest & 15n);
    rest >>= 4n;
  }
  return digits;
}

/** value / n, rounded to the nearest integer; value is not negative. */
const nearest = (value: bigint): bigint => (value + ORDER / 2n) / ORDER;

function toScalar(bytes: Uint8Array): bigint {
  if (!isScalar(bytes)) throw new RangeError('"scalar" expected 32 bytes, 1 <= scalar < n');
  return toNumber(bytes);
}

function toNumber(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return value;
}

function toBytes(value: bigint): Uint8Array {
  const bytes = new Uint8Array(32);
  let rest = value;
  for (let i = 31; i >= 0; i--) {
    bytes[i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return bytes;
}
