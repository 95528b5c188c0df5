import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { commandsOf, PRINTER_LANGUAGES } from '../../../core/sticker/languages/languages.ts';
import { LEAST_MODULE } from '../../../core/sticker/layer.ts';
import { layOutSticker, stickerLabel, STICKER_STOCK, STICKER_STYLE } from '../../../core/sticker/layout.ts';
import { makeMatrix } from '../../../core/sticker/matrix.ts';
import { readLabel } from '../../../core/sticker/picture.ts';
import { readGrid } from '../../../core/sticker/qr.ts';

/** The symbol of "123456" in ISO/IEC 16022, annex O. */
const EXAMPLE = [
  '1010101010',
  '1100101101',
  '1100000100',
  '1100011101',
  '1100001000',
  '1000001111',
  '1110110000',
  '1111011001',
  '1001110100',
  '1111111111',
];

test('is the code of the example in the standard', () => {
  expect(makeMatrix('123456').map((row) => row.map((dark) => (dark ? '1' : '0')).join(''))).toEqual(EXAMPLE);
});

test('any serial makes a small square that reads back (property)', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z0-9](?:-?[A-Z0-9]){3,11}$/), (serial) => {
      const grid = makeMatrix(serial);
      expect(grid.length).toBeLessThanOrEqual(22);
      expect(grid.every((row) => row.length === grid.length)).toBe(true);
      expect(readGrid(grid)).toBe(serial);
    }),
  );
});

const text = {
  serial: 'CARD-000123',
  coin: 'ETH' as const,
  address: '0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf',
  key: '6PnQmAyBky9ZXJyZBv9QSGRUXkKh9HfnVsZWPn4YtcwoKy5vufUgfA3Ld7',
  sticker: 'ST-00000123',
  training: true,
};

describe.each(PRINTER_LANGUAGES)('in %s', (language) => {
  const style = { ...STICKER_STYLE, language };

  test('an address whose wallets know no link has the serial in a code beside it', () => {
    const layout = must(layOutSticker(text, STICKER_STOCK, style));
    const commands = commandsOf(stickerLabel(layout), language);
    expect(readLabel(commands, language, STICKER_STOCK.dpmm)).toEqual([text.key, text.address, text.serial]);
    const codes = layout.upper.flatMap((part) => (part.kind === 'code' ? [part] : []));
    for (const { module, box } of codes) {
      expect(module).toBeGreaterThanOrEqual(LEAST_MODULE);
      expect(box.x + box.width).toBeLessThanOrEqual(47 * STICKER_STOCK.dpmm);
    }
  });

  test('without room for two codes the sticker is refused with what would do', () => {
    const refused = layOutSticker(text, { ...STICKER_STOCK, width: 27, height: 27, dpmm: 8 }, style);
    expect(refused.ok ? '' : refused.error.message).toMatch(
      /Use stickers of \d+ x \d+ mm or .*the address alone as code/,
    );
    const bare = { ...style, serialIn: 'address' as const };
    expect(layOutSticker(text, { ...STICKER_STOCK, width: 27, height: 27, dpmm: 8 }, bare).ok).toBe(true);
  });
});
