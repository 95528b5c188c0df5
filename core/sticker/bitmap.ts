/**
 * A label as dots, one byte a dot, as a print head has them. What stands on it may be a secret: whoever asks for a
 * bitmap of one wipes it.
 */
import { readDots, type CodeGrid } from './qr.ts';
import type { Box } from './parts.ts';

export interface Bitmap {
  readonly width: number;
  readonly height: number;
  /** Row by row; 1 is ink. */
  readonly dots: Uint8Array;
}

export const blankBitmap = (width: number, height: number): Bitmap => ({
  width,
  height,
  dots: new Uint8Array(width * height),
});

/** Puts ink on a rectangle, or takes it off; what lies outside of the label is not printed. */
export function fill({ width, height, dots }: Bitmap, box: Box, ink: 0 | 1 = 1): void {
  const [left, right] = [Math.max(0, box.x), Math.min(width, box.x + box.width)];
  const bottom = Math.min(height, box.y + box.height);
  for (let y = Math.max(0, box.y); y < bottom && left < right; y++) dots.fill(ink, y * width + left, y * width + right);
}

/** The four sides of a rectangle, `border` dots thick, inside of it. */
export function drawFrame(bitmap: Bitmap, { x, y, width, height }: Box, border: number): void {
  const [across, down] = [Math.min(border, width), Math.min(border, height)];
  fill(bitmap, { x, y, width, height: down });
  fill(bitmap, { x, y: y + height - down, width, height: down });
  fill(bitmap, { x, y, width: across, height });
  fill(bitmap, { x: x + width - across, y, width: across, height });
}

/** Black for white in a rectangle. */
export function invert({ width, height, dots }: Bitmap, box: Box): void {
  const [right, bottom] = [Math.min(width, box.x + box.width), Math.min(height, box.y + box.height)];
  for (let y = Math.max(0, box.y); y < bottom; y++) {
    for (let x = Math.max(0, box.x); x < right; x++) dots[y * width + x] = 1 - (dots[y * width + x] as number);
  }
}

/** A code of `module` dots a module, its first module at `x`, `y`. */
export function drawGrid(bitmap: Bitmap, { x, y }: Pick<Box, 'x' | 'y'>, grid: CodeGrid, module: number): void {
  for (const [row, modules] of grid.entries()) {
    for (const [column, dark] of modules.entries()) {
      if (dark) fill(bitmap, { x: x + column * module, y: y + row * module, width: module, height: module });
    }
  }
}

/** What a reader makes of this part of the label; `null` if it reads nothing. The part holds one code and its quiet zone. */
export const readCode = ({ width, height, dots }: Bitmap, box: Box): string | null =>
  readDots(box.width, box.height, (x, y) => {
    const [across, down] = [box.x + x, box.y + y];
    return across >= 0 && across < width && down >= 0 && down < height && dots[down * width + across] === 1;
  });

/** The ink as rectangles that do not touch above each other: as high as a run of dots stays the same. */
export function inkBoxes({ width, height, dots }: Bitmap): readonly Box[] {
  const boxes: Box[] = [];
  /** Runs that reach down to the row before, by place and length. */
  let open = new Map<string, Box>();
  for (let y = 0; y <= height; y++) {
    const row = new Map<string, Box>();
    for (let x = 0; y < height && x < width; x++) {
      if (dots[y * width + x] !== 1) continue;
      const from = x;
      while (x < width && dots[y * width + x] === 1) x++;
      const run = `${from} ${x - from}`;
      row.set(run, open.get(run) ?? { x: from, y, width: x - from, height: 0 });
    }
    for (const [run, box] of open) if (!row.has(run)) boxes.push({ ...box, height: y - box.y });
    open = row;
  }
  return boxes;
}

/** The ink as one SVG path, a unit a dot, for `fill`. */
export const inkPath = (bitmap: Bitmap): string =>
  inkBoxes(bitmap)
    .map(({ x, y, width, height }) => `M${x} ${y}h${width}v${height}h-${width}z`)
    .join('');
