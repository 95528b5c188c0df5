/**
 * Data Matrix ECC 200 (ISO/IEC 16022) as a grid of modules. zxing, which reads codes here anyway, makes them too: its
 * encoder and its decoder have tables of their own, and the encoder is held to the standard's own example.
 */
import { BarcodeFormat, DataMatrixWriter, EncodeHintType } from '@zxing/library';
import type { CodeGrid } from './qr.ts';

/** Light modules around a code: one by the standard (7.1), and one more for the hand. */
export const MATRIX_QUIET = 2;

/** `SymbolShapeHint.FORCE_SQUARE`, which zxing keeps to its own compiler. */
const SQUARE = 1;

/** The smallest square code for an ASCII text; a serial makes one of 14 to 20 modules. */
export function makeMatrix(text: string): CodeGrid {
  const hints = new Map([[EncodeHintType.DATA_MATRIX_SHAPE, SQUARE]]);
  const bits = new DataMatrixWriter().encode(text, BarcodeFormat.DATA_MATRIX, 0, 0, hints);
  return Array.from({ length: bits.getHeight() }, (_, y) =>
    Array.from({ length: bits.getWidth() }, (__, x) => bits.get(x, y)),
  );
}
