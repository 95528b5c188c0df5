import { expect, test } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import { layOutSticker, stickerLabel, STICKER_STOCK, STICKER_STYLE } from '../../../../core/sticker/layout.ts';
import { commandsOf } from '../../../../core/sticker/languages/languages.ts';
import type { Label, LabelPart, TextPart } from '../../../../core/sticker/parts.ts';
import { pictureOf, readLabel } from '../../../../core/sticker/picture.ts';
import { makeQr } from '../../../../core/sticker/qr.ts';

const KEY = '6PnQmAyBky9ZXJyZBv9QSGRUXkKh9HfnVsZWPn4YtcwoKy5vufUgfA3Ld7';
const layout = must(
  layOutSticker(
    {
      serial: 'CARD-000123',
      coin: 'BTC',
      address: '16ktGzmfrurhbhi6JGqsMWf7TyqK9HNAeF',
      key: KEY,
      sticker: 'ST-00000123',
      training: true,
    },
    STICKER_STOCK,
    { ...STICKER_STYLE, language: 'sbpl' },
  ),
);
const sticker = commandsOf(stickerLabel(layout), 'sbpl');

/** A label of 20 x 10 mm at 8 dots a millimetre. */
const labelOf = (...parts: readonly LabelPart[]): Label => ({ size: { width: 20, height: 10, dpmm: 8 }, parts });
const written = (...parts: readonly LabelPart[]): readonly string[] =>
  commandsOf(labelOf(...parts), 'sbpl')
    .slice(1, -1)
    .split('\x1b')
    .slice(1);
const inked = (...parts: readonly LabelPart[]): readonly string[] => {
  const { width, dots } = pictureOf(commandsOf(labelOf(...parts), 'sbpl'), 'sbpl', 8).bitmap;
  return Array.from({ length: dots.length / width }, (_, y) => dots.subarray(y * width, (y + 1) * width).join(''));
};
const text = (more: Partial<TextPart>): TextPart => ({
  ...{ kind: 'text', box: { x: 8, y: 8, width: 64, height: 16 }, text: 'I', height: 16, width: 16 },
  ...{ turned: false, align: 'middle', ...more },
});

test('one job from STX to ETX, in printable letters, printed once', () => {
  expect(sticker).toMatch(/^\x02\x1bA\x1bA1\d{8}\x1b[ -~\x1b]*\x1bQ1\x1bZ\x03$/);
  expect(sticker.match(/\x1b[AZQ]\d?\x1b/g)).toHaveLength(2);
});

test('the size is given height first, places from one', () => {
  expect(written({ kind: 'mark', box: { x: 0, y: 4, width: 8, height: 2 } })).toEqual([
    ...['A', 'A100800160', 'H0001', 'V0005', 'FW02H0008', 'Q1', 'Z'],
  ]);
});

test('what is thicker than a line may be is several of them', () => {
  const size = { width: 20, height: 40, dpmm: 8 };
  const box = { x: 10, y: 20, width: 30, height: 230 };
  const thick = commandsOf({ size, parts: [{ kind: 'mark', box }] }, 'sbpl');
  expect(thick.match(/FW\d\dH/g)).toEqual(['FW99H', 'FW99H', 'FW32H']);
  const { bitmap } = pictureOf(thick, 'sbpl', 8);
  expect(bitmap.dots.reduce((sum, dot) => sum + dot, 0)).toBe(30 * 230);
});

test('a graphic is rows of blocks of eight dots', () => {
  const box = { x: 0, y: 0, width: 145, height: 145 };
  const grid = makeQr('TWOFOLD', 'M');
  const code = written({ kind: 'code', box, text: 'TWOFOLD', grid, module: 5, level: 'M' }).at(-3) ?? '';
  // 21 modules of five dots are 105: fourteen blocks.
  expect(code).toMatch(/^GH014014[0-9A-F]+$/);
  expect(code.length).toBe(8 + 14 * 2 * 14 * 8);
  expect(code.slice(8, 36)).toMatch(/^FFFFFFFFE/);
});

test('letters stand about the middle of their box, at its start, and turned at its lower end', () => {
  const columns = (rows: readonly string[]): readonly [number, number] => {
    const found = rows.flatMap((row) => [row.indexOf('1'), row.lastIndexOf('1')]).filter((at) => at >= 0);
    return [Math.min(...found), Math.max(...found)];
  };
  const [left, right] = columns(inked(text({})));
  expect(Math.abs(left + right - 2 * 40)).toBeLessThanOrEqual(2);
  expect(columns(inked(text({ align: 'start' })))[0]).toBeLessThan(10);
  const upright = inked(text({ box: { x: 8, y: 4, width: 16, height: 64 }, turned: true, align: 'start' }));
  expect(upright.findLastIndex((row) => row.includes('1'))).toBeGreaterThan(60);
});

test('a word on a bar is white, and a line too long for its box stays in it', () => {
  const box = { x: 8, y: 8, width: 48, height: 24 };
  const word = text({ box, text: 'FAIL' });
  const rows = inked({ kind: 'bar', box, word });
  expect(rows[8]?.slice(8, 56)).toContain('1');
  expect(rows.slice(8, 32).join('')).toContain('101');
  const long = inked(text({ text: 'W'.repeat(40) }));
  expect(long.every((row) => !row.slice(72).includes('1') && !row.slice(0, 8).includes('1'))).toBe(true);
});

test('a frame is its border alone', () => {
  const rows = inked({ kind: 'frame', box: { x: 8, y: 8, width: 32, height: 16 }, border: 2 });
  const frame = rows.slice(8, 24).map((row) => row.slice(8, 40));
  expect([frame[0], frame[2], frame[15]]).toEqual(['1'.repeat(32), `11${'0'.repeat(28)}11`, '1'.repeat(32)]);
});

test('both codes of a sticker are found and read, and neither a letter nor a bar is taken for one', () => {
  expect(readLabel(sticker, 'sbpl', 12)).toEqual([KEY, expect.stringContaining('16ktGzmfrurhbhi6JGqsMWf7TyqK9HNAeF')]);
  const parts = [text({ text: 'H' }), { kind: 'mark', box: { x: 0, y: 0, width: 40, height: 40 } } as const];
  expect(readLabel(commandsOf(labelOf(...parts), 'sbpl'), 'sbpl', 8)).toEqual([]);
});

test.each([
  ['without its end', sticker.slice(0, -1)],
  ['that was begun twice', `\x02\x1bA${sticker}`],
  ['with a graphic of too few digits', sticker.replace(/FF\x1b/g, '\x1b').replace(/00\x1b/g, '\x1b')],
])('a job %s prints no code', (_, spoilt) => {
  expect(spoilt).not.toBe(sticker);
  expect(readLabel(spoilt, 'sbpl', 12)).toEqual([]);
});
