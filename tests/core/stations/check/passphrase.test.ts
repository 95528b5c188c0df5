import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import { takePassphrase } from '../../../../core/stations/check/passphrase.ts';
import { vectors } from '../../bip38/vectors.ts';
import odd from '../../../vectors/passphrase-remarks.json' with { type: 'json' };

const typed = (text: string) => must(takePassphrase(new Uint8Array(Buffer.from(text, 'utf8'))));
const textOf = (text: string): string => typed(text).passphrase.use((bytes) => Buffer.from(bytes).toString('utf8'));

describe('a typed passphrase', () => {
  it.each([
    ['7Q2K-M9XV-4HTR-D0WB-3NYE', []],
    ['', ['empty']],
    [' 7Q2K-M9XV-4HTR-D0WB-3NYE', ['space-before']],
    ['7Q2K-M9XV-4HTR-D0WB-3NYE ', ['space-after']],
    ['\u00a07Q2K-M9XV-4HTR-D0WB-3NYE\ufeff', ['space-before', 'space-after']],
    ['7q2k-m9xv-4htr-d0wb-3nye', ['small-letters']],
    ['7Q2KM9XV4HTRD0WB3NYE', ['no-hyphens']],
    ['correct horse battery staple', []],
  ])('%j is taken as it is, with %j pointed out', (text, remarks) => {
    expect(textOf(text)).toBe(text);
    expect(typed(text).remarks).toEqual(remarks);
  });

  it.each(odd.cases)('fault 43: $why', ({ typed: text, remark }) => {
    expect(typed(text).remarks).toEqual(remark === null ? [] : [remark]);
    const { respelled } = typed(text);
    const etched = 'EEWR-YX4G-BHDM-MFK9-832E';
    expect(respelled?.use((bytes) => Buffer.from(bytes).toString()) ?? text).toBe(etched);
  });

  it.each([
    ['in quotes', '\u201cEEWR-YX4G-BHDM-MFK9-832E\u201d'],
    ['with a full stop', 'EEWR-YX4G-BHDM-MFK9-832E.'],
    ['behind its name', 'Passphrase: EEWR-YX4G-BHDM-MFK9-832E'],
    ['behind its name in Chinese', '密语：EEWR-YX4G-BHDM-MFK9-832E'],
    ['with underscores', 'eewr_yx4g_bhdm_mfk9_832e'],
    ['a group a line', 'EEWR\nYX4G\nBHDM\nMFK9\n832E'],
    ['with the long mark of a Japanese keyboard', 'EEWRーYX4GーBHDMーMFK9ー832E'],
  ])('fault 43: %s', (_, text) => {
    const { remarks, respelled, passphrase } = typed(text);
    expect(remarks).toContain('marks');
    expect(respelled?.use((bytes) => Buffer.from(bytes).toString())).toBe('EEWR-YX4G-BHDM-MFK9-832E');
    expect(passphrase.use((bytes) => Buffer.from(bytes).toString())).toBe(text.normalize('NFC'));
  });

  it('fault 43: of two there is no saying which, and no other text is called odd', () => {
    const two = typed('EEWR-YX4G-BHDM-MFK9-832E, 7Q2K-M9XV-4HTR-D0WB-3NYE');
    expect([two.respelled, two.remarks]).toEqual([null, []]);
    expect(typed('correct, horse: battery_staple!').remarks).toEqual([]);
  });

  it('fault 43: full width is said, and what cannot be a card passphrase is not respelled', () => {
    expect(typed('ＥＥＷＲ-YX4G-BHDM-MFK9-832E').remarks).toEqual(['full-width']);
    expect(typed('correct horse battery staple').respelled).toBeNull();
  });

  it('loses the line break of a scanner, and says so', () => {
    expect(textOf('\r\nabc \r\n')).toBe('abc ');
    expect(typed('abc\r').unwrapped).toBe(true);
    expect(typed('abc').unwrapped).toBe(false);
  });

  it.each(vectors.map(({ passphrase }) => passphrase))(
    'keeps the passphrase of an official vector: %j',
    (passphrase) => {
      expect(textOf(passphrase)).toBe(passphrase.normalize('NFC'));
    },
  );

  it('is never changed but at its ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(textOf(text)).toBe(text.replace(/^[\r\n]+|[\r\n]+$/g, '').normalize('NFC'));
      }),
    );
  });

  it('is refused if it is not UTF-8', () => {
    expect(takePassphrase(Uint8Array.of(0xff, 0xfe))).toMatchObject({ ok: false, error: { kind: 'not-utf8' } });
  });
});
