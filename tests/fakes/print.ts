/** What a ZPL printer would put on the label, as a picture, and what is to be read from it. */
import { createRequire } from 'node:module';
import { PNG } from 'pngjs';
import type * as Renderer from 'zpl-renderer-js';
import type * as Zxing from '@zxing/library';
import type { LabelSize } from '../../core/sticker/zpl.ts';

const require = createRequire(import.meta.url);
/** Required, not imported, so that Vite does not work through its 9 MB and miss its source map. */
const { ready } = require('zpl-renderer-js') as typeof Renderer;
/** Required, because Node finds no names to import in its CommonJS. */
const { BinaryBitmap, HybridBinarizer, QRCodeReader, RGBLuminanceSource } = require('@zxing/library') as typeof Zxing;

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
      // As a hand scanner sees it, from several distances: at some exact sizes this reader misses the corners.
      const readings = [1, 1.5, 2, 0.75].map((zoom) => readAt(picture, (8 / dpmm) * zoom));
      const [text] = readings.filter((reading) => reading !== null);
      if (text === undefined) throw new Error('no code on this label can be read');
      return text;
    },
  };
}

/** Reads the picture's one code at another size; null if there is none to be found. */
function readAt(picture: PNG, zoom: number): string | null {
  const [across, down] = [Math.floor(picture.width * zoom), Math.floor(picture.height * zoom)];
  const seen = new Uint8ClampedArray(across * down);
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      const at = Math.floor(y / zoom) * picture.width + Math.floor(x / zoom);
      seen[y * across + x] = picture.data[at * 4] ?? 255;
    }
  }
  const bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(seen, across, down)));
  // This reader says "not here" by throwing.
  try {
    return new QRCodeReader().decode(bitmap).getText();
  } catch {
    return null;
  }
}
