import { scryptSync } from 'node:crypto';
import fc from 'fast-check';
import scryptJs from 'scrypt-js';
import { describe, expect, it } from 'vitest';
import type { ScryptJob } from '../../../core/base/ports.ts';
import { openKernel } from '../../../core/scrypt/kernel.ts';
import { portableMixer } from '../../../core/scrypt/portable.ts';
import { createScrypt, openMixer, scryptOn } from '../../../core/scrypt/scrypt.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const hex = (key: Uint8Array): string => Buffer.from(key).toString('hex');

/** OpenSSL's answer: an implementation that shares nothing with ours or with scrypt-js. */
const openssl = ({ password, salt, dkLen, ...cost }: ScryptJob): string =>
  scryptSync(password, salt, dkLen, { ...cost, maxmem: 2 ** 30 }).toString('hex');

const woven = scryptOn(openMixer(openKernel()));
const portable = scryptOn(portableMixer);

const job = fc.record({
  password: fc.uint8Array({ maxLength: 80 }),
  salt: fc.uint8Array({ maxLength: 80 }),
  N: fc.integer({ min: 1, max: 6 }).map((log) => 2 ** log),
  r: fc.integer({ min: 1, max: 8 }),
  p: fc.integer({ min: 1, max: 10 }),
  dkLen: fc.integer({ min: 1, max: 100 }),
});

describe('scrypt', () => {
  it.each([
    ['', '', 16, 1, 1, '77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442'],
    ['password', 'NaCl', 1024, 8, 16, 'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162'],
    [
      'pleaseletmein',
      'SodiumChloride',
      16384,
      8,
      1,
      '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2',
    ],
  ])('gives RFC 7914 section 12: %j, %j, N=%i, r=%i, p=%i', (password, salt, N, r, p, start) => {
    const asked = { password: bytes(password), salt: bytes(salt), N, r, p, dkLen: 64 };
    expect(hex(woven.derive(asked))).toMatch(new RegExp(`^${start}`));
    expect(hex(woven.derive(asked))).toBe(openssl(asked));
    expect(hex(portable.derive(asked))).toBe(openssl(asked));
  });

  it.each([
    ['TestingOneTwoThree', 'e957a24a', 64, 'f87648a6b42fdd86ef6837a249cde15318f264d43a859b610e78ea63d51cb2d3'],
    ['Satoshi', '572e117e', 64, '02d4a6b94240bd1cdaa6773f430e43a0d9a8cbc9a83b044998f7ef2e3f31a4de'],
  ])("gives BIP38's own vectors: %j with the address hash %s", (passphrase, salt, dkLen, start) => {
    const asked = { password: bytes(passphrase), salt: Buffer.from(salt, 'hex'), N: 16384, r: 8, p: 8, dkLen };
    expect(hex(woven.derive(asked))).toMatch(new RegExp(`^${start}`));
    expect(hex(woven.derive(asked))).toBe(openssl(asked));
  });

  it('agrees with scrypt-js on a thousand random parameter sets', () => {
    const agree = (asked: ScryptJob): void => {
      const { password, salt, N, r, p, dkLen } = asked;
      expect(hex(woven.derive(asked))).toBe(hex(scryptJs.syncScrypt(password, salt, N, r, p, dkLen)));
    };
    fc.assert(fc.property(job, agree), { numRuns: 1000 });
  });

  it('gives the same on the portable path', () => {
    const agree = (asked: ScryptJob): void => {
      expect(hex(portable.derive(asked))).toBe(hex(woven.derive(asked)));
    };
    fc.assert(fc.property(job, agree), { numRuns: 100 });
  });

  it('gives the same to jobs of different costs that are mixed together', () => {
    const agree = (jobs: readonly ScryptJob[]): void => {
      expect(woven.deriveAll(jobs).map(hex)).toEqual(jobs.map((asked) => hex(woven.derive(asked))));
    };
    fc.assert(fc.property(fc.array(job, { maxLength: 12 }), agree), { numRuns: 20 });
  });

  it('recomputes the rows of V for which a large lane has no room', () => {
    // With N = 4096 each lane asks for one of its last three rows about three times.
    const asked = { password: bytes('p'), salt: bytes('s'), N: 4096, r: 2, p: 11, dkLen: 32 };
    expect(hex(woven.derive(asked))).toBe(openssl(asked));
  });

  it('takes what is too large for the kernel to the portable path', () => {
    const asked = { password: bytes('p'), salt: bytes('s'), N: 2 ** 17, r: 5, p: 1, dkLen: 32 };
    expect(openKernel()?.takes(asked)).toBe(false);
    expect(hex(woven.derive(asked))).toBe(openssl(asked));
  });

  it.each([
    { N: 3 },
    { N: 1 },
    { N: 0 },
    { N: 2 ** 16, r: 1 },
    { N: 2 ** 20, r: 16 },
    { r: 0 },
    { p: 0 },
    { p: 2 ** 27 },
    { dkLen: 0 },
    { p: 1.5 },
  ])('refuses parameters that are not legal or do not fit: %o', (wrong) => {
    const asked = { password: bytes('p'), salt: bytes('s'), N: 16, r: 8, p: 1, dkLen: 32, ...wrong };
    expect(() => woven.derive(asked)).toThrow(RangeError);
  });

  it('leaves the password and the salt as they were', () => {
    const asked = { password: bytes('password'), salt: bytes('NaCl'), N: 16, r: 1, p: 2, dkLen: 32 };
    woven.derive(asked);
    expect([asked.password, asked.salt]).toEqual([bytes('password'), bytes('NaCl')]);
  });

  it('opens with SIMD after its known answers', async () => {
    const scrypt = await createScrypt();
    const asked = { password: bytes('p'), salt: bytes('s'), N: 16, r: 1, p: 2, dkLen: 32 };
    expect(scrypt.simd).toBe(true);
    expect(hex(scrypt.derive(asked))).toBe(openssl(asked));
  });
});
