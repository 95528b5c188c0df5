/** What `twofold press` takes, and what is wrong with it. */
import { coins, type Coin } from '../../../../core/coins/coins.ts';
import { ok, type Result } from '../../../../core/base/result.ts';
import { FEEDBACK, isFeedbackName, type FeedbackName } from '../../../../core/scan/feedback.ts';
import { PRINTER_LANGUAGES } from '../../../../core/sticker/languages/languages.ts';
import { SERIAL_CARRIERS, STICKER_STOCK, STICKER_STYLE, type StickerStyle } from '../../../../core/sticker/layout.ts';
import type { StickerStock } from '../../../../core/sticker/parts.ts';
import { testSticker } from '../../../../core/sticker/pages.ts';
import {
  choice,
  directory,
  flag,
  maybe,
  misuse,
  needed,
  notOneOf,
  or,
  textValue,
  wholeValue,
  type Given,
  type Value,
} from '../../../cli/form.ts';
import { STATION_OPTIONS } from '../../../cli/verb.ts';

/** One coin or several, in the order in which they are given. */
const coinList: Value<readonly Coin[]> = {
  placeholder: 'BTC,ETH',
  completes: coins,
  parse(given, name) {
    const names = given.split(',');
    const known = names.filter((one): one is Coin => (coins as readonly string[]).includes(one));
    return known.length === names.length ? ok([...new Set(known)]) : notOneOf(name, coins);
  },
};

interface Size {
  readonly width: number;
  readonly height: number;
}

/** `22` or `25x20`, millimetres. */
const size: Value<Size> = {
  placeholder: 'MM',
  completes: 'nothing',
  parse(given) {
    const [, width = '', height = width] = /^(\d{1,3}(?:\.\d)?)(?:x(\d{1,3}(?:\.\d)?))?$/.exec(given) ?? [];
    if (width === '') return misuse('not-a-size', '--size wants millimetres: 22 or 25x20.');
    return ok({ width: Number(width), height: Number(height) });
  },
};

const DPMM = ['8', '12', '24'] as const;

const dpmm: Value<number> = {
  placeholder: DPMM.join('|'),
  completes: DPMM,
  parse: (given, name) => (DPMM.some((one) => one === given) ? ok(Number(given)) : notOneOf(name, DPMM)),
};

const feedback: Value<FeedbackName> = {
  placeholder: 'NAME',
  completes: Object.keys(FEEDBACK),
  parse: (given, name) => (isFeedbackName(given) ? ok(given) : notOneOf(name, Object.keys(FEEDBACK))),
};

export const PRESS_OPTIONS = { ...STATION_OPTIONS, workers: maybe(wholeValue()) };

export const BATCH = { ...PRESS_OPTIONS, batch: maybe(textValue('NAME')) };

export const MEDIUM = { key: needed(directory()), 'same-disk': flag };

export const COIN_OPTIONS = { coins: or(coinList, coins) };

export const PRINTER = {
  printer: maybe(textValue('PORT')),
  baud: or(wholeValue(), 9600),
  simulate: flag,
  'printer-language': or(choice(PRINTER_LANGUAGES), 'zpl' as const),
  dpmm: or(dpmm, STICKER_STOCK.dpmm),
};

export const STICKER = {
  size: or(size, { width: STICKER_STOCK.width, height: STICKER_STOCK.height }),
  'serial-in': or(choice(SERIAL_CARRIERS), STICKER_STYLE.serialIn),
};

export const SCANNER = {
  scanner: maybe(textValue('PORT')),
  'scanner-baud': or(wholeValue(), 9600),
  feedback: or(feedback, 'none' as const),
};

export type PrinterGiven = Given<typeof PRINTER>;
export type StickerGiven = Given<typeof STICKER> & PrinterGiven;
export type ScannerGiven = Given<typeof SCANNER>;

export interface Stickers {
  readonly stock: StickerStock;
  readonly style: StickerStyle;
}

/** Refused where no sticker would fit, in a sentence that says what would. */
export function chosenStickers(given: StickerGiven): Result<Stickers> {
  const stock = { ...STICKER_STOCK, ...given.size, dpmm: given.dpmm };
  const style = { ...STICKER_STYLE, language: given['printer-language'], serialIn: given['serial-in'] };
  const fits = testSticker(stock, style);
  return fits.ok ? ok({ stock, style }) : fits;
}
