import { wordlist } from '@scure/bip39/wordlists/english.js';
import { describe, expect, test } from 'vitest';
import { canonical } from '../../../core/base/canonical.ts';
import { identityFileName, MOST_IDENTITY_BYTES, readIdentity, writeIdentity } from '../../../core/peers/identity.ts';
import { eightWords } from '../../../core/base/eight-words.ts';
import { writePublicKey } from '../../../core/peers/minisign.ts';
import { must } from '../../../core/base/result.ts';
import { openSealingKey } from '../../../electron/courier/age.ts';
import { openSigner, verifySignature } from '../../../electron/keys/ed25519.ts';
import { secretOf } from '../../fakes/commissioned.ts';

const signer = openSigner(secretOf('s'.repeat(32)));
const claims = {
  created: '2026-11-22T10:00:00.000Z',
  mode: 'production',
  name: 'Press B.2',
  role: 'press',
  sealing: openSealingKey(secretOf('x'.repeat(32))).recipient,
  signing: writePublicKey(signer.publicKey),
} as const;
const identity = writeIdentity(claims, signer.sign);

const kindOf = (text: string): string => {
  const read = readIdentity(text, verifySignature);
  return read.ok ? 'good' : read.error.kind;
};
const changed = (fields: object): string => canonical({ ...(JSON.parse(identity.text) as object), ...fields });

describe('an identity', () => {
  test('comes back from its text, with or without the line feed of a file, and fits a QR code', () => {
    expect(must(readIdentity(identity.text, verifySignature))).toEqual(identity);
    expect(must(readIdentity(`${identity.text}\n`, verifySignature))).toEqual(identity);
    expect(identity.text.length).toBeLessThan(450);
  });

  test.each([
    ['role', { role: 'origin' }],
    ['name', { name: 'Press C' }],
    ['mode', { mode: 'training' }],
    ['time', { created: '2026-11-22T10:00:00.001Z' }],
    ['sealing key', { sealing: openSealingKey(secretOf('y'.repeat(32))).recipient }],
    ['signing key', { signing: writePublicKey(openSigner(secretOf('t'.repeat(32))).publicKey) }],
  ])('does not survive another %s', (_, fields) => expect(kindOf(changed(fields))).toBe('bad-signature'));

  test('does not survive a change of any byte', () => {
    const survivors = [...identity.text].flatMap((_, i) => {
      const byte = String.fromCharCode(identity.text.charCodeAt(i) ^ 1);
      return kindOf(identity.text.slice(0, i) + byte + identity.text.slice(i + 1)) === 'good' ? [i] : [];
    });
    expect(survivors).toEqual([]);
  });

  test.each([
    ['nothing', ''],
    ['no JSON', 'hello'],
    [
      'another order of fields',
      JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(identity.text)).reverse())),
    ],
    ['a field more', changed({ note: 'x' })],
    ['an unknown role', changed({ role: 'auditor' })],
    ['a name with a slash', changed({ name: '../x' })],
    ['a byte order mark', `\ufeff${identity.text}`],
    ['two line feeds', `${identity.text}\n\n`],
    ['a key of another kind', changed({ sealing: `age1pq1${'q'.repeat(40)}` })],
    ['far too much', 'x'.repeat(10 * MOST_IDENTITY_BYTES)],
  ])('is not %s', (_, text) => expect(kindOf(text)).toBe('not-an-identity'));
});

describe('the eight words', () => {
  test('are the first 88 bits of the fingerprint, 11 a word', () => {
    expect(eightWords('00'.repeat(32))).toEqual(Array(8).fill(wordlist[0]));
    expect(eightWords('ff'.repeat(32))).toEqual(Array(8).fill(wordlist[2047]));
    expect(eightWords(`0010${'00'.repeat(30)}`)[0]).toBe(wordlist[0]);
    expect(eightWords(`0020${'00'.repeat(30)}`)[0]).toBe(wordlist[1]);
    expect(eightWords(`${'00'.repeat(10)}01${'00'.repeat(21)}`)[7]).toBe(wordlist[1]);
  });

  test('come from a list that four letters are enough for', () => {
    expect(wordlist).toHaveLength(2048);
    expect(new Set(wordlist.map((word) => word.slice(0, 4))).size).toBe(2048);
  });

  test('differ when anything that is claimed differs', () => {
    const others = [{ name: 'Press C' }, { role: 'bench' }, { mode: 'training' }] as const;
    const all = [{}, ...others].map((other) => writeIdentity({ ...claims, ...other }, signer.sign).fingerprint);
    expect(new Set(all.map((fingerprint) => eightWords(fingerprint).join(' '))).size).toBe(4);
  });
});

test("the file's name is of letters, digits, hyphens and underscores, and ends in a text file's ending", () => {
  expect(identityFileName(identity)).toBe('press-Press_B_2.identity.txt');
});
