import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeWif, encodeWif } from '../../../core/coins/wif.ts';
import { base58check } from '../../../core/base/digest.ts';
import { must } from '../../../core/base/result.ts';
import { bytes, hex, vectors } from '../bip38/vectors.ts';

const ORDER = 'fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141';
const ONE = '01'.padStart(64, '0');

describe('WIF', () => {
  it.each([
    ...vectors.map(({ wif, derived }) => ({ wif, key: derived.private_key, compressed: !wif.startsWith('5') })),
    { wif: '5HpHagT65TZzG1PH3CSu63k8DbpvD8s5ip4nEB3kEsreAnchuDf', key: ONE, compressed: false },
    { wif: 'KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn', key: ONE, compressed: true },
  ])('reads and writes $wif', ({ wif, key, compressed }) => {
    const read = must(decodeWif(wif));
    expect({ key: read.privateKey.use(hex), compressed: read.compressed }).toEqual({ key, compressed });
    expect(encodeWif(bytes(key), compressed)).toBe(wif);
  });

  it.each([
    ['', 'not-base58check'],
    ['5HpHagT65TZzG1PH3CSu63k8DbpvD8s5ip4nEB3kEsreAnchuDg', 'not-base58check'],
    [' 5HpHagT65TZzG1PH3CSu63k8DbpvD8s5ip4nEB3kEsreAnchuDf', 'not-base58check'],
    ['T33ydQRKp4FCW5LCLLUB7deioUMoveiwekdwUwyfRDeGZm76aUjV', 'wrong-magic'],
    ['1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH', 'wrong-magic'],
    [base58check.encode(bytes(`80${ONE}02`)), 'wrong-length'],
    [base58check.encode(bytes(`80${ONE.slice(2)}`)), 'wrong-length'],
    [base58check.encode(bytes(`80${'00'.repeat(32)}01`)), 'bad-key'],
    [base58check.encode(bytes(`80${ORDER}`)), 'bad-key'],
    ['5'.repeat(1_000_000), 'wrong-length'],
  ])('refuses %.60s: %s', (text, kind) => {
    expect(decodeWif(text)).toMatchObject({ ok: false, error: { kind } });
  });

  it('keeps leading zero bytes', () => {
    const keys = fc.tuple(fc.integer({ min: 0, max: 31 }), fc.uint8Array({ minLength: 31, maxLength: 31 }));
    fc.assert(
      fc.property(keys, fc.boolean(), ([zeros, tail], compressed) => {
        const key = Uint8Array.of(...new Uint8Array(zeros), 1, ...tail).slice(0, 32);
        const read = must(decodeWif(encodeWif(key, compressed)));
        expect([read.privateKey.use(hex), read.compressed]).toEqual([hex(key), compressed]);
      }),
      { numRuns: 50 },
    );
  });

  it('writes nothing that is no private key', () => {
    expect(() => encodeWif(new Uint8Array(32), true)).toThrow(RangeError);
    expect(() => encodeWif(new Uint8Array(31).fill(1), true)).toThrow(RangeError);
  });
});
