import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boxField, fieldData, textField, zplLabel } from '../../../../core/sticker/languages/zpl.ts';
import { ZPL } from '../../../../core/sticker/languages/zpl-label.ts';
import type { LabelPart } from '../../../../core/sticker/parts.ts';
import { makeQr } from '../../../../core/sticker/qr.ts';
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
  const code = (text: string, module: number): LabelPart => {
    const grid = makeQr(text, 'M');
    const side = (grid.length + 8) * module;
    return { kind: 'code', box: { x: 8, y: 6, width: side, height: side }, text, grid, module, level: 'M' };
  };

  test.each([
    ['6PnQmAyBky9ZXJyZBv9QSGRUXkKh9HfnVsZWPn4YtcwoKy5vufUgfA3Ld7', 8],
    ['bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', 12],
    ['A^B~C_D QA,1', 8],
  ])('%s at %i dots a millimetre reads back whole', async (data, dpmm) => {
    const zpl = ZPL.write({ size: { ...size, dpmm }, parts: [code(data, dpmm / 2)] });
    expect((await printZpl(zpl, { ...size, dpmm })).readCode()).toBe(data);
  });

  test('stands where it was asked for, and is no larger than its grid', async () => {
    const part = code('bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', 4);
    const label = await printZpl(ZPL.write({ size, parts: [part] }), size);
    const [x, y] = [8 + 16, 6 + 16];
    const side = part.box.width - 32;
    expect([label.dark(x, y), label.dark(x - 1, y), label.dark(x, y - 1)]).toEqual([true, false, false]);
    expect(label.dark(x + side - 1, y)).toBe(true);
    expect(label.dark(x + side, y)).toBe(false);
  });
});

test('white text on a bar is printed as white', async () => {
  const bar = boxField({ x: 8, y: 8 }, 200, 60, 60);
  const text = textField({ x: 8, y: 16 }, 'III', { height: 50, white: true, centredIn: 200 });
  const label = await printZpl(zplLabel(size, [bar, text]), size);
  const row = Array.from({ length: 200 }, (_, x) => label.dark(8 + x, 35));
  expect([row[0], row.includes(false), row[199]]).toEqual([true, true, true]);
});
