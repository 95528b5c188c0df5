/** What `twofold press` takes, and what is wrong with it. */
import { parseArgs } from 'node:util';
import { coins, type Coin } from '../../../../core/coins/coins.ts';
import { failIn, ok, type Result } from '../../../../core/base/result.ts';
import { FEEDBACK, isFeedbackName, type FeedbackName } from '../../../../core/scan/feedback.ts';
import { PRINTER_LANGUAGES, type PrinterLanguage } from '../../../../core/sticker/languages/languages.ts';
import { SERIAL_CARRIERS, STICKER_STOCK, STICKER_STYLE, type StickerStyle } from '../../../../core/sticker/layout.ts';
import type { StickerStock } from '../../../../core/sticker/parts.ts';
import { testSticker } from '../../../../core/sticker/pages.ts';

const fail = failIn('command');

const OPTIONS = {
  station: { type: 'string' },
  'passphrase-fd': { type: 'string' },
  batch: { type: 'string' },
  order: { type: 'string' },
  coins: { type: 'string' },
  key: { type: 'string' },
  'same-disk': { type: 'boolean' },
  workers: { type: 'string' },
  simulate: { type: 'boolean' },
  printer: { type: 'string' },
  baud: { type: 'string' },
  'no-printer': { type: 'boolean' },
  language: { type: 'string' },
  scanner: { type: 'string' },
  'scanner-baud': { type: 'string' },
  feedback: { type: 'string' },
  dpmm: { type: 'string' },
  size: { type: 'string' },
  'serial-in': { type: 'string' },
  count: { type: 'string' },
  serial: { type: 'string' },
  reason: { type: 'string' },
  supervisor: { type: 'string' },
  person: { type: 'string', multiple: true },
  counted: { type: 'string' },
  to: { type: 'string' },
  json: { type: 'boolean' },
} as const;

export type PressValues = ReturnType<typeof parse>;

const parse = (args: readonly string[]) => parseArgs({ args: [...args], options: OPTIONS }).values;

export function readArguments(args: readonly string[]): Result<PressValues, 'misused'> {
  try {
    return ok(parse(args));
  } catch (error) {
    return fail('misused', error instanceof Error ? error.message : 'bad arguments');
  }
}

/** A whole number from `least` on, `fallback` where nothing is given. */
export function wholeNumber(
  name: 'workers' | 'baud' | 'scanner-baud' | 'dpmm' | 'count' | 'counted',
  values: PressValues,
  fallback: number | null,
  least = 1,
): Result<number, 'misused'> {
  const text = values[name];
  if (text === undefined && fallback !== null) return ok(fallback);
  const number = Number(text);
  const good = text !== undefined && /^\d{1,9}$/.test(text) && number >= least;
  return good ? ok(number) : fail('misused', `--${name} wants a whole number from ${least} on`);
}

/** One coin or several; all of them where none is named. */
export function chosenCoins({ coins: text }: PressValues): Result<readonly Coin[], 'misused'> {
  if (text === undefined) return ok(coins);
  const names = text.split(',');
  const unknown = names.find((name) => !(coins as readonly string[]).includes(name));
  if (unknown !== undefined) return fail('misused', `--coins knows ${coins.join(', ')}`);
  return ok([...new Set(names as readonly Coin[])]);
}

export interface Stickers {
  readonly stock: StickerStock;
  readonly style: StickerStyle;
}

const DPMM: readonly number[] = [8, 12, 24];

/**
 * `--size 22` or `--size 25x20`, millimetres; `--dpmm 12`; `--language tspl`. Refused where no sticker would fit, in a
 * sentence that says what would.
 */
export function chosenStickers(values: PressValues): Result<Stickers> {
  const dpmm = wholeNumber('dpmm', values, STICKER_STOCK.dpmm);
  if (!dpmm.ok) return dpmm;
  if (!DPMM.includes(dpmm.value)) return fail('misused', `--dpmm knows ${DPMM.join(', ')} (203, 300 and 600 dpi)`);
  const [, width = '', height = width] =
    /^(\d{1,3}(?:\.\d)?)(?:x(\d{1,3}(?:\.\d)?))?$/.exec(values.size ?? String(STICKER_STOCK.width)) ?? [];
  if (width === '') return fail('misused', '--size wants millimetres: 22 or 25x20');
  const language = chosenLanguage(values);
  if (!language.ok) return language;
  const stock = { ...STICKER_STOCK, width: Number(width), height: Number(height), dpmm: dpmm.value };
  const serialIn = SERIAL_CARRIERS.find((name) => name === (values['serial-in'] ?? STICKER_STYLE.serialIn));
  if (serialIn === undefined) return fail('misused', `--serial-in knows ${SERIAL_CARRIERS.join(', ')}`);
  const style = { ...STICKER_STYLE, language: language.value, serialIn };
  const fits = testSticker(stock, style);
  return fits.ok ? ok({ stock, style }) : fits;
}

/** What the printer is spoken to in. */
export function chosenLanguage({ language = 'zpl' }: PressValues): Result<PrinterLanguage, 'misused'> {
  const known = PRINTER_LANGUAGES.find((name) => name === language);
  return known === undefined ? fail('misused', `--language knows ${PRINTER_LANGUAGES.join(', ')}`) : ok(known);
}

/** How the scanner is answered, so that it beeps good or bad. */
export function chosenFeedback({ feedback = 'none' }: PressValues): Result<FeedbackName, 'misused'> {
  if (isFeedbackName(feedback)) return ok(feedback);
  return fail('misused', `--feedback knows ${Object.keys(FEEDBACK).join(', ')}`);
}
