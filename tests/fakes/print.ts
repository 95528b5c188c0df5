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
      // As a camera sees it, some three dots a module: the reader mistakes the size of larger ones.
      const step = Math.max(1, Math.round(dpmm / 8));
      const [across, down] = [Math.floor(picture.width / step), Math.floor(picture.height / step)];
      const seen = new Uint8ClampedArray(across * down);
      for (let i = 0; i < seen.length; i++) {
        const [x, y] = [(i % across) * step, Math.floor(i / across) * step];
        let sum = 0;
        for (let dy = 0; dy < step; dy++) for (let dx = 0; dx < step; dx++) sum += ink(x + dx, y + dy);
        seen[i] = sum / step ** 2;
      }
      const bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(seen, across, down)));
      return new QRCodeReader().decode(bitmap).getText();
    },
  };
}
