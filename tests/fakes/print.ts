/** What a ZPL printer would put on the label, as a picture, and what is to be read from it. */
import { createRequire } from 'node:module';
import { PNG } from 'pngjs';
import type * as Renderer from 'zpl-renderer-js';
import type * as Zxing from '@zxing/library';
import type { LabelSize } from '../../core/sticker/parts.ts';

const require = createRequire(import.meta.url);
/** Required, not imported, so that Vite does not work through its 9 MB and miss its source map. */
const { ready } = require('zpl-renderer-js') as typeof Renderer;
/** Required, because Node finds no names to import in its CommonJS. */
const { BinaryBitmap, DecodeHintType, HybridBinarizer, QRCodeReader, RGBLuminanceSource } =
  require('@zxing/library') as typeof Zxing;

export interface Printed {
  readonly png: Buffer;
  readonly width: number;
  readonly height: number;
  /** Whether there is ink at a dot. */
  dark(x: number, y: number): boolean;
  /** What the one QR code on the label says. */
  readCode(): string;
}

export async function printZpl(zpl: string, { width, height, dpmm }: LabelSize): Promise<Printed> {
  const { api } = await ready;
  const png = Buffer.from(await api.zplToBase64Async(zpl, width, height, dpmm), 'base64');
  const picture = PNG.sync.read(png);
  const ink = (x: number, y: number) => picture.data[(y * picture.width + x) * 4] ?? 255;
  return {
    png,
    width: picture.width,
    height: picture.height,
    dark: (x, y) => ink(x, y) < 128,
    readCode() {
      // The detector misses the corners of some codes at any size. Cut out as it was drawn, every code must read.
      const cut = cutOutCode(picture, dpmm);
      const hints = new Map([[DecodeHintType.PURE_BARCODE, true]]);
      return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(cut)), hints).getText();
    },
  };
}

/** The part of a label that holds its code: the rightmost block above the last line, up to a millimetre of white. */
function cutOutCode(picture: PNG, dpmm: number): InstanceType<typeof RGBLuminanceSource> {
  const height = Math.floor(picture.height * 0.86);
  const ink = (x: number, y: number) => picture.data[(y * picture.width + x) * 4] ?? 255;
  const isWhite = (x: number) => Array.from({ length: height }, (_, y) => ink(x, y)).every((value) => value > 128);
  let right = picture.width;
  while (right > 0 && isWhite(right - 1)) right--;
  let left = right;
  for (let white = 0; left > 0 && white < dpmm; left--) white = isWhite(left - 1) ? white + 1 : 0;
  const width = picture.width - left;
  const seen = new Uint8ClampedArray(width * height);
  for (let i = 0; i < seen.length; i++) seen[i] = ink(left + (i % width), Math.floor(i / width));
  return new RGBLuminanceSource(seen, width, height);
}

/** What the codes of a sticker say, each printed by itself by a renderer that is not ours, in the order they stand. */
export async function readSticker(zpl: string, dpmm: number): Promise<readonly string[]> {
  const codes = [...zpl.matchAll(/\^GFA[^^]*/g)].map(([code]) => code);
  const alone = codes.map((code) => printZpl(`^XA^FO20,20${code}^FS^XZ`, { width: 30, height: 40, dpmm }));
  return (await Promise.all(alone)).map((printed) => printed.readCode());
}
