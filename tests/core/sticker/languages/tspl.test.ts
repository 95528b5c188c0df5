import { expect, test } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import { layOutSticker, stickerLabel, STICKER_STOCK } from '../../../../core/sticker/layout.ts';
import { maskOf } from '../../../../core/sticker/qr.ts';
import { commandsOf } from '../../../../core/sticker/languages/languages.ts';
import { quoted } from '../../../../core/sticker/languages/tspl.ts';

const layout = must(
  layOutSticker(
    {
      serial: 'CARD-000123',
      coin: 'BTC',
      address: '16ktGzmfrurhbhi6JGqsMWf7TyqK9HNAeF',
      key: '6PnQmAyBky9ZXJyZBv9QSGRUXkKh9HfnVsZWPn4YtcwoKy5vufUgfA3Ld7',
      sticker: 'ST-00000123',
      training: true,
    },
    STICKER_STOCK,
  ),
);
const lines = commandsOf(stickerLabel(layout), 'tspl').split('\r\n');

test('one label, cleared before and printed once', () => {
  expect(lines[0]).toBe('SIZE 47 mm,22 mm');
  expect(lines.indexOf('CLS')).toBeLessThan(lines.findIndex((line) => line.startsWith('QRCODE')));
  expect(lines.slice(-2)).toEqual(['PRINT 1,1', '']);
  expect(lines.join('').match(/PRINT/g)).toHaveLength(1);
});

test('codes are model 2, at the place and size of the layout', () => {
  const codes = lines.filter((line) => line.startsWith('QRCODE'));
  const parts = [...layout.lower, ...layout.upper].filter((part) => part.kind === 'code');
  expect(codes).toEqual(
    parts.map(
      ({ box, module, level, text, grid }) =>
        `QRCODE ${box.x + 4 * module},${box.y + 4 * module},${level},${module},A,0,M2,S${maskOf(grid)},"${text}"`,
    ),
  );
});

test('text is centred in its box, turned text reads upwards, letters are in points', () => {
  expect(lines).toContainEqual(expect.stringMatching(/^TEXT \d+,\d+,"0",0,\d+,\d+,2,"CARD-000123"$/));
  expect(lines).toContainEqual(expect.stringMatching(/^TEXT \d+,\d+,"0",270,\d+,\d+,2,"TRAINING"$/));
});

test.each([
  ['a "quoted" word', 'a \\["]quoted\\["] word'],
  ['two\r\nPRINT 9,9\r\nlines', 'twoPRINT 9,9lines'],
  ['größer', 'grer'],
])('%j cannot leave its string', (text, expected) => {
  expect(quoted(text)).toBe(expected);
});
