/**
 * What a hand scanner would read from a thing that is only played: its ink, back to dots and through the same reader as
 * any camera's picture. Nothing of what was meant comes in, only what was drawn.
 */
import type { Bitmap } from '../../core/sticker/bitmap.ts';
import type { PrinterLanguage } from '../../core/sticker/languages/languages.ts';
import type { Box } from '../../core/sticker/parts.ts';
import { pictureOf } from '../../core/sticker/picture.ts';
import { readPicture } from '../../core/scan/picture.ts';

/** The texts of all codes on a label, in the order they stand in it; `null` for one that cannot be read. */
export function readPrinted(
  label: string,
  language: PrinterLanguage = 'zpl',
  dpmm = 12,
  spoil?: (bitmap: Bitmap, box: Box) => void,
): readonly (string | null)[] {
  const { bitmap, codes } = pictureOf(label, language, dpmm);
  const read = codes.map((box) => {
    spoil?.(bitmap, box);
    return readInk(bitmap, box, spoil === undefined ? CLEAN : PATIENCE);
  });
  bitmap.dots.fill(0);
  return read;
}

/** Milliseconds for which a hand scanner tries. */
const PATIENCE = 1000;
/** What nobody has spoilt is read in some hundredths of a second, unless a busy machine gives no time for it. */
const CLEAN = 20_000;

/** What is read from a part of some ink that holds one code. */
export function readInk({ width, height, dots }: Bitmap, box: Box, patience = CLEAN): string | null {
  const values = new Uint8ClampedArray(box.width * box.height).fill(255);
  for (let y = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++) {
      const [across, down] = [box.x + x, box.y + y];
      const inside = across >= 0 && across < width && down >= 0 && down < height;
      if (inside && dots[down * width + across] === 1) values[y * box.width + x] = 0;
    }
  }
  const gives = performance.now() + patience;
  const picture = { width: box.width, height: box.height, values };
  return readPicture(picture, { most: 1, goOn: () => performance.now() < gives })[0] ?? null;
}

/** A scratch across a code, as deep as a key that was carried in the same pocket. */
export function scratch({ width, dots }: Bitmap, box: Box): void {
  const thick = Math.ceil(box.height / 3);
  for (let x = 0; x < box.width; x++) {
    const top = box.y + Math.round((x / box.width) * (box.height - thick));
    for (let y = top; y < top + thick; y++) {
      const at = y * width + box.x + x;
      if (at >= 0 && at < dots.length) dots[at] = 1;
    }
  }
}
