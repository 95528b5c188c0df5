import { expect, test } from 'vitest';
import { must, ok, type Result } from '../../../../../core/base/result.ts';
import { readGiven } from '../../../../../electron/cli/reading.ts';
import { verb } from '../../../../../electron/cli/verb.ts';
import {
  chosenStickers,
  COIN_OPTIONS,
  PRINTER,
  SCANNER,
  STICKER,
  type ScannerGiven,
  type StickerGiven,
  type Stickers,
} from '../../../../../electron/roles/press/cli/arguments.ts';

const options = { ...COIN_OPTIONS, ...PRINTER, ...STICKER, ...SCANNER };
const row = verb({ name: 'press print', options, run: () => Promise.resolve(ok(null)) });
const given = (...args: string[]) => readGiven(row, args);
const values = (...args: string[]) => must(given(...args)) as unknown as StickerGiven & ScannerGiven;

const stickers = (args: readonly string[]): Result<Stickers> => {
  const read = given(...args);
  return read.ok ? chosenStickers(read.value as unknown as StickerGiven) : read;
};

test('stickers are 22 mm at 300 dpi in ZPL unless something else is said', () => {
  expect(must(chosenStickers(values()))).toMatchObject({
    stock: { width: 22, height: 22, dpmm: 12 },
    style: { language: 'zpl' },
  });
  expect(must(chosenStickers(values('--size', '30x25.5', '--dpmm', '24', '--printer-language', 'tspl')))).toMatchObject(
    {
      stock: { width: 30, height: 25.5, dpmm: 24 },
      style: { language: 'tspl' },
    },
  );
});

test.each([
  [['--dpmm', '10'], 'not-one-of', '--dpmm wants one of: 8, 12, 24'],
  [['--dpmm', 'x'], 'not-one-of', '--dpmm wants one of: 8, 12, 24'],
  [['--size', '22mm'], 'not-a-size', '--size wants millimetres'],
  [['--printer-language', 'epl'], 'not-one-of', '--printer-language wants one of: zpl, tspl, sbpl'],
  [['--dpmm', '8'], 'text-too-small', 'Use stickers of 26 x 26 mm or a printer of 300 dpi.'],
  [
    ['--size', '15', '--dpmm', '8', '--printer-language', 'tspl'],
    'code-too-small',
    '4 dots a module on a printer of 203 dpi',
  ],
])('%j is refused: %s', (args, kind, sentence) => {
  const chosen = stickers(args);
  expect(chosen).toMatchObject({ error: { kind } });
  expect(chosen.ok ? '' : chosen.error.message).toContain(sentence);
});

test('languages and answers to the scanner are known by name', () => {
  expect(values()).toMatchObject({ 'printer-language': 'zpl', feedback: 'none' });
  expect(values('--feedback', 'datalogic-host')).toMatchObject({ feedback: 'datalogic-host' });
  expect(given('--feedback', 'loud')).toMatchObject({ error: { kind: 'not-one-of' } });
});

test('coins stay in the order in which they are given', () => {
  expect(values('--coins', 'ETH,BTC,ETH')).toMatchObject({ coins: ['ETH', 'BTC'] });
  expect(given('--coins', 'BTC,XYZ')).toMatchObject({ error: { kind: 'not-one-of' } });
});
