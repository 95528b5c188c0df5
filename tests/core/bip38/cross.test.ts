import { createHash } from 'node:crypto';
import bip38 from 'bip38';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decrypt } from '../../../core/bip38/decrypt.ts';
import { encrypt } from '../../../core/bip38/encrypt.ts';
import { parseEncryptedKey } from '../../../core/bip38/layout.ts';
import { must } from '../../../core/base/result.ts';
import { Secret } from '../../../core/base/secret.ts';
import { CHEAP, cheapDerivation, realDerivation } from '../../fakes/derivation.ts';
import * as oracle from './oracle.ts';
import { REAL_COST } from './oracle.ts';
import { expectOracleAgrees } from './round.ts';
import { hex, secretPhrase } from './vectors.ts';

const bytesOf = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map((b) => Buffer.from(b));
const phrase = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '\u0000', '7Q2K-M9XV-4HTR-D0WB-3NYE'));
const lots = fc.record({ lot: fc.integer({ min: 0, max: 0xfffff }), sequence: fc.integer({ min: 0, max: 0xfff }) });
const privateKeys = bytesOf(32).filter((key) => key.some((byte) => byte !== 0) && key[0] !== 0xff);

describe('with EC multiply', () => {
  it('agrees with the oracle on random cards, with and without lot, compressed and not', async () => {
    const withLot = fc.record({ passphrase: phrase, salt: bytesOf(4), numbers: lots });
    const without = fc.record({ passphrase: phrase, salt: bytesOf(8), numbers: fc.constant(null) });
    await fc.assert(
      fc.asyncProperty(fc.oneof(withLot, without), bytesOf(24), fc.boolean(), async (owner, seedb, compressed) => {
        await expectOracleAgrees({ ...owner, seedb, compressed }, cheapDerivation(), CHEAP);
      }),
      { numRuns: 40 },
    );
  });

  it.each([null, { lot: 100000, sequence: 1 }])('agrees with the oracle at the real cost, lot %j', async (numbers) => {
    const salt = Buffer.from('0011223344556677', 'hex').subarray(0, numbers === null ? 8 : 4);
    const seedb = Buffer.alloc(24, 0x5a);
    const round = { passphrase: '7Q2K-M9XV-4HTR-D0WB-3NYE', salt, numbers, seedb, compressed: true };
    await expectOracleAgrees(round, realDerivation(), REAL_COST);
  });
});

describe('leading zero bytes', () => {
  const owners = (numbers: oracle.OwnerInput['numbers']) =>
    Array.from({ length: 2000 }, (_, at) => {
      const salt = createHash('sha256').update(`salt ${at}`).digest();
      return { passphrase: 'zero', salt: salt.subarray(0, numbers === null ? 8 : 4), numbers };
    });
  const seeds = Array.from({ length: 4000 }, (_, at) =>
    createHash('sha256').update(`seed ${at}`).digest().subarray(0, 24),
  );
  const first = { passphrase: 'zero', salt: Buffer.from('0102030405060708', 'hex'), numbers: null };
  const ownerOfFirst = oracle.owner(first, CHEAP);
  const [seed = Buffer.alloc(24)] = seeds;
  const seedWith = (test: (made: oracle.Multiplied) => boolean): Buffer =>
    seeds.find((seedb) => test(oracle.multiply(ownerOfFirst, seedb, true))) ?? expect.fail('no seed found');
  const ownerWith = (numbers: oracle.OwnerInput['numbers'], test: (made: oracle.OracleOwner) => boolean) =>
    owners(numbers).find((input) => test(oracle.owner(input, CHEAP))) ?? expect.fail('no owner found');

  it.each([
    ['seedb', () => ({ ...first, seedb: Buffer.concat([Buffer.alloc(3), seed.subarray(3)]) })],
    ['seedb, all of it', () => ({ ...first, seedb: Buffer.alloc(24) })],
    ['factorb', () => ({ ...first, seedb: seedWith(({ factorb }) => factorb[0] === 0) })],
    ['pointb', () => ({ ...first, seedb: seedWith(({ pointb }) => pointb[1] === 0) })],
    ['the private key', () => ({ ...first, seedb: seedWith(({ privateKey }) => privateKey[0] === 0) })],
    ['the public key', () => ({ ...first, seedb: seedWith(({ publicKey }) => publicKey[1] === 0) })],
    ['the address hash', () => ({ ...first, seedb: seedWith(({ hash }) => hash[0] === 0) })],
    ['passfactor', () => ({ ...ownerWith(null, ({ passfactor }) => passfactor[0] === 0), seedb: seed })],
    ['passpoint', () => ({ ...ownerWith(null, ({ passpoint }) => passpoint[1] === 0), seedb: seed })],
    [
      'passfactor, with lot and sequence 0',
      () => ({ ...ownerWith({ lot: 0, sequence: 0 }, ({ passfactor }) => passfactor[0] === 0), seedb: seed }),
    ],
    ['the owner salt', () => ({ ...first, salt: Buffer.alloc(8), seedb: seed })],
    [
      'owner salt, lot and sequence',
      () => ({ ...first, salt: Buffer.alloc(4), numbers: { lot: 0, sequence: 0 }, seedb: seed }),
    ],
  ])('survive in %s', async (_, find) => {
    await expectOracleAgrees({ ...find(), compressed: true }, cheapDerivation(), CHEAP);
  });

  it('survive in the private key and its halves without EC multiply', async () => {
    for (const zeros of [1, 2, 16, 31]) {
      const privateKey = Buffer.concat([Buffer.alloc(zeros), Buffer.alloc(32 - zeros, 7)]);
      const passphrase = secretPhrase('zero');
      const { key } = must(await encrypt(new Secret(new Uint8Array(privateKey)), true, passphrase, cheapDerivation()));
      expect(key).toBe(oracle.encrypt(privateKey, true, 'zero', CHEAP));
      const opened = must(await decrypt(key, passphrase, cheapDerivation()));
      expect(opened.privateKey.use(hex)).toBe(privateKey.toString('hex'));
    }
  });
});

describe('without EC multiply', () => {
  it('agrees with the oracle on random keys', async () => {
    await fc.assert(
      fc.asyncProperty(privateKeys, fc.boolean(), phrase, async (key, compressed, text) => {
        const passphrase = secretPhrase(text);
        const made = must(await encrypt(Secret.copyOf(key), compressed, passphrase, cheapDerivation()));
        expect(made.key).toBe(oracle.encrypt(key, compressed, text, CHEAP));
        expect(made.address).toBe(oracle.address(oracle.publicKey(key, compressed)));
        const opened = must(await decrypt(made.key, passphrase, cheapDerivation()));
        expect([opened.privateKey.use(hex), opened.compressed]).toEqual([key.toString('hex'), compressed]);
        const wrong = await decrypt(made.key, secretPhrase(`${text} `), cheapDerivation());
        expect(wrong).toMatchObject({ ok: false, error: { kind: 'wrong-passphrase' } });
      }),
      { numRuns: 40 },
    );
  });
});

/**
 * The npm package `bip38` makes no intermediate or confirmation codes, loses leading zero bytes of passfactor and never
 * detects a wrong passphrase on EC-multiplied keys; on the rest it is a good witness.
 */
describe('against the npm package bip38', () => {
  it('opens what it encrypts, and it opens ours', async () => {
    const plain = fc.string({ unit: 'grapheme', minLength: 1 });
    await fc.assert(
      fc.asyncProperty(privateKeys, fc.boolean(), plain, async (key, compressed, text) => {
        const passphrase = secretPhrase(text);
        const theirs = bip38.encrypt(key, compressed, text, undefined, CHEAP);
        const opened = must(await decrypt(must(parseEncryptedKey(theirs)), passphrase, cheapDerivation()));
        expect(opened.privateKey.use(hex)).toBe(key.toString('hex'));
        const ours = must(await encrypt(Secret.copyOf(key), compressed, passphrase, cheapDerivation()));
        expect(ours.key).toBe(theirs);
        expect(hex(bip38.decrypt(ours.key, text, undefined, CHEAP).privateKey)).toBe(key.toString('hex'));
      }),
      { numRuns: 15 },
    );
  });

  it('gets the same keys out of EC-multiplied EPKs, compressed and with lot included', async () => {
    const owners = [null, { lot: 806938, sequence: 1 }].map((numbers) =>
      oracle.owner({ passphrase: 'MOLON LABE', salt: Buffer.alloc(numbers === null ? 8 : 4, 9), numbers }, CHEAP),
    );
    for (const made of owners) {
      for (const compressed of [true, false]) {
        const { key } = oracle.encode(made, Buffer.alloc(24, 0x33), compressed);
        const opened = must(await decrypt(must(parseEncryptedKey(key)), secretPhrase('MOLON LABE'), cheapDerivation()));
        const theirs = bip38.decrypt(key, 'MOLON LABE', undefined, CHEAP);
        expect([opened.privateKey.use(hex), opened.compressed]).toEqual([hex(theirs.privateKey), theirs.compressed]);
      }
    }
  });
});
