/**
 * QR codes as the very grid of modules that is printed: made here and read back here, so that no sticker is sent that
 * a reader could not read, and no printer has a say in what the code looks like.
 *
 * The maker (qr) and the reader (@zxing/library) share no line of code.
 */
import { BinaryBitmap, DecodeHintType, HybridBinarizer, QRCodeReader, RGBLuminanceSource } from '@zxing/library';
import encodeQR, { type ErrorCorrection } from 'qr';
import { asciiBytes } from '../digest.ts';

/** Error correction of ISO/IEC 18004: 7, 15, 25 and 30 per cent of the code may be spoilt. */
export type QrLevel = 'L' | 'M' | 'Q' | 'H';

/** Rows of modules, dark ones true; without a quiet zone. */
export type QrGrid = readonly (readonly boolean[])[];

/** Light modules around a code (ISO/IEC 18004, 5.3.8). */
export const QUIET = 4;

const LEVELS = { L: 'low', M: 'medium', Q: 'quartile', H: 'high' } as const satisfies Record<QrLevel, ErrorCorrection>;

/** The smallest model 2 code for an ASCII text at this level. */
export const makeQr = (text: string, level: QrLevel): QrGrid =>
  // qr gives a border of one module at the least.
  encodeQR(text, 'raw', { ecc: LEVELS[level], border: 1, textEncoder: asciiBytes })
    .slice(1, -1)
    .map((row) => row.slice(1, -1));

/** Dots a module has for the reader. */
const SCALE = 2;

/** What a reader makes of a grid as it will stand on the sticker; `null` if it reads nothing. */
export function readQr(grid: QrGrid): string | null {
  const side = (grid.length + 2 * QUIET) * SCALE;
  const seen = new Uint8ClampedArray(side * side).fill(255);
  for (let y = 0; y < side; y++) {
    const row = grid[Math.floor(y / SCALE) - QUIET];
    for (let x = 0; x < side; x++) if (row?.[Math.floor(x / SCALE) - QUIET] === true) seen[y * side + x] = 0;
  }
  const bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(seen, side, side)));
  // The grid is known to be straight and clean: zxing's search for one in a photograph misses one in a hundred.
  const hints = new Map([[DecodeHintType.PURE_BARCODE, true]]);
  // zxing says "nothing there" by throwing; here that is an answer.
  try {
    return new QRCodeReader().decode(bitmap, hints).getText();
  } catch {
    return null;
  } finally {
    seen.fill(0);
  }
}
