/**
 * The codes that can be read from a card of the tray and from what lies around it. Each is drawn by what draws it in
 * truth (the sticker and the verdict label as a printer is sent them) and read from its ink: what none of our products
 * carries, no scan of the tray can say.
 */
import { must } from '../../core/base/result.ts';
import { parseSerial } from '../../core/card/serial.ts';
import type { Layout } from '../../core/etch/card.ts';
import { letterCode } from '../../core/etch/code.ts';
import { blankBitmap, drawGrid, fill } from '../../core/sticker/bitmap.ts';
import { commandsOf } from '../../core/sticker/languages/languages.ts';
import { layOutSticker, stickerLabel, STICKER_STOCK, STICKER_STYLE } from '../../core/sticker/layout.ts';
import { makeQr, QUIET } from '../../core/sticker/qr.ts';
import { verdictLabel } from '../../core/sticker/verdict.ts';
import { POSTER } from './poster.ts';
import { readInk, readPrinted } from './virtual-eye.ts';

/**
 * What every exposed lower layer shows: the first test vector of BIP-0038 ("No compression, no EC multiply"), which the
 * whole world knows the key of.
 */
const EXPOSED_KEY = '6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg';

/** Wide enough for both codes of an upper layer: the address and, beside it, the serial as a Data Matrix. */
const STOCK = { ...STICKER_STOCK, width: 40 };

export interface StickerCodes {
  readonly lower: string | null;
  readonly address: string | null;
  readonly serial: string | null;
}

/** What is read from the two layers of a card's own sticker. */
export function readSticker(serial: string, address: string): StickerCodes {
  const text = { serial, address, coin: 'BTC', key: EXPOSED_KEY, sticker: 'STK-0001', training: true } as const;
  const layout = must(layOutSticker(text, STOCK, { ...STICKER_STYLE, serialIn: 'two' }));
  const [lower = null, first = null, second = null] = readPrinted(commandsOf(stickerLabel(layout), 'zpl'));
  return { lower, address: first, serial: second };
}

/** What is read from the verdict label that a card wears since it was looked at some other day. */
export function readOldVerdict(serial: string): string | null {
  const label = verdictLabel({
    serial: must(parseSerial(serial)),
    outcome: 'PASS',
    reason: null,
    at: '2026-01-01T08:00:00.000Z',
    station: 'TRAINING-BENCH',
    reference: { seq: 1, hash: '0'.repeat(64) },
    by: null,
    training: true,
  });
  return readPrinted(commandsOf(must(label), 'zpl'), 'zpl', 8)[0] ?? null;
}

/** How sharply metal is looked at: dots along the width of the laser's line. */
const SHARP = 4;

/** What is read from the metal of a card that was etched by a layout; `null` where no code stands on it. */
export function readMetalCode(serial: string, layout: Layout): string | null {
  if (layout.code === null) return null;
  const { x, y, width, height } = layout.code;
  const dots = (millimetres: number): number => Math.round((millimetres * SHARP) / layout.beam);
  const metal = blankBitmap(dots(width), dots(height));
  for (const stroke of must(letterCode(layout, layout.code, must(parseSerial(serial)))).glyphs.flat()) {
    const [left = 0, level = 0, right = 0] = Array.from(stroke, (micrometres) => micrometres / 1000);
    const box = { x: dots(left - x) - SHARP / 2, y: dots(level - y) - SHARP / 2 };
    fill(metal, { ...box, width: dots(right - left) + SHARP, height: SHARP });
  }
  return readInk(metal, { x: 0, y: 0, width: metal.width, height: metal.height });
}

/** What hangs on the wall, read from there. */
export function readPoster(): string | null {
  const grid = makeQr(POSTER, 'M');
  const module = 4;
  const side = (grid.length + 2 * QUIET) * module;
  const paper = blankBitmap(side, side);
  drawGrid(paper, { x: QUIET * module, y: QUIET * module }, grid, module);
  return readInk(paper, { x: 0, y: 0, width: side, height: side });
}
