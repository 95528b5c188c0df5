/** A picture as grey values, one byte a dot, row by row: 0 is black. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly values: Uint8ClampedArray;
}

/** A part of a picture, in dots. */
export interface GreyBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Every `by` x `by` dots become their mean; a rest at the edges is left out. Always a copy. */
export function reduce({ width, height, values }: Grey, by: number): Grey {
  const [columns, rows] = [Math.floor(width / by), Math.floor(height / by)];
  const reduced = new Uint8ClampedArray(columns * rows);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      let sum = 0;
      for (let dy = 0; dy < by; dy++) {
        const start = (y * by + dy) * width + x * by;
        for (let dx = 0; dx < by; dx++) sum += values[start + dx] as number;
      }
      reduced[y * columns + x] = sum / (by * by);
    }
  }
  return { width: columns, height: rows, values: reduced };
}

/** Twice as wide and high, with straight lines between the dots. */
export function enlarge({ width, height, values }: Grey): Grey {
  const [columns, rows] = [2 * width, 2 * height];
  const enlarged = new Uint8ClampedArray(columns * rows);
  for (let y = 0; y < rows; y++) {
    // The middle of a new dot lies a quarter of an old one beside its middle: near one, three times as far from the next.
    const near = (y >> 1) * width;
    const far = Math.min(height - 1, Math.max(0, (y >> 1) + (y % 2 === 0 ? -1 : 1))) * width;
    for (let x = 0; x < columns; x++) {
      const column = x >> 1;
      const next = Math.min(width - 1, Math.max(0, column + (x % 2 === 0 ? -1 : 1)));
      const here = 3 * (values[near + column] as number) + (values[near + next] as number);
      const there = 3 * (values[far + column] as number) + (values[far + next] as number);
      enlarged[y * columns + x] = (3 * here + there) / 16;
    }
  }
  return { width: columns, height: rows, values: enlarged };
}

/** A part of it. A copy. */
export function crop(picture: Grey, { left, top, width, height }: GreyBox): Grey {
  const values = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y++) {
    const start = (top + y) * picture.width + left;
    values.set(picture.values.subarray(start, start + width), y * width);
  }
  return { width, height, values };
}

const EIGHTH = Math.SQRT1_2;

/** Turned by an eighth of a circle about its middle, on a ground of white large enough for its corners. A copy. */
export function turn({ width, height, values }: Grey): Grey {
  const side = Math.ceil((width + height) * EIGHTH);
  const turned = new Uint8ClampedArray(side * side).fill(255);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [dx, dy] = [(x - side / 2) * EIGHTH, (y - side / 2) * EIGHTH];
      const [column, row] = [Math.round(width / 2 + dx + dy), Math.round(height / 2 - dx + dy)];
      if (column < 0 || column >= width || row < 0 || row >= height) continue;
      turned[y * side + x] = values[row * width + column] as number;
    }
  }
  return { width: side, height: side, values: turned };
}
