/** How far apart two drawings made of lines are, as the eye sees them. */

type Dot = readonly [x: number, y: number];

/** Points half a grid step apart along all lines of a symbol. */
export function dotsOf(lines: readonly (readonly number[])[]): readonly Dot[] {
  return lines.flatMap((line) => {
    const found: Dot[] = [];
    for (let i = 2; i < line.length; i += 2) {
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = line.slice(i - 2, i + 2);
      const steps = Math.ceil(Math.hypot(x1 - x0, y1 - y0) * 2);
      for (let s = 0; s <= steps; s++) found.push([x0 + ((x1 - x0) * s) / steps, y0 + ((y1 - y0) * s) / steps]);
    }
    return found;
  });
}

/** The square of how far a dot is from the others. Millions are asked for, and the platform's `hypot` takes its time. */
function gap([x0, y0]: Dot, others: readonly Dot[]): number {
  let least = Infinity;
  for (const [x, y] of others) least = Math.min(least, (x - x0) ** 2 + (y - y0) ** 2);
  return least;
}

/** Hausdorff distance: how far the eye must go at most from one drawing to reach the other, in grid steps. */
export const apart = (a: readonly Dot[], b: readonly Dot[]): number =>
  Math.sqrt(Math.max(...a.map((dot) => gap(dot, b)), ...b.map((dot) => gap(dot, a))));
