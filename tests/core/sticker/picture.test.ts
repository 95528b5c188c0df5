import { describe, expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';

import { commandsOf, PRINTER_LANGUAGES } from '../../../core/sticker/languages/languages.ts';
import { jobSize, layOutSticker, stickerLabel, STICKER_STOCK, STICKER_STYLE } from '../../../core/sticker/layout.ts';
import type { LabelPart } from '../../../core/sticker/parts.ts';
import { calibrationPage, TEST_KEY, TEST_LINK, testSticker } from '../../../core/sticker/pages.ts';
import { pictureOf, readLabel } from '../../../core/sticker/picture.ts';
import { printZpl } from '../../fakes/print.ts';

const text = {
  serial: 'CARD-000123',
  coin: 'BTC' as const,
  address: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
  key: '6PnQmAyBky9ZXJyZBv9QSGRUXkKh9HfnVsZWPn4YtcwoKy5vufUgfA3Ld7',
  sticker: 'ST-00000123',
  training: true,
};
const stocks = [
  { ...STICKER_STOCK, width: 30, height: 30, dpmm: 8 },
  STICKER_STOCK,
  { ...STICKER_STOCK, dpmm: 24 },
  // Larger than the largest module of TSPL allows a code to be.
  { ...STICKER_STOCK, width: 40, height: 40, dpmm: 24 },
];
const all = PRINTER_LANGUAGES.flatMap((language) => stocks.map((stock) => ({ language, stock, dpmm: stock.dpmm })));

describe.each(all)('$language at $dpmm dots a millimetre, $stock.width mm', ({ language, stock, dpmm }) => {
  const layout = must(layOutSticker(text, stock, { ...STICKER_STYLE, language }));
  const parts = [...layout.lower, ...layout.upper];
  const label = commandsOf(stickerLabel(layout), language);
  const { bitmap, codes } = pictureOf(label, language, dpmm);
  const dark = (x: number, y: number) => bitmap.dots[y * bitmap.width + x] === 1;

  test('the picture has the size of the job and says what it was made of', () => {
    const { width, height } = jobSize(stock);
    expect([bitmap.width, bitmap.height]).toEqual([width * dpmm, height * dpmm]);
    expect(readLabel(label, language, dpmm)).toEqual([text.key, `bitcoin:${text.address}?label=${text.serial}`]);
  });

  test('codes stand where the layout has them, module for module', () => {
    const drawn = parts.filter((part) => part.kind === 'code');
    expect(codes).toEqual(drawn.map(({ box }) => box));
    for (const { box, grid, module } of drawn) {
      const middle = (at: number) => (at + 4) * module + (module >> 1);
      const seen = grid.map((row, y) => row.map((_, x) => dark(box.x + middle(x), box.y + middle(y))));
      expect(seen).toEqual(grid);
    }
  });

  test('no ink is outside of what was laid out', () => {
    const near = (x: number, y: number, { box: b }: LabelPart) =>
      x >= b.x - 1 && x <= b.x + b.width && y >= b.y - 1 && y <= b.y + b.height;
    let stray = 0;
    for (let i = 0; i < bitmap.dots.length; i++) {
      const [x, y] = [i % bitmap.width, Math.floor(i / bitmap.width)];
      if (dark(x, y) && !parts.some((part) => near(x, y, part))) stray++;
    }
    expect(stray).toBe(0);
  });

  test('every text has its ink, the watermark of training among them', () => {
    for (const part of parts) {
      if (part.kind !== 'text') continue;
      const { x, y, width, height } = part.box;
      let ink = 0;
      for (let i = 0; i < width * height; i++) if (dark(x + (i % width), y + Math.floor(i / width))) ink++;
      expect(ink, part.text).toBeGreaterThan(part.text.length * 5);
    }
    expect(parts.filter((part) => part.kind === 'text' && part.text === 'TRAINING')).toHaveLength(2);
  });

  test('a test sticker holds no secret, and the calibration page its rulers to the edge', () => {
    const sticker = must(testSticker(stock, { ...STICKER_STYLE, language }));
    expect(readLabel(commandsOf(stickerLabel(sticker), language), language, dpmm)).toEqual([TEST_KEY, TEST_LINK]);
    const page = pictureOf(commandsOf(stickerLabel(calibrationPage(stock)), language), language, dpmm);
    expect(page.codes).toEqual([]);
    const row = Math.round(10.3 * dpmm);
    const across = Array.from({ length: page.bitmap.width }, (_, x) => page.bitmap.dots[row * page.bitmap.width + x]);
    const [width, right] = [stock.width * dpmm, (stock.width + stock.gutter) * dpmm];
    expect([0, width - 1, right, right + width - 1].map((x) => across[x])).toEqual([1, 1, 1, 1]);
    expect(across.slice(width, right)).not.toContain(1);
  });
});

test('another renderer prints the codes and marks of our ZPL dot for dot as the picture has them', async () => {
  const layout = must(layOutSticker(text, STICKER_STOCK));
  const label = commandsOf(stickerLabel(layout), 'zpl');
  const printed = await printZpl(label, jobSize(STICKER_STOCK));
  const { bitmap } = pictureOf(label, 'zpl', STICKER_STOCK.dpmm);
  for (const { kind, box } of [...layout.lower, ...layout.upper]) {
    if (kind === 'text') continue;
    const other: string[] = [];
    for (let y = box.y; y < box.y + box.height; y++) {
      for (let x = box.x; x < box.x + box.width; x++) {
        if (printed.dark(x, y) !== (bitmap.dots[y * bitmap.width + x] === 1)) other.push(`${x},${y}`);
      }
    }
    expect(other).toEqual([]);
  }
});

test.each([
  [
    'a smudge in the quiet zone',
    (label: string) => label.replace('PRINT', 'BAR 20,60,60,8\r\nBAR 66,0,40,24\r\nPRINT'),
  ],
  ['a code of model 1', (label: string) => label.replaceAll('M2', 'M1')],
  ['modules larger than the printer knows', (label: string) => label.replace(/,M,\d,A/g, ',M,11,A')],
])('%s does not read', (_, spoil) => {
  const layout = must(layOutSticker(text, STICKER_STOCK, { ...STICKER_STYLE, language: 'tspl' }));
  const spoilt = spoil(commandsOf(stickerLabel(layout), 'tspl'));
  expect(spoilt).not.toBe(commandsOf(stickerLabel(layout), 'tspl'));
  expect(readLabel(spoilt, 'tspl', 12)[0] ?? null).toBeNull();
});

test('sizes beyond all stickers and none at all take no memory', () => {
  expect(pictureOf('^XA^PW999999^LL9^XZ', 'zpl', 12).bitmap.dots).toHaveLength(4000 * 9);
  expect(pictureOf('SIZE 9999999 mm,0 mm', 'tspl', 12).bitmap.dots).toHaveLength(0);
  expect(pictureOf('', 'zpl', 12)).toMatchObject({ codes: [], bitmap: { width: 0, height: 0 } });
});

// Data decide what follows the corner: one link in a hundred is like these two.
test.each([
  ['TF-508214I', 'bc1qv25m45xe4e3z4vj90ccsdel6uqfpsmpnpyzue6'],
  ['TF-976922I', 'bc1q6m248yp77p4za4wf70jj0zeq04twej3urpxeaa'],
])('a QR code is none of the other kind though its first row is light as long as dark: %s', (serial, address) => {
  const layout = must(layOutSticker({ ...text, serial, address }, STICKER_STOCK, STICKER_STYLE));
  const code = layout.upper.find((part) => part.kind === 'code');
  expect(code?.grid[0]?.slice(0, 15)).toEqual(Array.from({ length: 15 }, (_, at) => at < 7 || at === 14));
  const label = commandsOf(stickerLabel(layout), 'zpl');
  expect(readLabel(label, 'zpl', STICKER_STOCK.dpmm)[1]).toBe(`bitcoin:${address}?label=${serial}`);
});
