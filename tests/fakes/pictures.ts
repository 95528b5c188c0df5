/** Pictures of codes as people take them: enlarged, turned, soft, noisy, badly lit, squeezed by JPEG. */
import type { Grey } from '../../core/scan/grey.ts';
import encodeQR from 'qr';

/** Light modules around a code. */
const QUIET = 4;

/** Without the reader beside it, which Node cannot import by itself: pictures are made for the real window as well. */
const makeQr = (text: string): boolean[][] =>
  encodeQR(text, 'raw', { ecc: 'medium', border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1));

export interface Shot {
  /** Dots a module has. */
  readonly module?: number;
  /** Degrees. */
  readonly angle?: number;
  /** Standard deviation, in grey values. */
  readonly noise?: number;
  /** Radius in dots. */
  readonly blur?: number;
  /** Quality of JPEG, 1 to 100. */
  readonly jpeg?: number;
  /** How much darker one side is than the other, 0 to 1. */
  readonly shadow?: number;
  readonly inverted?: boolean;
  /** Dots of table around. */
  readonly margin?: number;
}

/** Codes side by side on one sheet. */
export function photograph(texts: readonly string[], shot: Shot = {}): Grey {
  const { module = 4, angle = 0, margin = 40 } = shot;
  const grids = texts.map((text) => makeQr(text));
  const sides = grids.map((grid) => (grid.length + 2 * QUIET) * module);
  const width = sides.reduce((sum, side) => sum + side, 0);
  const height = Math.max(...sides);
  const sheet = { width, height, values: new Uint8ClampedArray(width * height).fill(255) };
  let left = 0;
  for (const [i, grid] of grids.entries()) {
    for (const [y, row] of grid.entries()) {
      for (const [x, dark] of row.entries()) {
        if (!dark) continue;
        for (let dy = 0; dy < module; dy++) {
          const start = ((y + QUIET) * module + dy) * width + left + (x + QUIET) * module;
          sheet.values.fill(0, start, start + module);
        }
      }
    }
    left += sides[i] as number;
  }
  return photographOf(sheet, { ...shot, angle, margin });
}

/** Any sheet, as a telephone takes it. */
export const photographOf = (sheet: Grey, shot: Shot): Grey =>
  spoil(laid(sheet, shot.angle ?? 0, shot.margin ?? 40), shot);

/** The sheet on a grey table, turned. */
function laid(sheet: Grey, angle: number, margin: number): Grey {
  const [sin, cos] = [Math.sin((angle * Math.PI) / 180), Math.cos((angle * Math.PI) / 180)];
  const reach = (a: number, b: number): number => Math.ceil(Math.abs(a * cos) + Math.abs(b * sin)) + 2 * margin;
  const [width, height] = [reach(sheet.width, sheet.height), reach(sheet.height, sheet.width)];
  const values = new Uint8ClampedArray(width * height).fill(margin === 0 ? 255 : 170);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const column = Math.floor(sheet.width / 2 + dx * cos + dy * sin);
      const row = Math.floor(sheet.height / 2 - dx * sin + dy * cos);
      if (column < 0 || column >= sheet.width || row < 0 || row >= sheet.height) continue;
      values[y * width + x] = sheet.values[row * sheet.width + column] as number;
    }
  }
  return { width, height, values };
}

export function spoil(picture: Grey, { noise = 0, blur = 0, jpeg, shadow = 0, inverted = false }: Shot): Grey {
  const { width, values } = blur === 0 ? picture : blurred(picture, blur);
  let seed = 1;
  const random = (): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  for (let at = 0; at < values.length; at++) {
    // The sum of three is near enough to a bell curve.
    const grain = noise === 0 ? 0 : (random() + random() + random() - 1.5) * 2 * noise;
    const light = 1 - shadow * ((at % width) / width);
    const value = (values[at] as number) * light + grain;
    values[at] = inverted ? 255 - value : value;
  }
  const spoilt = { ...picture, values };
  if (jpeg !== undefined) squeeze(spoilt, jpeg);
  return spoilt;
}

function blurred({ width, height, values }: Grey, radius: number): Grey {
  const soft = new Uint8ClampedArray(values.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let [sum, count] = [0, 0];
      for (let dy = -radius; dy <= radius; dy++) {
        for (let dx = -radius; dx <= radius; dx++) {
          if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height) continue;
          sum += values[(y + dy) * width + x + dx] as number;
          count++;
        }
      }
      soft[y * width + x] = sum / count;
    }
  }
  return { width, height, values: soft };
}

/** ITU-T T.81, annex K, table K.1. */
const LUMINANCE = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
  87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
] as const;

const WAVES = Array.from({ length: 8 }, (_, u) =>
  Array.from({ length: 8 }, (__, x) => (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16)),
);

/** What JPEG loses: every block of 8 x 8 through the cosine transform, its table, and back. */
function squeeze({ width, height, values }: Grey, quality: number): void {
  const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  const wave = (u: number, x: number): number => WAVES[u]?.[x] ?? 0;
  for (let top = 0; top + 8 <= height; top += 8) {
    for (let left = 0; left + 8 <= width; left += 8) {
      const dot = (i: number): number => (top + (i >> 3)) * width + left + (i & 7);
      const block = Array.from({ length: 64 }, (_, i) => (values[dot(i)] as number) - 128);
      const rows = Array.from({ length: 64 }, (_, i) => sum8((x) => (block[(i & ~7) + x] ?? 0) * wave(i & 7, x)));
      const waves = Array.from({ length: 64 }, (_, i) => sum8((y) => (rows[y * 8 + (i & 7)] ?? 0) * wave(i >> 3, y)));
      const kept = waves.map((value, i) => {
        const step = Math.max(1, Math.floor(((LUMINANCE[i] ?? 1) * scale + 50) / 100));
        return Math.round(value / step) * step;
      });
      const back = Array.from({ length: 64 }, (_, i) => sum8((v) => (kept[v * 8 + (i & 7)] ?? 0) * wave(v, i >> 3)));
      for (let i = 0; i < 64; i++) values[dot(i)] = sum8((u) => (back[(i & ~7) + u] ?? 0) * wave(u, i & 7)) + 128;
    }
  }
}

const sum8 = (term: (i: number) => number): number => [0, 1, 2, 3, 4, 5, 6, 7].reduce((sum, i) => sum + term(i), 0);
