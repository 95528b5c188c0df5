import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSerial, parseSerial } from '../../../core/card/serial.ts';

test.each(['TF-0001', 'ABC1', 'A1-B2-C3', '1234', 'A'.repeat(23) + '1'])('%s is one', (text) => {
  expect(parseSerial(text)).toEqual({ ok: true, value: text });
});

test.each([
  '',
  'A1B',
  'ABCD',
  'A'.repeat(24) + '1',
  'tf-0001',
  '-TF0001',
  'TF0001-',
  'TF--0001',
  ' TF-0001',
  'TF-0001\n',
  'TF_0001',
  'TF-0001\u0000',
  'ＴＦ-0001',
  'ТF-0001',
])('%j is none', (text) => {
  expect(parseSerial(text)).toMatchObject({ ok: false, error: { kind: 'bad-serial' } });
});

test('nothing is repaired: what is read is what was printed', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), (text) => {
      const parsed = parseSerial(text);
      expect(parsed.ok).toBe(isSerial(text));
      if (parsed.ok) expect(parsed.value).toBe(text);
    }),
  );
});

test('no serial has the form of a passphrase, whole or with symbols lost', () => {
  const passphrase = '7Q2K-M9XV-4HTR-D0WB-3NYE';
  for (let at = 0; at < passphrase.length; at++) {
    expect(parseSerial(passphrase.slice(0, at) + passphrase.slice(at + 1)).ok).toBe(false);
  }
  expect(parseSerial(passphrase).ok).toBe(false);
  for (const serial of ['TF-2026-11-000001', 'TRAIN-0001', 'ABCDEFGH-1234567-12345']) {
    expect(parseSerial(serial).ok).toBe(true);
  }
});
