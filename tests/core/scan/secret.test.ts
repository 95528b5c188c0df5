import { describe, expect, it, test } from 'vitest';
import { checkShape, makePassphrase, type PassphraseShape } from '../../../core/card/passphrase.ts';
import { mayBePassphrase, parseSerial } from '../../../core/card/serial.ts';
import { recognise } from '../../../core/scan/recognise.ts';
import { looksSecret, secretIn } from '../../../core/scan/secret.ts';
import { nameScan } from '../../../core/stations/bench/card-code.ts';
import { nameText } from '../../../core/stations/check/naming.ts';
import { namePressScan } from '../../../core/stations/press/press-code.ts';
import { steadyRandom } from '../../fakes/streams.ts';
import secrets from '../../vectors/secrets.json' with { type: 'json' };
import walls from '../../vectors/walls.json' with { type: 'json' };

const epk = '6PfQu77ygVyJLZjfvMLyhLMQbYnu5uguoJJ4kMCLqWwPEdfpwANVS76gTX';
const wif = 'KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn';
const xprv =
  'xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi';
const address = '1LrA85iiKZCCbv6jnvpJjtBkpJrQQBMLQf';

describe('fault 9: what hangs in every factory holds no key', () => {
  const harmless = [
    ...walls.harmless,
    'https://www.acme.de/Supporters/Products/ZD423/Man',
    'Box 6 Pallet 12 of 40 Lot A2024 Night shift Line 3 Hall B Customer order 4711',
    'BEGIN:VCARD VERSION:3.0 FN:Maintenance Hotline TEL:+49 89 1234567 EMAIL:Service@Example.com',
    '(01)09501101530003(17)250630(10)AB-123',
    '00340123450000000018',
    `bitcoin:${address}?label=TF-000123`,
    `${address}TRAIN1`,
    'WIFI:T:WPA;S:Halle6;P:PressPlantNorth2024Gate3OpenDoor;;',
    'WIFI:S:Line3;T:WPA2;P:aB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1zA2bC4dE6fG8hJ0kL2mN4qR6sT8uV0wX;;',
    'https://docs.google.com/spreadsheets/d/1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms/edit#gid=0',
    'https://forms.office.com/Pages/ResponsePage.aspx?id=v4j5cvGGr0GRqy180BHbR7Z0vXqKqVNOq8Y9lJ2mT5xUN0xPSVdKTUlQ',
    'https://teams.microsoft.com/l/meetup-join/19%3ameeting_ZjA4NzY2YzktOGU5Zi00NWI4LWFiM2ItN2Q5YmQ1YjQ4OTMw%40thread.v2/0',
    'https://u.wechat.com/kN2pXyZ8aBcDeFgHiJkLmNoPqRsT',
    'mailto:maintenance@example.com?subject=Printer%20ZT411%20down',
    '550e8400-e29b-41d4-a716-446655440000',
    'https://assets.example.com/a/550E8400-E29B-41D4-A716-446655440000',
  ];
  it.each(harmless)('%s', (text) => {
    expect(secretIn(text)).not.toBe('key');
    expect(nameScan(text).what).not.toBe('secret');
    expect(namePressScan(text).what).not.toBe('secret');
  });

  it.each([
    ...walls.keys,
    `https://example.com/${wif}/print`,
    `https://example.com/?k=${wif.slice(0, 40)}`,
    `https://example.com/?k=${epk.slice(0, 30)}`,
    `https://example.com/?k=${epk.replace(/(.{4})/g, '$1%20')}`,
    `https://example.com/?k=${wif.replace(/(.{4})/g, '$1%20')}`,
    `https://example.com/${xprv}?x=1`,
    `www.example.com/${'5f'.repeat(32)}`,
    `WIFI:T:WPA;S:x;P:${wif};;`,
    wif.replace(/(.{4})/g, '$1 '),
    `${wif.slice(0, 26)}\r\n${wif.slice(26)}`,
    `the key is ${epk.split('').join(' ')}`,
    `bitcoin:${address}?label=${epk}`,
    `bitcoin:${address}?label=${epk.replace(/(.{4})/g, '$1%20')}`,
    `MEBKM:TITLE:x;URL:${epk.slice(0, 30)} ${epk.slice(30)};;`,
  ])('but the key stays one in %s', (text) => {
    expect(nameScan(text).what).toBe('secret');
    expect(namePressScan(text).what).toBe('secret');
  });
});

describe('fault 10: secrets in another dress', () => {
  it.each(secrets.cases)('$why', ({ text, kind }) => {
    expect(looksSecret(text)).toBe(true);
    expect(nameScan(text).what).not.toBe('serial');
    const named = nameText(text);
    expect(kind.includes(named.kind) || named.resembles === 'secret').toBe(true);
  });

  it.each([
    ['without hyphens', '7Q2KM9XV4HTRD0WB3NYE'],
    ['without some hyphens', '7Q2KM9XV-4HTRD0WB-3NYE'],
    ['with minus signs', '7Q2K\u2212M9XV\u22124HTR\u2212D0WB\u22123NYE'],
    ['with soft hyphens', '7Q2K\u00adM9XV\u00ad4HTR\u00adD0WB\u00ad3NYE'],
    ['in small letters, in a sentence', 'it reads 7q2k m9xv 4htr d0wb 3nye I think'],
    ['in full width', '７Ｑ２Ｋ－Ｍ９ＸＶ－４ＨＴＲ－Ｄ０ＷＢ－３ＮＹＥ'],
    ['in a link', 'https://example.com/?p=7Q2K-M9XV-4HTR-D0WB-3NYE'],
    ['with a symbol lost and other dashes', '7Q2K–M9X–4HTR–D0WB–3NYE'],
  ])('a passphrase %s', (_, text) => {
    expect(recognise(text).kind).not.toBe('serial');
    expect(secretIn(text)).toBe('passphrase');
  });

  it('numbered and Chinese recovery words', () => {
    const words = [...Array<string>(11).fill('abandon'), 'about'];
    expect(secretIn(words.map((word, at) => `${String(at + 1)}) ${word}`).join('\n'))).toBe('key');
    expect(secretIn('的 的 的 的 的 的 的 的 的 的 的 在')).toBe('key');
  });

  it.each(['ACME-2024-000000123', '20240000000000000012', 'they have some 2024 card left', 'tried and put back'])(
    'lets %s be seen',
    (text) => expect(looksSecret(text)).toBe(false),
  );
});

/** Every shape that a plan may have. */
const shapes: readonly PassphraseShape[] = (['legible', 'all'] as const).flatMap((alphabet) =>
  [3, 4, 5, 6, 7, 8].flatMap((size) =>
    Array.from({ length: 22 }, (_, groups): PassphraseShape => ({ alphabet, size, groups })).filter(
      (shape) => checkShape(shape).ok,
    ),
  ),
);

test('fault 10: of random passphrases of every shape, none is a serial in any dress', () => {
  const random = steadyRandom('passphrases in clear');
  const dresses: readonly ((text: string) => string)[] = [
    (text) => text,
    (text) => text.replaceAll('-', ''),
    (text) => text.replace('-', ''),
    (text) => text.replaceAll('-', ' '),
    (text) => text.replaceAll('-', '\u2011'),
    (text) => text.replaceAll('-', '.'),
  ];
  expect(shapes.length).toBeGreaterThan(80);
  const clear: string[] = [];
  for (const shape of shapes) {
    for (let round = 0; round < 200; round++) {
      using passphrase = makePassphrase(random, shape);
      const etched = passphrase.use((bytes) => String.fromCharCode(...bytes));
      if (!mayBePassphrase(etched.replaceAll('-', '')) || !mayBePassphrase(etched.replace('-', ''))) clear.push(etched);
      // Reading it as everything else costs milliseconds.
      if (round > 0) continue;
      for (const dress of dresses) {
        const text = dress(etched);
        if (!looksSecret(text) || recognise(text).kind === 'serial') clear.push(text);
      }
    }
  }
  expect(clear).toEqual([]);
});

test('fault 10: no legal serial is refused for its form, and one that is on record stays a serial', () => {
  for (const text of ['ACME2024000000000042', 'AB12-CD34EF56-GH78', 'A'.repeat(23) + '1']) {
    expect(parseSerial(text).ok).toBe(true);
    expect(recognise(text, (serial) => serial === text).kind).toBe('serial');
  }
});
