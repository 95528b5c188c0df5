import { expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { blankBitmap, fill, inkPath, readCode, type Bitmap } from '../../../core/sticker/bitmap.ts';

import { commandsOf, PRINTER_LANGUAGES } from '../../../core/sticker/languages/languages.ts';
import { layOutSticker, stickerLabel, STICKER_STOCK, STICKER_STYLE } from '../../../core/sticker/layout.ts';
import { TEST_KEY } from '../../../core/sticker/pages.ts';
import { pictureOf } from '../../../core/sticker/picture.ts';
import { previewSticker, type LayerPreview } from '../../../core/sticker/preview.ts';

const text = {
  serial: 'CARD-000123',
  coin: 'BTC' as const,
  address: '16ktGzmfrurhbhi6JGqsMWf7TyqK9HNAeF',
  sticker: 'ST-00000123',
  training: false,
};
const key = '6PnQmAyBky9ZXJyZBv9QSGRUXkKh9HfnVsZWPn4YtcwoKy5vufUgfA3Ld7';

/** The path back to dots, as a window would draw it. */
function drawn({ width, height, path }: LayerPreview): Bitmap {
  const bitmap = blankBitmap(width, height);
  for (const [, x, y, wide, high, back] of path.matchAll(/M(\d+) (\d+)h(\d+)v(\d+)h-(\d+)z/g)) {
    expect(back).toBe(wide);
    fill(bitmap, { x: Number(x), y: Number(y), width: Number(wide), height: Number(high) });
  }
  return bitmap;
}

test.each(PRINTER_LANGUAGES)('in %s the upper layer is what will be printed, dot for dot', (language) => {
  const style = { ...STICKER_STYLE, language };
  const { upper } = must(previewSticker(text, STICKER_STOCK, style));
  const real = pictureOf(
    commandsOf(stickerLabel(must(layOutSticker({ ...text, key }, STICKER_STOCK, style))), language),
    language,
    12,
  );
  const seen = drawn(upper);
  const left = (STICKER_STOCK.width + STICKER_STOCK.gutter) * STICKER_STOCK.dpmm;
  const rows = Array.from({ length: upper.height }, (_, y) =>
    real.bitmap.dots.subarray(y * real.bitmap.width + left, y * real.bitmap.width + left + upper.width),
  );
  expect(Buffer.from(seen.dots).equals(Buffer.concat(rows))).toBe(true);
});

test('the lower layer shows where its code and letters will be, and nothing that reads', () => {
  const { lower } = must(previewSticker(text, STICKER_STOCK));
  const { lower: parts } = must(layOutSticker({ ...text, key: TEST_KEY }, STICKER_STOCK));
  const seen = drawn(lower);
  const [code] = parts.filter((part) => part.kind === 'code');
  expect(code && readCode(seen, code.box)).toBeNull();
  // Stripes from the first module row on, as wide as the code.
  const first = code === undefined ? 0 : code.box.y + 4 * code.module;
  const row = seen.dots.subarray(first * lower.width, (first + 1) * lower.width);
  const inner = code === undefined ? [] : [code.box.x + 4 * code.module, code.box.x + code.box.width - 4 * code.module];
  expect(row.subarray(inner[0], inner[1]).every((dot) => dot === 1)).toBe(true);
});

test('what cannot be printed cannot be previewed, and says why', () => {
  expect(previewSticker(text, { ...STICKER_STOCK, dpmm: 8 })).toMatchObject({ error: { kind: 'text-too-small' } });
});

test('ink as a path: a run that stays the same is one rectangle', () => {
  const bitmap = blankBitmap(5, 4);
  fill(bitmap, { x: 1, y: 0, width: 2, height: 3 });
  fill(bitmap, { x: 4, y: 2, width: 9, height: 9 });
  expect(inkPath(bitmap)).toBe('M1 0h2v3h-2zM4 2h1v2h-1z');
  expect(inkPath(blankBitmap(3, 3))).toBe('');
});
