/** What `twofold press` takes, and what is wrong with it. */
import { parseArgs } from 'node:util';
import { coins, type Coin } from '../../core/coins/coins.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { STICKER_STOCK, type StickerStock } from '../../core/sticker/layout.ts';

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
  dpmm: { type: 'string' },
  size: { type: 'string' },
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
  name: 'workers' | 'baud' | 'dpmm' | 'count' | 'counted',
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
  return ok(coins.filter((coin) => names.includes(coin)));
}

/** `--size 22` or `--size 25x20`, millimetres; `--dpmm 12`. */
export function chosenStock(values: PressValues): Result<StickerStock, 'misused'> {
  const dpmm = wholeNumber('dpmm', values, STICKER_STOCK.dpmm);
  if (!dpmm.ok) return dpmm;
  const [, width = '', height = width] =
    /^(\d{1,3}(?:\.\d)?)(?:x(\d{1,3}(?:\.\d)?))?$/.exec(values.size ?? String(STICKER_STOCK.width)) ?? [];
  if (width === '') return fail('misused', '--size wants millimetres: 22 or 25x20');
  return ok({ ...STICKER_STOCK, width: Number(width), height: Number(height), dpmm: dpmm.value });
}
