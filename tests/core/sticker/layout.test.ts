import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { LEAST_MODULE } from '../../../core/sticker/layer.ts';
import {
  stickerLabel,
  jobSize,
  layOutSticker,
  STICKER_STOCK,
  STICKER_STYLE,
  type StickerText,
} from '../../../core/sticker/layout.ts';
import type { LabelPart, StickerStock } from '../../../core/sticker/parts.ts';
import { calibrationPage, TEST_ADDRESS, TEST_KEY, TEST_LINK, testSticker } from '../../../core/sticker/pages.ts';
import { readGrid } from '../../../core/sticker/qr.ts';
import { commandsOf } from '../../../core/sticker/languages/languages.ts';
import type { Box } from '../../../core/sticker/parts.ts';
import { recognise } from '../../../core/scan/recognise.ts';
import { readPrinted } from '../../../electron/devices/virtual-eye.ts';
import { printZpl } from '../../fakes/print.ts';

const text: StickerText = {
  serial: 'CARD-000123',
  coin: 'BTC' as const,
  address: '16ktGzmfrurhbhi6JGqsMWf7TyqK9HNAeF',
  key: '6PnQmAyBky9ZXJyZBv9QSGRUXkKh9HfnVsZWPn4YtcwoKy5vufUgfA3Ld7',
  sticker: 'ST-00000123',
  training: true,
};
const TAPROOT = 'bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr';
const stocks: readonly (readonly [string, StickerStock])[] = [
  ['22 mm, 300 dpi', STICKER_STOCK],
  ['22 mm, 600 dpi', { ...STICKER_STOCK, dpmm: 24 }],
  ['27 mm, 203 dpi', { ...STICKER_STOCK, width: 27, height: 27, dpmm: 8 }],
  ['30 x 25 mm, 300 dpi', { ...STICKER_STOCK, width: 30, height: 25 }],
];

/** What the upper code says. */
const LINK = `bitcoin:${text.address}?label=${text.serial}`;

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const inside = (a: Box, b: Box) =>
  a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;

/** Corner marks cross each other and nothing else. */
const collisions = (parts: readonly LabelPart[]) =>
  parts.flatMap((a, i) =>
    parts
      .slice(i + 1)
      .filter((b) => !(a.kind === 'mark' && b.kind === 'mark') && overlap(a.box, b.box))
      .map((b) => `${a.kind} on ${b.kind}`),
  );

describe.each(stocks)('%s', (_, stock) => {
  const given = fc.record({
    serial: fc.constantFrom('CARD-000123', 'A1B2', 'ABCDEFGH-0123456789-KLM7'),
    address: fc.constantFrom(text.address, 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'),
    training: fc.boolean(),
  });

  test('nothing overlaps, nothing leaves its layer, quiet zones stay quiet (property)', () => {
    fc.assert(
      fc.property(given, (over) => {
        const laid = layOutSticker({ ...text, ...over }, stock);
        if (!laid.ok && stock.dpmm === 8 && over.serial.length === 24) {
          // The longest link there is has no room here, and says what has.
          expect(laid.error.message).toContain('or the address alone as code.');
          return;
        }
        const { lower, upper } = must(laid);
        const [width, height] = [stock.width * stock.dpmm, stock.height * stock.dpmm];
        const right = Math.round((stock.width + stock.gutter) * stock.dpmm);
        expect(collisions(lower)).toEqual([]);
        expect(collisions(upper)).toEqual([]);
        expect(lower.filter(({ box }) => !inside(box, { x: 0, y: 0, width, height }))).toEqual([]);
        expect(upper.filter(({ box }) => !inside(box, { x: right, y: 0, width, height }))).toEqual([]);
        for (const part of [...lower, ...upper]) {
          if (part.kind !== 'code') continue;
          expect(part.module).toBeGreaterThanOrEqual(LEAST_MODULE);
          expect(part.box.width).toBe((part.grid.length + 8) * part.module);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('what is drawn, printed and read back is the same', async () => {
    const layout = must(layOutSticker(text, stock));
    const zpl = commandsOf(stickerLabel(layout), 'zpl');
    expect(readPrinted(zpl)).toEqual([text.key, LINK]);
    const printed = await printZpl(zpl, jobSize(stock));
    expect([printed.width, printed.height]).toEqual([
      (2 * stock.width + stock.gutter) * stock.dpmm,
      stock.height * stock.dpmm,
    ]);
    for (const part of [...layout.lower, ...layout.upper]) {
      if (part.kind !== 'code') continue;
      const { box, module, grid } = part;
      // Every module as another renderer has printed it, in its middle; the quiet zone around them is empty.
      const seen = Array.from({ length: grid.length + 8 }, (_row, y) =>
        Array.from({ length: grid.length + 8 }, (_module, x) =>
          printed.dark(box.x + x * module + (module >> 1), box.y + y * module + (module >> 1)),
        ),
      );
      expect(seen.slice(4, -4).map((row) => row.slice(4, -4))).toEqual(grid);
      expect(seen.flat().filter(Boolean)).toHaveLength(grid.flat().filter(Boolean).length);
      expect(readGrid(grid)).toBe(part.text);
    }
  });

  test('the ink of letters and marks is where the layout says', async () => {
    const layout = must(layOutSticker({ ...text, serial: `${'W'.repeat(Math.min(23, 2 * stock.dpmm))}1` }, stock));
    const parts = [...layout.lower, ...layout.upper];
    const printed = await printZpl(commandsOf(stickerLabel(layout), 'zpl'), jobSize(stock));
    let stray = 0;
    for (let y = 0; y < printed.height; y++) {
      for (let x = 0; x < printed.width; x++) {
        if (!printed.dark(x, y)) continue;
        // Round letters reach a dot over the line.
        const near = ({ box: b }: LabelPart) =>
          x >= b.x - 1 && x <= b.x + b.width && y >= b.y - 1 && y <= b.y + b.height;
        if (!parts.some(near)) stray++;
      }
    }
    expect(stray).toBe(0);
  });
});

test('both layers carry one sticker number, and the word that it is training', () => {
  const { lower, upper } = must(layOutSticker(text, STICKER_STOCK));
  const said = (parts: readonly LabelPart[]) => parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  for (const layer of [lower, upper]) expect(said(layer)).toEqual(expect.arrayContaining(['TRAINING', 'ST-00000123']));
  expect(said(lower).join('')).toContain(text.key);
  expect(said(upper).join('')).toContain(text.address);
  expect(said(upper)[0]).toBe('CARD-000123');
  expect(said(lower)).not.toContain('CARD-000123');
  const real = must(layOutSticker({ ...text, training: false }, STICKER_STOCK));
  expect(said([...real.lower, ...real.upper])).not.toContain('TRAINING');
});

test('a code that would be too small is refused in a sentence that says what to do', () => {
  const small = layOutSticker(text, { ...STICKER_STOCK, width: 15, height: 15, dpmm: 8 });
  expect(small).toMatchObject({ ok: false, error: { kind: 'code-too-small', facts: { needed: 20.5, dpi: 203 } } });
  expect(small.ok ? '' : small.error.message).toContain('Use stickers of 26 x 26 mm or a printer of 600 dpi.');
  const high = layOutSticker(text, { ...STICKER_STOCK, dpmm: 8 }, { ...STICKER_STYLE, keyLevel: 'H' });
  expect(high).toMatchObject({ ok: false, error: { kind: 'code-too-small' } });
});

test('22 mm at 203 dpi has room for the code at M and none for its letters', () => {
  const stock = { ...STICKER_STOCK, dpmm: 8 };
  const refused = layOutSticker(text, stock);
  expect(refused).toMatchObject({ ok: false, error: { kind: 'text-too-small' } });
  expect(refused.ok ? '' : refused.error.message).toContain('300 dpi');
});

test('letters are never narrower than a printer can set them', () => {
  const stock = { ...STICKER_STOCK, width: 27, height: 27, dpmm: 8 };
  const wide = layOutSticker({ ...text, serial: 'WWWWWWWWWWWWWWWWWWWWWWW1' }, stock);
  expect(wide).toMatchObject({ ok: false, error: { kind: 'text-too-small' } });
  for (const [, one] of stocks) {
    const { lower, upper } = must(layOutSticker(text, one));
    for (const part of [...lower, ...upper]) if (part.kind === 'text') expect(part.width).toBeGreaterThanOrEqual(10);
  }
});

test('the widest EPK there could be still fits where any does', () => {
  for (const [, one] of stocks) {
    expect(layOutSticker({ ...text, key: `6P${'W'.repeat(56)}` }, one).ok).toBe(true);
  }
});

test('a Taproot address has room in 22 mm at 300 dpi', () => {
  expect(layOutSticker({ ...text, address: TAPROOT }, STICKER_STOCK).ok).toBe(true);
});

test('the pages to set the printer by hold no secret, and their codes are as large as real ones', async () => {
  expect([TEST_KEY.length, TEST_ADDRESS.length]).toEqual([58, 34]);
  const page = must(testSticker(STICKER_STOCK));
  const real = must(layOutSticker({ ...text, training: false }, STICKER_STOCK));
  const sides = ({ lower, upper }: typeof page) =>
    [...lower, ...upper].flatMap((part) => (part.kind === 'code' ? [part.box.width] : []));
  expect(sides(page)).toEqual(sides(real));
  const said = readPrinted(commandsOf(stickerLabel(page), 'zpl')).map((one) => one ?? '');
  expect(said).toEqual([TEST_KEY, TEST_LINK]);
  expect(said.map((one) => recognise(one).kind)).toEqual(['none', 'none']);
  const printed = await printZpl(
    commandsOf(stickerLabel(calibrationPage(STICKER_STOCK)), 'zpl'),
    jobSize(STICKER_STOCK),
  );
  // The frame stands on the edge of both layers, and nothing between them.
  expect([0, 263, 300, 563].map((x) => printed.dark(x, 100))).toEqual([true, true, true, true]);
  expect(Array.from({ length: 36 }, (_, i) => printed.dark(264 + i, 100))).toEqual(new Array<boolean>(36).fill(false));
});
