import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passphraseFromBytes, passphraseFromText } from '../../../core/bip38/passphrase.ts';
import { must } from '../../../core/base/result.ts';
import { bytes, hex, vectors } from './vectors.ts';

const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'));

describe('passphraseFromText', () => {
  it.each(vectors)('normalises the passphrase of $id', ({ passphrase, derived }) => {
    expect(must(passphraseFromText(passphrase)).use(hex)).toBe(derived.passphrase_nfc_utf8_hex);
    expect(must(passphraseFromBytes(utf8(passphrase))).use(hex)).toBe(derived.passphrase_nfc_utf8_hex);
  });

  it('keeps everything but the normal form', () => {
    const kept = ['', ' a ', 'a\u0000b\n', '7Q2K-m9xv', '\ufeffx', '\u{10ffff}\ud7ff\ue000\u07ff\u0800\u007f\u0080'];
    expect(kept.map((text) => must(passphraseFromText(text)).use(hex))).toEqual(kept.map((text) => hex(utf8(text))));
  });

  it.each(['\ud800', 'a\udc00', '\udc00\ud800', '\ud83d'])('refuses the lone surrogate of %j', (text) => {
    expect(passphraseFromText(text)).toMatchObject({ ok: false, error: { kind: 'lone-surrogate' } });
  });

  it('agrees with the platform on any text, from text and from bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const expected = hex(utf8(text.normalize('NFC')));
        expect(must(passphraseFromText(text)).use(hex)).toBe(expected);
        expect(must(passphraseFromBytes(utf8(text))).use(hex)).toBe(expected);
      }),
    );
  });
});

describe('passphraseFromBytes', () => {
  it.each([
    '80',
    'c0af',
    'c1bf',
    'e08080',
    'e09fbf',
    'eda080',
    'edbfbf',
    'f08080af',
    'f48fbf',
    'f4908080',
    'f5808080',
    'ff',
    'c3',
    '61e2',
  ])('refuses the bytes %s', (text) => {
    expect(passphraseFromBytes(bytes(text))).toMatchObject({ ok: false, error: { kind: 'not-utf8' } });
  });

  it('accepts exactly what a strict decoder accepts', () => {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const platform = (data: Uint8Array): string | null => {
      const text = Buffer.from(data).toString('utf8');
      return Buffer.from(text, 'utf8').equals(data) ? strict.decode(data) : null;
    };
    const byte = fc.oneof(
      fc.nat(255),
      fc.constantFrom(0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0x80, 0x8f, 0x9f, 0xa0, 0xbf),
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 6 }), (data) => {
        const given = Uint8Array.from(data);
        const text = platform(given);
        const read = passphraseFromBytes(given);
        expect(read.ok ? read.value.use(hex) : null).toBe(text === null ? null : hex(utf8(text.normalize('NFC'))));
      }),
      { numRuns: 2000 },
    );
  });

  it('copies what it is given', () => {
    const given = utf8('MOLON LABE');
    const passphrase = must(passphraseFromBytes(given));
    given.fill(0);
    expect(passphrase.use(hex)).toBe('4d4f4c4f4e204c414245');
  });
});
