/**
 * The two-layer sticker: where everything stands, in millimetres as people think of it and in dots as printers do.
 *
 * Both layers of one card come out of one job, side by side: on the left, on yellow stock, the lower one with the EPK;
 * on the right the upper one with the serial and the deposit address. They carry one sticker number, so that nobody
 * can put layers of two cards together, and the same corner marks, so that it shows when they are not in register.
 *
 * ```
 *   .-              -.     gutter     .-              -.
 *   T  ############  S                T  CARD-000123   S
 *   R  ##   EPK  ##  T                R  ############  T
 *   A  ############  -                A  ## address ## -
 *   I   6PnQmAyBk..  1                I  ############  1
 *   '-   9ZXJyZBv  -'                 '-  1BoatSLRHt  -'
 * ```
 */
import { failIn, ok, type Result } from '../base/result.ts';
import { addressInLink, type Coin } from '../coins/coins.ts';
import { labelledLink } from '../coins/links.ts';
import { layOutLayer, LEAST_MODULE, modulesOf, type LayerCode, type LayerText } from './layer.ts';
import type { PrinterLanguage } from './languages/languages.ts';
import type { QrLevel } from './qr.ts';
import type { Label, LabelPart, StickerStock } from './parts.ts';

const fail = failIn('sticker');

export const STICKER_STOCK: StickerStock = { width: 22, height: 22, gutter: 3, dpmm: 12 };

export interface StickerText {
  readonly serial: string;
  /** As it is on record. */
  readonly address: string;
  /** Of whose wallets the address is. */
  readonly coin: Coin;
  /** The EPK; also what the lower code says. */
  readonly key: string;
  /** The sticker's own number. */
  readonly sticker: string;
  readonly training: boolean;
}

/**
 * How the upper layer says its serial to a scanner: in a `link` that wallets read as the address (`two` where the
 * coin's wallets know none), in `two` codes, or not at all (`address`: the card carries it otherwise).
 */
export const SERIAL_CARRIERS = ['link', 'two', 'address'] as const;

export type SerialCarrier = (typeof SERIAL_CARRIERS)[number];

/** What stands on the sticker in truth. */
export const carrierOf = (coin: Coin, { serialIn }: Pick<StickerStyle, 'serialIn'>): SerialCarrier =>
  serialIn === 'link' && labelledLink(coin, '', '') === null ? 'two' : serialIn;

export interface StickerStyle {
  readonly serialIn: SerialCarrier;
  readonly keyLevel: QrLevel;
  readonly addressLevel: QrLevel;
  /** What the printer is spoken to in: it decides how large modules can be, and which sizes letters come in. */
  readonly language: PrinterLanguage;
}

export const STICKER_STYLE: StickerStyle = { serialIn: 'link', keyLevel: 'M', addressLevel: 'M', language: 'zpl' };

export interface StickerLayout {
  readonly stock: StickerStock;
  readonly lower: readonly LabelPart[];
  readonly upper: readonly LabelPart[];
}

export type LayoutFailure = 'code-too-small' | 'text-too-small';

/** Whole width and height of a job, in millimetres. */
export const jobSize = ({ width, height, gutter, dpmm }: StickerStock) => ({ width: 2 * width + gutter, height, dpmm });

/** Both layers side by side, as they are printed at once. */
export const stickerLabel = ({ stock, lower, upper }: StickerLayout): Label => ({
  size: jobSize(stock),
  parts: [...lower, ...upper],
});

/** Lays both layers out, or says why this stock and printer cannot carry them. */
export function layOutSticker(
  text: StickerText,
  stock: StickerStock,
  style: StickerStyle = STICKER_STYLE,
): Result<StickerLayout, LayoutFailure> {
  const { key, sticker, training } = text;
  const strips = { left: training ? 'TRAINING' : '', right: sticker };
  const keyCode = { text: key, level: style.keyLevel };
  const lowerText = { what: 'the private key', codes: [keyCode], above: '', below: key, ...strips };
  const lower = layer(lowerText, stock, style);
  if (!lower.ok) return lower;
  const upper = upperLayer(text, stock, style);
  if (!upper.ok) return upper;
  const right = Math.round((stock.width + stock.gutter) * stock.dpmm);
  const moved = upper.value.map((part): LabelPart => ({ ...part, box: { ...part.box, x: part.box.x + right } }));
  return ok({ stock, lower: lower.value, upper: moved });
}

/** A long link gets less error correction before it gets no sticker: it is read from the paper before the card leaves. */
function upperLayer(
  text: StickerText,
  stock: StickerStock,
  style: StickerStyle,
): Result<readonly LabelPart[], LayoutFailure> {
  const { serial, address, sticker, training } = text;
  const strips = { left: training ? 'TRAINING' : '', right: sticker };
  const around = { what: 'the address', above: serial, below: address, ...strips };
  const tried = layer({ ...around, codes: upperCodes(text, style) }, stock, style);
  if (tried.ok || carrierOf(text.coin, style) !== 'link') return tried;
  const lighter = layer({ ...around, codes: upperCodes(text, { ...style, addressLevel: 'L' }) }, stock, style);
  return lighter.ok ? lighter : tried;
}

function upperCodes({ coin, address, serial }: StickerText, style: StickerStyle): readonly LayerCode[] {
  const carrier = carrierOf(coin, style);
  const said = carrier === 'link' ? labelledLink(coin, address, serial) : null;
  const first = { text: said ?? address, level: style.addressLevel };
  return carrier === 'two' ? [first, { text: serial, level: null }] : [first];
}

function layer(
  text: LayerText,
  stock: StickerStock,
  { language, serialIn }: StickerStyle,
): Result<readonly LabelPart[], LayoutFailure> {
  const parts = layOutLayer(text, stock, language);
  if (typeof parts !== 'string') return ok(parts);
  const { width, height } = stock;
  const use = remedy(text, stock, language, serialIn);
  if (parts === 'text') {
    return fail(
      'text-too-small',
      `A sticker of ${width} x ${height} mm at ${dpi(stock)} dpi has no room for ${text.what} in letters below its code. ${use}`,
      { dpi: dpi(stock) },
    );
  }
  const modules = Math.max(...Object.values(modulesOf(text.codes)));
  const needed = Math.ceil(((modules * LEAST_MODULE) / stock.dpmm) * 10) / 10;
  return fail(
    'code-too-small',
    `The code of ${text.what} needs ${needed} mm with its quiet zone, at ${LEAST_MODULE} dots a module on a printer of ${dpi(stock)} dpi, and the sticker is ${Math.min(width, height)} mm. ${use}`,
    { needed, dpi: dpi(stock) },
  );
}

/** Millimetres and dots a millimetre that are tried for the sentence that says what would do. */
const LARGEST = 60;
const PRINTERS = [8, 12, 24];

function remedy(text: LayerText, stock: StickerStock, language: PrinterLanguage, serialIn: SerialCarrier): string {
  const fits = (other: Partial<StickerStock>, over: Partial<LayerText> = {}): boolean =>
    typeof layOutLayer({ ...text, ...over }, { ...stock, ...other }, language) !== 'string';
  const ways: string[] = [];
  const from = Math.ceil(Math.min(stock.width, stock.height));
  for (let mm = from; mm <= LARGEST; mm++) {
    const [width, height] = [Math.max(mm, stock.width), Math.max(mm, stock.height)];
    if (!fits({ width, height })) continue;
    ways.push(`stickers of ${width} x ${height} mm`);
    break;
  }
  const finer = PRINTERS.find((dpmm) => dpmm > stock.dpmm && fits({ dpmm }));
  if (finer !== undefined) ways.push(`a printer of ${dpi({ ...stock, dpmm: finer })} dpi`);
  const [first] = text.codes;
  const level = (['Q', 'M', 'L'] as const).find(
    (one) =>
      first?.level != null &&
      'LMQH'.indexOf(one) < 'LMQH'.indexOf(first.level) &&
      fits({}, { codes: text.codes.map((code) => (code.level === null ? code : { ...code, level: one })) }),
  );
  if (level !== undefined) ways.push(`error correction ${level}`);
  // The serial in a code of its own needs the most room, a bare address the least.
  const bare = text.codes.map(({ text: said, level: of }) => ({ text: addressInLink(said), level: of })).slice(0, 1);
  if (serialIn !== 'address' && text.above !== '' && fits({}, { codes: bare })) ways.push('the address alone as code');
  return ways.length === 0 ? 'Use a shorter text.' : `Use ${ways.join(' or ')}.`;
}

const dpi = ({ dpmm }: StickerStock): number => ({ 6: 152, 8: 203, 12: 300, 24: 600 })[dpmm] ?? Math.round(dpmm * 25.4);
