/** What a picture of a label is drawn on, command by command. */
import { blankBitmap, type Bitmap } from './bitmap.ts';
import type { Box } from './parts.ts';

/** The bitmap has the label's size once the label has said it. */
export interface Canvas {
  bitmap: Bitmap;
  /** Codes with their quiet zones. */
  readonly codes: Box[];
}

/** Dots; no sticker is longer. */
const LONGEST = 4000;

export const blankCanvas = (): Canvas => ({ bitmap: blankBitmap(0, 0), codes: [] });

export function resize(canvas: Canvas, width: number, height: number): void {
  const whole = (dots: number): number => Math.min(LONGEST, Math.max(0, Math.round(dots) || 0));
  canvas.bitmap = blankBitmap(whole(width), whole(height));
}
