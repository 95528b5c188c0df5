import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressesOf } from '../../../core/coins/coins.ts';
import { must } from '../../../core/base/result.ts';
import { recognise } from '../../../core/scan/recognise.ts';
import { looksSecret } from '../../../core/scan/secret.ts';
import { publicKeyOf } from '../../fakes/keys.ts';
import { bytes, multipliedVectors, vectors } from '../bip38/vectors.ts';

const epk = '6PfQu77ygVyJLZjfvMLyhLMQbYnu5uguoJJ4kMCLqWwPEdfpwANVS76gTX';
const wif = 'KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn';
const confirmation = 'cfrm38V5UPS5Aik2Z91tWbgNUTDmL4uKyUF4CX7wATVikgxRfg9tjCT7Mdon16uVeWCJqjnFGts';
const code = 'passphrasepxFy57B9v8HtUsszJYKReoNDV6VHjUSGt8EVJmux9n1J3Ltf1gRxyDGXqnf9qm';
const hexKey = 'cbf4b9f70470856bb4f40f80b87edb90865997ffee6df315ab166d713af433a5';
const passphrase = '7Q2K-M9XV-4HTR-D0WB-3NYE';
const publicKey = publicKeyOf(bytes(hexKey), true);
const addresses = Object.values(must(addressesOf(publicKey)));

describe('recognise', () => {
  it.each([
    [epk, { kind: 'epk', key: epk }],
    [confirmation, { kind: 'confirmation-code', code: confirmation }],
    [code, { kind: 'intermediate-code', code }],
    [wif, { kind: 'wif', compressed: true }],
    ['5HpHagT65TZzG1PH3CSu63k8DbpvD8s5ip4nEB3kEsreAnchuDf', { kind: 'wif', compressed: false }],
    [hexKey, { kind: 'private-key' }],
    [`0x${hexKey.toUpperCase()}`, { kind: 'private-key' }],
    ['ff'.repeat(32), { kind: 'none' }],
    [passphrase, { kind: 'passphrase' }],
    ['TF-000123', { kind: 'serial' }],
    [
      'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4',
      { kind: 'address', address: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', coins: ['BTC-segwit'] },
    ],
    ['', { kind: 'none' }],
    [` ${epk}`, { kind: 'none' }],
    [epk.toUpperCase(), { kind: 'none' }],
    ['6'.repeat(1_000_000), { kind: 'none' }],
  ])('names %.80s', (text, answer) => {
    expect(recognise(text)).toEqual(answer);
  });

  it('never answers with a private key or a passphrase', () => {
    const answers = [wif, hexKey, `0x${hexKey}`, passphrase].map((text) => JSON.stringify(recognise(text)));
    expect(answers.map((answer) => /[0-9a-zA-Z]{16}/.test(answer))).toEqual([false, false, false, false]);
  });
});

const secrets = [...vectors.flatMap((vector) => [vector.encrypted, vector.wif]), wif, hexKey];

describe('a passphrase that lost a symbol', () => {
  it('is never taken for a serial', () => {
    const passphrase = '7Q2K-M9XV-4HTR-D0WB-3NYE';
    for (let at = 0; at < passphrase.length; at++) {
      const damaged = passphrase.slice(0, at) + passphrase.slice(at + 1);
      expect([damaged, recognise(damaged).kind]).toEqual([damaged, 'passphrase']);
      expect(looksSecret(damaged)).toBe(true);
    }
  });
});

describe('looksSecret', () => {
  it.each([
    ['an EPK', epk],
    ['an EPK with a wrong character', epk.replace('Q', 'R')],
    ['an EPK in capitals', epk.toUpperCase()],
    ['an EPK in small letters', epk.toLowerCase()],
    ['a hex key cut short', hexKey.slice(2)],
    ['half an EPK', epk.slice(0, 29)],
    ['the other half of an EPK and a little', epk.slice(16)],
    ['an EPK in a sentence', `the key is: ${epk}!`],
    ['an EPK behind a serial', `TF-000123${epk}`],
    ['two EPKs', epk + epk],
    ['an EPK over two lines', `${epk.slice(0, 20)}\r\n${epk.slice(20)}`],
    ['an EPK in groups', epk.replace(/(.{4})/g, '$1 ')],
    ['an EPK with invisible characters', epk.replace(/(.{6})/g, '$1\u200b')],
    ['an EPK in full-width letters', epk.replace(/./g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))],
    ['an EPK in a link', `bitcoin:${epk}?x=1`],
    ['an EPK in JSON', JSON.stringify({ key: epk })],
    ['a WIF', wif],
    ['a WIF without its end', wif.slice(0, -2)],
    ['a WIF in capitals', wif.toUpperCase()],
    ['a WIF of another coin', 'T33ydQRKp4FCW5LCLLUB7deioUMoveiwekdwUwyfRDeGZm76aUjV'],
    ['a hex key', hexKey],
    ['a hex key in pairs', hexKey.replace(/(..)/g, '$1:')],
    ['a hex number that is no key', 'ff'.repeat(32)],
    ['a passphrase', passphrase],
    ['a passphrase in a sentence', `etch ${passphrase.toLowerCase()} now`],
  ])('hides %s', (_, text) => {
    expect(looksSecret(text)).toBe(true);
  });

  it('hides every secret, whatever single character is changed, in any surroundings', () => {
    const around = fc.string({ unit: fc.constantFrom(' ', '\n', '=', '?', '<', '"', '\u0000'), maxLength: 4 });
    const character = fc.constantFrom(...'19AZaz06PpO'.split(''));
    fc.assert(
      fc.property(
        fc.constantFrom(...secrets),
        fc.nat(),
        character,
        around,
        around,
        (secret, place, c, before, after) => {
          const at = place % secret.length;
          expect(looksSecret(before + secret.slice(0, at) + c + secret.slice(at + 1) + after)).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each([
    ...addresses,
    ...addresses.map((address) => address.toUpperCase()).filter((address) => /^(BC|LTC|DGB|COSMOS|BNB)1/.test(address)),
    ...multipliedVectors.flatMap((vector) => [vector.code, vector.confirmation, vector.address]),
    Buffer.from(publicKey).toString('hex'),
    Buffer.from(publicKeyOf(bytes(hexKey), false)).toString('hex'),
    'bitcoin:1Jq6MksXQVWzrznvZzxkV6oY57oWXD9TXB?amount=0.5',
    'litecoin:ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9',
    confirmation.replace('U', 'V'),
    code.replace('x', 'y'),
    'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5',
    'TF-000123',
    '2026-11-22T10:00:00.000Z',
    'Hello, world',
    '',
  ])('lets %s be seen', (text) => {
    expect(looksSecret(text)).toBe(false);
  });

  it('looks through a million characters', () => {
    expect(looksSecret('x '.repeat(500_000))).toBe(false);
    expect(looksSecret(`${'. '.repeat(500_000)}${epk}`)).toBe(true);
    expect(looksSecret('. '.repeat(500_000))).toBe(false);
  });
});
