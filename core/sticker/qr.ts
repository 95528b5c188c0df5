/**
 * QR codes as the very grid of modules that is printed: made here and read back here, so that no sticker is sent that
 * a reader could not read, and no printer has a say in what the code looks like.
 *
 * The maker (qr) and the reader (@zxing/library) share no line of code.
 */
import {
  BinaryBitmap,
  DataMatrixReader,
  DecodeHintType,
  HybridBinarizer,
  QRCodeReader,
  RGBLuminanceSource,
} from '@zxing/library';
import encodeQR, { type ErrorCorrection } from 'qr';
import { asciiBytes } from '../base/digest.ts';

/** Error correction of ISO/IEC 18004: 7, 15, 25 and 30 per cent of the code may be spoilt. */
export type QrLevel = 'L' | 'M' | 'Q' | 'H';

/** Rows of modules, dark ones true; without a quiet zone. */
export type CodeGrid = readonly (readonly boolean[])[];

/** Light modules around a code (ISO/IEC 18004, 5.3.8). */
export const QUIET = 4;

const LEVELS = { L: 'low', M: 'medium', Q: 'quartile', H: 'high' } as const satisfies Record<QrLevel, ErrorCorrection>;

/**
 * The smallest model 2 code for an ASCII text at this level.
 *
 * @param mask one of the eight patterns (ISO/IEC 18004, 7.8.2); without it the one that reads best.
 */
export const makeQr = (text: string, level: QrLevel, mask?: number): CodeGrid =>
  // qr gives a border of one module at the least.
  encodeQR(text, 'raw', {
    ecc: LEVELS[level],
    border: 1,
    textEncoder: asciiBytes,
    ...(mask === undefined ? {} : { mask }),
  })
    .slice(1, -1)
    .map((row) => row.slice(1, -1));

/** The mask pattern of a code: three of the format bits beside its first corner (ISO/IEC 18004, 7.9.1). */
export function maskOf(grid: CodeGrid): number {
  const bit = (column: number): number => (grid[8]?.[column] === true ? 1 : 0);
  return ((bit(2) << 2) | (bit(3) << 1) | bit(4)) ^ 0b101;
}

/** Dots a module has for the reader. */
const SCALE = 2;

/** What a reader makes of a grid as it will stand on a label, of either kind; `null` if it reads nothing. */
export function readGrid(grid: CodeGrid): string | null {
  const side = (grid.length + 2 * QUIET) * SCALE;
  const at = (dot: number): number => Math.floor(dot / SCALE) - QUIET;
  return readDots(side, side, (x, y) => grid[at(y)]?.[at(x)] === true);
}

/** What a reader makes of a straight picture of one code with its quiet zone; `null` if it reads nothing. */
export function readDots(width: number, height: number, dark: (x: number, y: number) => boolean): string | null {
  const seen = new Uint8ClampedArray(width * height).fill(255);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (dark(x, y)) seen[y * width + x] = 0;
  // The picture is known to be straight and clean: zxing's search for a code in a photograph misses one in a hundred.
  const hints = new Map([[DecodeHintType.PURE_BARCODE, true]]);
  const read = (reader: QRCodeReader | DataMatrixReader): string | null => {
    // zxing says "nothing there" by throwing; here that is an answer.
    try {
      const bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(seen, width, height)));
      return reader.decode(bitmap, hints).getText();
    } catch {
      return null;
    }
  };
  try {
    return read(new QRCodeReader()) ?? read(new DataMatrixReader());
  } finally {
    seen.fill(0);
  }
}
