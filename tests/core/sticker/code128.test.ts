import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { MAKERS, makerNames } from '../../../core/sticker/programming-codes.ts';
import { BARS_QUIET, FNC3, makeBars, type BarsView } from '../../../core/sticker/code128.ts';
import { cppWasm } from '../../../electron/workers/cpp-wasm.ts';

/** As a scanner's camera sees it: four pixels a module. */
function picture({ width, path }: BarsView): ImageData {
  const [scale, height] = [4, 60];
  const row = new Uint8ClampedArray(width * scale * 4).fill(255);
  for (const [, x = '0', wide = '0'] of path.matchAll(/M(\d+) 0h(\d+)/g)) {
    for (let at = Number(x) * scale; at < (Number(x) + Number(wide)) * scale; at++) row.fill(0, at * 4, at * 4 + 3);
  }
  const data = new Uint8ClampedArray(row.length * height);
  for (let y = 0; y < height; y++) data.set(row, y * row.length);
  return { width: width * scale, height, data, colorSpace: 'srgb' } as ImageData;
}

/** zxing-cpp says of a symbol whether it is an order to the reader itself. */
async function read(view: BarsView) {
  await prepareZXingModule({ overrides: { wasmBinary: cppWasm() }, fireImmediately: true });
  const found = await readBarcodes(picture(view), { formats: ['Code128'] });
  return found.map(({ bytes, readerInit }) => ({ text: String.fromCharCode(...bytes), readerInit }));
}

const symbol = fc.integer({ min: 0x20, max: 0x5f }).map((code) => String.fromCharCode(code));

// That reader takes a check character of FNC3's own value for one: what is no order is said of one text alone.
test('any text of code set A reads back, and is an order with FNC3 in it (property)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: symbol, minLength: 3, maxLength: 20 }), fc.boolean(), async (text, order) => {
      const [found, ...more] = await read(makeBars(order ? FNC3 + text : text));
      expect({ text: found?.text, more }).toEqual({ text, more: [] });
      if (order) expect(found?.readerInit).toBe(true);
    }),
    { numRuns: 60 },
  );
  expect(await read(makeBars('TF-0001'))).toEqual([{ text: 'TF-0001', readerInit: false }]);
});

test('every value of the table reads back', async () => {
  for (let from = 0x00; from < 0x60; from += 12) {
    const text = String.fromCharCode(...Array.from({ length: 12 }, (_, i) => from + i));
    expect(await read(makeBars(text))).toMatchObject([{ text }]);
  }
});

test('refuses small letters, which code set A has not, and keeps its quiet zones', () => {
  expect(() => makeBars('abc')).toThrow(RangeError);
  const { path } = makeBars('A');
  expect(path).toMatch(new RegExp(`^M${BARS_QUIET} 0h2`));
});

const drawn = makerNames.flatMap((maker) => {
  const text = MAKERS[maker];
  return text === null ? [] : [{ maker, text }];
});

test.each(drawn)('the code of $maker says to two readers what is published, as an order', async ({ text }) => {
  expect(await read(makeBars(text))).toEqual([{ text: text.replaceAll(FNC3, ''), readerInit: true }]);
  expect(text.split(FNC3)).toHaveLength(2);
});
