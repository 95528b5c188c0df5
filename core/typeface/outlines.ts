/**
 * Outlines of letters out of the `glyf` table as WOFF2 transforms it. Source: W3C, *WOFF File Format 2.0*, 5.1 and 5.2.
 * What makes letters out of other letters is not read, since our typefaces have none; hints are for screens.
 */
import { TableReading } from './reading.ts';

/** One closed line: x and y of its corners in turn, in the units of the typeface, upwards. */
export type Contour = readonly number[];
export type Outline = readonly Contour[];

/** Corners that stand for one curve: at a hundred dots a letter, less than a tenth of a dot beside it. */
const STEPS = 6;

const COMPOSITE = 0xffff;

interface Point {
  readonly x: number;
  readonly y: number;
  readonly on: boolean;
}

/** The outlines of these letters, by their number. All before them are read over: where one begins is said nowhere. */
export function outlinesIn(glyf: Uint8Array, wanted: ReadonlySet<number>): ReadonlyMap<number, Outline> {
  const table = new TableReading(glyf, 4);
  const count = table.word();
  table.word();
  const lengths = Array.from({ length: 7 }, () => table.long());
  const [contours, sizes, flags, coordinates] = lengths.slice(0, 4).map((length) => table.part(length)) as [
    ...[TableReading, TableReading, TableReading, TableReading],
  ];
  const outlines = new Map<number, Outline>();
  for (let glyph = 0; glyph < count && outlines.size < wanted.size; glyph++) {
    const lines = contours.word();
    if (lines === COMPOSITE) throw new Error('a typeface with letters made of letters');
    const ends = Array.from({ length: lines }, () => sizes.small());
    if (wanted.has(glyph)) outlines.set(glyph, outlineOf(ends, flags, coordinates));
    else coordinates.skip(bytesOf(ends, flags));
    // Of hints, how long they are; they stand elsewhere.
    if (lines > 0) coordinates.small();
  }
  return outlines;
}

function outlineOf(ends: readonly number[], flags: TableReading, coordinates: TableReading): Outline {
  let [x, y] = [0, 0];
  const drawn = ends.map((points) =>
    Array.from({ length: points }, (): Point => {
      const flag = flags.byte();
      const [across, up] = step(flag & 0x7f, coordinates);
      x += across;
      y += up;
      return { x, y, on: flag < 0x80 };
    }),
  );
  return drawn.filter((points) => points.length > 2).map(flattened);
}

/** In how many bytes the coordinates of these points stand. */
function bytesOf(ends: readonly number[], flags: TableReading): number {
  let bytes = 0;
  for (let left = ends.reduce((sum, points) => sum + points, 0); left > 0; left--) {
    const flag = flags.byte() & 0x7f;
    bytes += flag < 84 ? 1 : flag < 120 ? 2 : flag < 124 ? 3 : 4;
  }
  return bytes;
}

const signed = (flag: number, size: number): number => ((flag & 1) === 0 ? -size : size);

/** From one point to the next (5.2, "Triplet Encoding"): the flag says in how many bytes, and both signs. */
function step(flag: number, bytes: TableReading): readonly [number, number] {
  const first = bytes.byte();
  if (flag < 10) return [0, signed(flag, ((flag & 14) << 7) + first)];
  if (flag < 20) return [signed(flag, (((flag - 10) & 14) << 7) + first), 0];
  const other = flag >> 1;
  if (flag < 84) {
    const high = flag - 20;
    return [signed(flag, 1 + (high & 0x30) + (first >> 4)), signed(other, 1 + ((high & 0x0c) << 2) + (first & 0x0f))];
  }
  const second = bytes.byte();
  if (flag < 120) {
    const high = flag - 84;
    const [across, up] = [Math.floor(high / 12), Math.floor((high % 12) / 4)];
    return [signed(flag, 1 + (across << 8) + first), signed(other, 1 + (up << 8) + second)];
  }
  const third = bytes.byte();
  if (flag < 124) {
    return [signed(flag, (first << 4) + (second >> 4)), signed(other, ((second & 0x0f) << 8) + third)];
  }
  return [signed(flag, (first << 8) + second), signed(other, (third << 8) + bytes.byte())];
}

/** Corners only. A point off the line bends it; between two such points the line passes through the middle. */
function flattened(points: readonly Point[]): Contour {
  const round = points.flatMap((point, i) => {
    const next = points[(i + 1) % points.length] as Point;
    return point.on || next.on ? [point] : [point, { ...middle(point, next), on: true }];
  });
  const start = round.findIndex(({ on }) => on);
  const line = [...round.slice(start), ...round.slice(0, start), round[start] as Point];
  const corners: number[] = [];
  for (let i = 0; i < line.length; i++) {
    const point = line[i] as Point;
    if (point.on) corners.push(point.x, point.y);
    else curve(corners, line[i - 1] as Point, point, line[i + 1] as Point);
  }
  return corners;
}

const middle = (a: Point, b: Point): { readonly x: number; readonly y: number } => ({
  x: (a.x + b.x) / 2,
  y: (a.y + b.y) / 2,
});

/** The corners between both ends of a quadratic curve. */
function curve(corners: number[], from: Point, bend: Point, to: Point): void {
  for (let i = 1; i < STEPS; i++) {
    const [t, u] = [i / STEPS, 1 - i / STEPS];
    corners.push(
      u * u * from.x + 2 * u * t * bend.x + t * t * to.x,
      u * u * from.y + 2 * u * t * bend.y + t * t * to.y,
    );
  }
}
