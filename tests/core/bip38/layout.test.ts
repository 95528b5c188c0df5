import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseConfirmationCode,
  parseEncryptedKey,
  parseIntermediateCode,
  readConfirmationCode,
  readEncryptedKey,
  readIntermediateCode,
  writeConfirmationCode,
  writeEncryptedKey,
  writeIntermediateCode,
} from '../../../core/bip38/layout.ts';
import { base58check } from '../../../core/base/digest.ts';
import { must } from '../../../core/base/result.ts';
import { bytes, hex, multipliedVectors, plainVectors, vectors } from './vectors.ts';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0OIl \u0000é'.split('');
const keys = vectors.map(({ encrypted }) => encrypted);
const codes = multipliedVectors.map(({ code }) => code);
const confirmations = multipliedVectors.map(({ confirmation }) => confirmation);
const texts = [...keys, ...codes, ...confirmations];
const parsers = { parseEncryptedKey, parseIntermediateCode, parseConfirmationCode };
const verdicts = (text: string) =>
  Object.values(parsers).map((parse) => {
    const parsed = parse(text);
    return parsed.ok ? 'ok' : parsed.error.kind;
  });

describe('parse, read and write', () => {
  it.each(keys)('gives the EPK %s back unchanged', (text) => {
    expect(writeEncryptedKey(readEncryptedKey(must(parseEncryptedKey(text))))).toBe(text);
  });

  it.each(codes)('gives the intermediate code %s back unchanged', (text) => {
    expect(writeIntermediateCode(readIntermediateCode(must(parseIntermediateCode(text))))).toBe(text);
  });

  it.each(confirmations)('gives the confirmation code %s back unchanged', (text) => {
    expect(writeConfirmationCode(readConfirmationCode(must(parseConfirmationCode(text))))).toBe(text);
  });

  it('knows each kind of string from the others', () => {
    expect([keys, codes, confirmations].map(([text]) => verdicts(text ?? ''))).toEqual([
      ['ok', 'wrong-magic', 'wrong-magic'],
      ['wrong-magic', 'ok', 'wrong-magic'],
      ['wrong-magic', 'wrong-magic', 'ok'],
    ]);
  });
});

describe('what is refused', () => {
  it('any single character changed, inserted or left out', () => {
    const edits = fc.constantFrom('change', 'insert', 'remove', 'swap');
    fc.assert(
      fc.property(fc.constantFrom(...texts), edits, fc.nat(), fc.constantFrom(...ALPHABET), (text, edit, place, c) => {
        const at = place % text.length;
        const rest = text.slice(at + 1);
        const edited = {
          change: text.slice(0, at) + c + rest,
          insert: text.slice(0, at) + c + text.slice(at),
          remove: text.slice(0, at) + rest,
          swap: text.slice(0, at) + rest.slice(0, 1) + text.charAt(at) + rest.slice(1),
        }[edit];
        fc.pre(edited !== text);
        expect(verdicts(edited)).not.toContain('ok');
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    '',
    '6P',
    ` ${keys[0]}`,
    `${keys[0]}\n`,
    keys[0]?.toLowerCase() ?? '',
    `${keys[0]}${keys[1]}`,
    '1'.repeat(58),
  ])('%j', (text) => {
    expect(verdicts(text)).not.toContain('ok');
  });

  it('a text of a million characters, without decoding it', () => {
    expect(verdicts('6'.repeat(1_000_000))).toEqual(['wrong-length', 'wrong-length', 'wrong-length']);
  });

  it('every flag byte but the six that BIP38 defines', () => {
    const flags = Array.from({ length: 256 }, (_, flag) => flag);
    const legal = (magic: string, tail: number, parse: (text: string) => { ok: boolean }) =>
      flags.filter((flag) => parse(base58check.encode(bytes(magic + hex(Uint8Array.of(flag)) + '02'.repeat(tail)))).ok);
    expect(legal('0142', 36, parseEncryptedKey)).toEqual([0xc0, 0xe0]);
    expect(legal('0143', 36, parseEncryptedKey)).toEqual([0x00, 0x04, 0x20, 0x24]);
    expect(legal('643bf6a89a', 45, parseConfirmationCode)).toEqual([0x00, 0x04, 0x20, 0x24]);
  });

  it('payloads that are a byte short or long, whatever their checksum says', () => {
    const [key, code, confirmation] = [keys[0], codes[0], confirmations[0]].map((text) =>
      base58check.decode(text ?? ''),
    );
    const resized = [key, code, confirmation].flatMap((payload = new Uint8Array()) => [
      verdicts(base58check.encode(payload.slice(0, -1))),
      verdicts(base58check.encode(Uint8Array.of(...payload, 0))),
    ]);
    expect(resized.map((kinds) => kinds.find((kind) => kind !== 'wrong-magic'))).toEqual(
      Array.from({ length: 6 }, () => 'wrong-length'),
    );
  });

  it('points that are none', () => {
    const code = base58check.decode(codes[0] ?? '');
    const confirmation = base58check.decode(confirmations[0] ?? '');
    code.set(bytes(`02${'00'.repeat(31)}05`), 16);
    confirmation[18] = 0x04;
    expect(parseIntermediateCode(base58check.encode(code))).toMatchObject({ error: { kind: 'bad-point' } });
    expect(parseConfirmationCode(base58check.encode(confirmation))).toMatchObject({ error: { kind: 'bad-point' } });
  });

  it('an intermediate code of an unknown kind', () => {
    const code = base58check.decode(codes[0] ?? '');
    code[7] = 0x52;
    expect(parseIntermediateCode(base58check.encode(code))).toMatchObject({ error: { kind: 'wrong-magic' } });
  });
});

describe('prefixes', () => {
  it.each([...plainVectors, ...multipliedVectors])('$id begins as its flag byte says', ({ id, encrypted }) => {
    const prefix = { 'nocomp-noec': '6PR', 'comp-noec': '6PY', 'ec-nolot': '6Pf', 'ec-lot': '6Pg' };
    const kind = id.replace(/-\d.*$/, '') as keyof typeof prefix;
    expect(encrypted.slice(0, 3)).toBe(prefix[kind]);
  });

  it.each([
    [{ compressed: true, hasLot: false }, '6Pn', 'cfrm38VU'],
    [{ compressed: true, hasLot: true }, '6Po', 'cfrm38V'],
    [{ compressed: false, hasLot: true }, '6Pg', 'cfrm38V8'],
  ])('%j begins with %s and %s', ({ compressed, hasLot }, key, confirmation) => {
    const fields = { compressed, addressHash: new Uint8Array(4), entropy: { bytes: new Uint8Array(8), hasLot } };
    const sealed = { part1: new Uint8Array(8), part2: new Uint8Array(16), sealedPoint: bytes('03' + 'ff'.repeat(32)) };
    const made = writeEncryptedKey({ ecMultiplied: true, ...fields, ...sealed });
    expect([made.length, made.slice(0, 3)]).toEqual([58, key]);
    const code = writeConfirmationCode({ ...fields, ...sealed });
    expect([code.length, code.slice(0, confirmation.length)]).toEqual([75, confirmation]);
  });
});
