import { createECDH } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isScalar,
  multiply,
  multiplyBase,
  multiplyScalars,
  parsePoint,
  pointBytes,
} from '../../../core/base/secp256k1.ts';
import { multiplyPlain, publicKeyOf } from '../../fakes/keys.ts';
import type { CurvePoint } from '../../../core/base/secp256k1.ts';
import { bytes, hex } from '../bip38/vectors.ts';

const N = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const LAMBDA = 0x5363ad4cc05c30e0a5261c028812645a122e22ea20816678df02967c1b23bd72n;
const scalar = (value: bigint): Uint8Array => bytes(value.toString(16).padStart(64, '0'));
const anyScalar = fc.bigInt({ min: 1n, max: N - 1n }).map(scalar);
const point = (bytes: Uint8Array): CurvePoint => parsePoint(bytes) as CurvePoint;

describe('multiply', () => {
  it('equals noble and OpenSSL on random points and scalars', () => {
    fc.assert(
      fc.property(anyScalar, anyScalar, (a, b) => {
        const base = multiplyBase(a);
        const fast = pointBytes(multiply(base, b), true);
        expect(hex(fast)).toBe(hex(pointBytes(multiplyPlain(base, b), true)));
        const ecdh = createECDH('secp256k1');
        ecdh.setPrivateKey(b);
        expect(ecdh.computeSecret(pointBytes(base, false)).toString('hex')).toBe(hex(fast.subarray(1)));
      }),
      { numRuns: 60 },
    );
  });

  // Where halves are zero, negative, longest, or both sides meet in one point.
  const edges = [1n, 2n, 3n, 15n, 16n, LAMBDA, N - LAMBDA, LAMBDA + 1n, (LAMBDA * LAMBDA) % N, N - 1n, N - 2n];
  const wide = [1n << 127n, (1n << 128n) - 1n, 1n << 128n, 1n << 255n, N >> 1n, (N >> 1n) + 1n];
  it.each([...edges, ...wide])('equals noble at %d', (value) => {
    const base = point(bytes('0330e7fc9d56bb25d6893ba3f317ae5bcf33b3291bd63db32654a313222f7fd020'));
    const fast = multiply(base, scalar(value));
    expect(fast.equals(multiplyPlain(base, scalar(value)))).toBe(true);
  });
});

describe('scalars', () => {
  it('accepts 1 to n - 1 in exactly 32 bytes', () => {
    const verdicts = [0n, 1n, N - 1n, N, N + 1n, (1n << 256n) - 1n].map((value) => isScalar(scalar(value)));
    expect(verdicts).toEqual([false, true, true, false, false, false]);
    expect([isScalar(new Uint8Array(31).fill(1)), isScalar(new Uint8Array(33).fill(1))]).toEqual([false, false]);
    expect(() => multiplyBase(new Uint8Array(32))).toThrow(RangeError);
  });

  it('multiplies to 32 bytes, leading zeros included', () => {
    expect(hex(multiplyScalars(scalar(3n), scalar(5n)))).toBe('0f'.padStart(64, '0'));
    expect(hex(multiplyScalars(scalar(N - 1n), scalar(N - 1n)))).toBe('01'.padStart(64, '0'));
  });
});

describe('parsePoint', () => {
  it.each([
    ['infinity', '00'],
    ['x = p', '02fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f'],
    ['x without a y', `02${'00'.repeat(31)}05`],
    ['x = 0', `02${'00'.repeat(32)}`],
    ['a wrong sign byte', `05${'11'.repeat(32)}`],
    ['32 bytes', '11'.repeat(32)],
    ['off the curve', `04${'01'.repeat(64)}`],
  ])('refuses %s', (_, text) => {
    expect(parsePoint(bytes(text))).toBeNull();
  });

  it('keeps the leading zero byte of a coordinate', () => {
    // Among small multiples of G some x coordinates begin with 00; OpenSSL tells which bytes are right.
    const found = Array.from({ length: 600 }, (_, at) => scalar(BigInt(at + 1)))
      .map((key) => ({ key, publicKey: publicKeyOf(key, true) }))
      .filter(({ publicKey }) => publicKey[1] === 0);
    expect(found.length).toBeGreaterThan(0);
    for (const { key, publicKey } of found) {
      const ecdh = createECDH('secp256k1');
      ecdh.setPrivateKey(key);
      expect(hex(publicKey)).toBe(ecdh.getPublicKey('hex', 'compressed'));
      expect(hex(pointBytes(point(publicKey), true))).toBe(hex(publicKey));
    }
  });
});
