/** Outlines as dots: a dot has ink where the letter covers half of it. */
import type { Outline } from '../typeface/outlines.ts';
import type { Bitmap } from './bitmap.ts';

/** Lines that each row of dots is looked at in. */
const LINES = 5;

/** Share of a dot that is covered and becomes ink. Thin strokes of small letters are a dot wide and must not break. */
const INKED = 0.45;

interface Edge {
  readonly x: number;
  readonly y: number;
  readonly slope: number;
  readonly end: number;
  /** Down or up: what lies between is inside as long as they do not cancel out. */
  readonly turn: 1 | -1;
}

/**
 * Draws one letter.
 *
 * @param x of its start, `y` of the line it stands on, in dots; `size` of the type, in dots.
 */
export function inkOutline(bitmap: Bitmap, outline: Outline, x: number, y: number, size: number): void {
  const edges = outline.flatMap((contour) => edgesOf(contour, x, y, size));
  const top = Math.max(0, Math.floor(Math.min(...edges.map((edge) => edge.y))));
  const bottom = Math.min(bitmap.height, Math.ceil(Math.max(...edges.map((edge) => edge.end))));
  for (let row = top; row < bottom; row++) {
    const covered = new Float64Array(bitmap.width);
    for (let line = 0; line < LINES; line++) coverLine(covered, edges, row + (line + 0.5) / LINES);
    for (const [column, share] of covered.entries()) {
      if (share >= INKED * LINES) bitmap.dots[row * bitmap.width + column] = 1;
    }
  }
}

/** Of a closed line, its sides but the level ones; downwards, as dots are counted. */
function edgesOf(contour: readonly number[], left: number, base: number, size: number): readonly Edge[] {
  const corners = contour.length / 2;
  const at = (i: number): readonly [number, number] => [
    left + size * (contour[2 * (i % corners)] as number),
    base - size * (contour[2 * (i % corners) + 1] as number),
  ];
  return Array.from({ length: corners }, (_, i) => i).flatMap((i): readonly Edge[] => {
    const [from, to] = [at(i), at(i + 1)];
    if (from[1] === to[1]) return [];
    const turn = from[1] < to[1] ? 1 : -1;
    const [[x, y], [endX, end]] = turn === 1 ? [from, to] : [to, from];
    return [{ x, y, end, slope: (endX - x) / (end - y), turn }];
  });
}

/** Adds what lies inside of the letter on this line to each dot of a row. */
function coverLine(covered: Float64Array, edges: readonly Edge[], y: number): void {
  const crossed = edges
    .filter((edge) => edge.y <= y && y < edge.end)
    .map((edge) => ({ x: edge.x + (y - edge.y) * edge.slope, turn: edge.turn }))
    .sort((a, b) => a.x - b.x);
  let depth = 0;
  for (const [i, { x, turn }] of crossed.entries()) {
    depth += turn;
    const next = crossed[i + 1];
    if (depth !== 0 && next !== undefined) coverRun(covered, x, next.x);
  }
}

function coverRun(covered: Float64Array, from: number, to: number): void {
  const last = Math.min(covered.length, Math.ceil(to));
  for (let dot = Math.max(0, Math.floor(from)); dot < last; dot++) {
    covered[dot] = (covered[dot] as number) + Math.max(0, Math.min(to, dot + 1) - Math.max(from, dot));
  }
}
