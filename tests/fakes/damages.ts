/**
 * Thirty ways in which the code of a sticker comes to be hard to read, each as bad as one finds it: of every one several
 * pictures can be made, and of one number always the same.
 */
import type { Grey } from '../../core/scan/grey.ts';
import { photograph, spoil, type Shot } from './pictures.ts';

/** What is done to a picture of one code; `random` gives numbers from 0 to 1. */
type Damage = (text: string, random: () => number) => Grey;

const shot =
  (of: Shot): Damage =>
  (text) =>
    photograph([text], of);

/** Taken from a corner: one side is nearer than the other. */
const askew =
  (tilt: number, of: Shot): Damage =>
  (text, random) =>
    spoil(tilted(photograph([text], { module: of.module ?? 6 }), tilt * (random() < 0.5 ? 1 : -1)), of);

/** Printed weakly, or on a ground that is nearly as dark. */
const faint =
  (dark: number, light: number, of: Shot): Damage =>
  (text) => {
    const picture = photograph([text], { module: of.module ?? 5 });
    for (const [at, value] of picture.values.entries()) picture.values[at] = dark + ((light - dark) * value) / 255;
    return spoil(picture, of);
  };

/** A lamp that is mirrored in the foil. */
const glare =
  (radius: number, of: Shot): Damage =>
  (text, random) => {
    const picture = photograph([text], { module: of.module ?? 6 });
    const [x, y] = [(0.4 + 0.2 * random()) * picture.width, (0.4 + 0.2 * random()) * picture.height];
    const reach = radius * picture.width;
    overEach(picture, (value, column, row) => {
      const light = Math.max(0, 1 - Math.hypot(column - x, row - y) / reach);
      return value + 255 * Math.min(1, 1.6 * light);
    });
    return spoil(picture, of);
  };

/** The edge of a hand's shadow, across the code. */
const shaded =
  (dark: number, of: Shot): Damage =>
  (text, random) => {
    const picture = photograph([text], { module: of.module ?? 5 });
    const [lean, middle] = [random() - 0.5, 0.35 + 0.3 * random()];
    overEach(picture, (value, column, row) =>
      column / picture.width + lean * (row / picture.height - 0.5) > middle ? value * dark : value,
    );
    return spoil(picture, of);
  };

/** Specks of dirt, or scratches that took the ink off. */
const dirty =
  (count: number, size: number, grey: number, of: Shot): Damage =>
  (text, random) => {
    const picture = photograph([text], { module: of.module ?? 5 });
    const specks = Array.from({ length: count }, () => [random() * picture.width, random() * picture.height] as const);
    overEach(picture, (value, column, row) =>
      specks.some(([x, y]) => Math.hypot(column - x, row - y) < size) ? grey : value,
    );
    return spoil(picture, of);
  };

/** A scratch across, some dots wide. */
const scratched =
  (wide: number, of: Shot): Damage =>
  (text, random) => {
    const picture = photograph([text], { module: of.module ?? 5 });
    const [lean, through] = [random() * 2 - 1, 0.4 + 0.2 * random()];
    overEach(picture, (value, column, row) =>
      Math.abs(row - through * picture.height - lean * (column - picture.width / 2)) < wide ? 255 : value,
    );
    return spoil(picture, of);
  };

export const DAMAGES: Readonly<Record<string, Damage>> = {
  soft: shot({ module: 5, blur: 2 }),
  softer: shot({ module: 5, blur: 3 }),
  'soft and small': shot({ module: 3, blur: 1, noise: 15 }),
  noisy: shot({ module: 4, noise: 50 }),
  'very noisy': shot({ module: 4, noise: 90 }),
  'noisy and small': shot({ module: 2, noise: 40 }),
  'turned a little': shot({ module: 4, angle: 7 }),
  'turned, and soft': shot({ module: 4, angle: 38, blur: 1 }),
  'turned half an eighth': shot({ module: 3, angle: 22 }),
  'turned, and noisy': shot({ module: 4, angle: 61, noise: 40 }),
  'from the side': askew(0.15, {}),
  'far from the side': askew(0.22, {}),
  'far from the side, and soft': askew(0.2, { blur: 2 }),
  'yellow on yellow': faint(170, 200, {}),
  'yellow on yellow, noisy': faint(160, 200, { noise: 10 }),
  'grey on black': faint(10, 45, { noise: 5 }),
  'a lamp in the foil': glare(0.14, {}),
  'a large lamp in the foil': glare(0.2, {}),
  'a poor JPEG': shot({ module: 4, jpeg: 8 }),
  'a very poor JPEG': shot({ module: 3, jpeg: 5 }),
  'a poor JPEG of a photograph': shot({ module: 4, jpeg: 20, angle: 14, blur: 1, noise: 15 }),
  'one and a half dots a module': (text) => shrunk(photograph([text], { module: 3 }), 2),
  'less than that, turned': (text) => shrunk(photograph([text], { module: 4, angle: 19 }), 3),
  'a hard shadow': shaded(0.35, {}),
  'a harder shadow, soft': shaded(0.2, { blur: 1 }),
  dirt: dirty(12, 6, 60, {}),
  'dirt and noise': dirty(16, 5, 90, { noise: 25 }),
  'ink that came off': dirty(14, 6, 255, {}),
  'a scratch': scratched(5, {}),
  'white on black, turned, soft': shot({ module: 5, angle: 31, blur: 1, inverted: true }),
};

/** The picture of this number of a damage: always the same. */
export function damaged(damage: Damage, text: string, number: number): Grey {
  let seed = number + 1;
  const random = (): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  for (let at = 0; at < 8; at++) random();
  return damage(text, random);
}

function overEach({ width, height, values }: Grey, value: (old: number, column: number, row: number) => number): void {
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      values[row * width + column] = value(values[row * width + column] as number, column, row);
    }
  }
}

/** Every row as wide as the nearer it is; upright stays upright. */
function tilted({ width, height, values }: Grey, tilt: number): Grey {
  const seen = new Uint8ClampedArray(width * height).fill(170);
  for (let row = 0; row < height; row++) {
    const share = 1 - Math.abs(tilt) * (tilt > 0 ? row / height : 1 - row / height);
    for (let column = 0; column < width; column++) {
      const from = Math.round(width / 2 + (column - width / 2) / share);
      if (from >= 0 && from < width) seen[row * width + column] = values[row * width + from] as number;
    }
  }
  return { width, height, values: seen };
}

/** Smaller by a share that is no whole number: `by` halves. */
function shrunk(picture: Grey, by: number): Grey {
  const [width, height] = [Math.floor((picture.width * 2) / (by + 2)), Math.floor((picture.height * 2) / (by + 2))];
  const values = new Uint8ClampedArray(width * height);
  const ratio = picture.width / width;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      let [sum, count] = [0, 0];
      for (let y = Math.floor(row * ratio); y < Math.min(picture.height, (row + 1) * ratio); y++) {
        for (let x = Math.floor(column * ratio); x < Math.min(picture.width, (column + 1) * ratio); x++) {
          sum += picture.values[y * picture.width + x] as number;
          count++;
        }
      }
      values[row * width + column] = sum / count;
    }
  }
  return { width, height, values };
}
