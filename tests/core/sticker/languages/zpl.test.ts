import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  boxField,
  fieldData,
  qrField,
  qrModules,
  textField,
  zplLabel,
} from '../../../../core/sticker/languages/zpl.ts';
import { printZpl } from '../../../fakes/print.ts';

const size = { width: 50, height: 25, dpmm: 8 };

test('a label is one label, printed once, and never again by itself', () => {
  expect(zplLabel(size, [boxField({ x: 1, y: 2 }, 30, 4, 1)]).split('\r\n')).toEqual([
    '^XA^CI28^JZN^LH0,0^LT0^PON',
    '^PW400^LL200',
    '^FO1,2^GB30,4,1,B,0^FS',
    '^PQ1,0,1,N^XZ',
  ]);
});

describe('field data', () => {
  test.each([
    ['plain SN-1', 'plain SN-1'],
    ['^XZ~JA_5E', '_5EXZ_7EJA_5F5E'],
    ['a\r\nb\x00', 'a_0D_0Ab_00'],
    ['Zürich 出厂 €', 'Z_C3_BCrich _E5_87_BA_E5_8E_82 _E2_82_AC'],
    ['\ud800!', '_3F!'],
  ])('%j', (text, data) => {
    expect(fieldData(text)).toBe(data);
  });

  test('no text can end its field or speak to the printer (property)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const data = fieldData(text);
        expect(data).toMatch(/^(?:[ -\]`-}]|_[0-9A-F]{2})*$/);
        const bytes = data.replace(/_([0-9A-F]{2})/g, (_, hex: string) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        );
        expect(Buffer.from(bytes, 'latin1').toString('utf8')).toBe(
          Buffer.from(text)
            .toString('utf8')
            .replaceAll('\ufffd', text.includes('\ufffd') ? '\ufffd' : '?'),
        );
      }),
    );
  });
});

describe('a QR code on the label', () => {
  test.each([
    ['6PnQmAyBky9ZXJyZBv9QSGRUXkKh9HfnVsZWPn4YtcwoKy5vufUgfA3Ld7', 8],
    ['bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', 12],
    ['A^B~C_D QA,1', 8],
  ])('%s at %i dots a millimetre reads back whole', async (data, dpmm) => {
    const zpl = zplLabel({ ...size, dpmm }, [qrField({ x: 40, y: 30 }, data, dpmm / 2)]);
    expect((await printZpl(zpl, { ...size, dpmm })).readCode()).toBe(data);
  });

  test('stands where it was asked for, and is no larger than foretold', async () => {
    const data = 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq';
    const label = await printZpl(zplLabel(size, [qrField({ x: 40, y: 30 }, data, 4)]), size);
    const side = 4 * qrModules(data.length);
    expect([label.dark(40, 30), label.dark(39, 30), label.dark(40, 29)]).toEqual([true, false, false]);
    expect(label.dark(40 + side - 1, 30)).toBe(true);
    expect(label.dark(40 + side, 30)).toBe(false);
  });

  test('cannot stand higher than the printer can put it', () => {
    expect(() => qrField({ x: 0, y: 9 }, 'A', 4)).toThrow(RangeError);
  });

  test.each([
    [14, 21],
    [15, 25],
    [62, 33],
    [106, 41],
  ])('of %i bytes has %i modules', (bytes, modules) => {
    expect(qrModules(bytes)).toBe(modules);
  });

  test('of more bytes than a sticker carries is a mistake', () => {
    expect(() => qrModules(107)).toThrow(RangeError);
  });
});

test('white text on a bar is printed as white', async () => {
  const bar = boxField({ x: 8, y: 8 }, 200, 60, 60);
  const text = textField({ x: 8, y: 16 }, 'III', { height: 50, white: true, centredIn: 200 });
  const label = await printZpl(zplLabel(size, [bar, text]), size);
  const row = Array.from({ length: 200 }, (_, x) => label.dark(8 + x, 35));
  expect([row[0], row.includes(false), row[199]]).toEqual([true, true, true]);
});
