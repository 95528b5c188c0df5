/**
 * The single-line font of our cards: what the laser runs along, drawn for metal, read by people years later.
 *
 * Every symbol of both passphrase alphabets is there, monospaced, and none can be taken for another: zero is slashed,
 * O is round where zero is narrow, 1 has a flag and I a bar, Z is barred, B and D have spurs where 8 and O are
 * round, U has a bowl and V a point, J hangs from a bar, G has a beard and 6 a closed bowl.
 *
 * A glyph is drawn on a grid 14 wide and 20 high (cap line 0, baseline 20, y down) in a notation of four commands:
 *
 *   M x y              lift the pen and go there
 *   L x y              straight line
 *   H x y, V x y       quarter of an ellipse that sets off horizontally, or vertically, and arrives the other way
 *   C x y x y x y      cubic Bezier curve, as in SVG
 */

/** Height of a capital on the grid: one cap height. */
export const CAP = 20;
/** Width of the widest glyph on the grid. */
export const GLYPH_WIDTH = 14;
/** From one glyph's left edge to the next one's. */
export const ADVANCE = 18;

const drawings: Readonly<Record<string, string>> = {
  '-': 'M 3 10.5 L 11 10.5',
  '0': 'M 7 0 H 12.2 6.4 L 12.2 13.6 V 7 20 H 1.8 13.6 L 1.8 6.4 V 7 0 M 3.6 16.2 L 10.4 3.8',
  '1': 'M 2.4 4.6 L 7.6 0 L 7.6 20 M 2.4 20 L 12.4 20',
  '2': 'M 1.4 5.4 V 7 0 H 12.4 5.3 C 12.4 8 11.2 9.8 9 12 L 1.2 20 L 12.8 20',
  '3': 'M 1.6 3.2 C 2.8 1.2 4.7 0 7 0 H 11.9 4.7 V 7 9.4 L 5 9.4 M 7 9.4 H 12.6 14.7 V 7 20 C 4.2 20 2.2 18.8 1.2 16.4',
  '4': 'M 10 20 L 10 0 L 1 14.2 L 13.2 14.2',
  '5': 'M 12 0 L 2.6 0 L 2 9.2 C 3.2 8.1 4.8 7.5 6.6 7.5 H 12.6 13.6 V 6.8 20 C 4.2 20 2.4 19 1.2 16.8',
  '6': 'M 10.6 0 C 5.6 3 1.4 7.4 1.4 13.8 V 7 20 H 12.6 13.9 V 7 7.8 C 4.4 7.8 2.4 9.2 1.5 12',
  '7': 'M 1.2 0 L 12.8 0 L 5.2 20',
  '8': 'M 7 9.4 H 2.1 4.7 V 7 0 H 11.9 4.7 V 7 9.4 H 12.7 14.7 V 7 20 H 1.3 14.7 V 7 9.4',
  '9': 'M 3.4 20 C 8.4 17 12.6 12.6 12.6 6.2 V 7 0 H 1.4 6.1 V 7 12.2 C 9.6 12.2 11.6 10.8 12.5 8',
  A: 'M 0.4 20 L 7 0 L 13.6 20 M 2.8 12.8 L 11.2 12.8',
  B: 'M 0.6 0 L 7.2 0 H 11.8 4.7 V 7.2 9.4 L 2.8 9.4 M 7.2 9.4 H 12.8 14.7 V 7.2 20 L 0.6 20 M 2.8 0 L 2.8 20',
  C: 'M 12.6 4 C 11.6 1.5 9.6 0 7.2 0 H 1 7.6 L 1 12.4 V 7.2 20 C 9.6 20 11.6 18.5 12.6 16',
  D: 'M 0.6 0 L 6 0 H 13 8 L 13 12 V 6 20 L 0.6 20 M 2.8 0 L 2.8 20',
  E: 'M 12.4 0 L 2 0 L 2 20 L 12.4 20 M 2 9.6 L 10.4 9.6',
  F: 'M 12.4 0 L 2 0 L 2 20 M 2 9.6 L 10.4 9.6',
  G: 'M 12.4 3.8 C 11.4 1.4 9.6 0 7.2 0 H 1 7.6 L 1 12.4 V 7.2 20 H 13 14.2 L 13 10.6 L 7.6 10.6 M 13 14.2 L 13 20',
  H: 'M 1.4 0 L 1.4 20 M 12.6 0 L 12.6 20 M 1.4 9.6 L 12.6 9.6',
  I: 'M 2.4 0 L 11.6 0 M 7 0 L 7 20 M 2.4 20 L 11.6 20',
  J: 'M 4.4 0 L 11.4 0 L 11.4 14.4 V 6.2 20 C 3.4 20 1.6 18.3 1.2 15.4',
  K: 'M 1.8 0 L 1.8 20 M 12.4 0 L 1.8 12.2 M 5.6 8 L 12.8 20',
  L: 'M 2.4 0 L 2.4 20 L 12.6 20',
  M: 'M 0.6 20 L 0.6 0 L 7 11.4 L 13.4 0 L 13.4 20',
  N: 'M 1.4 20 L 1.4 0 L 12.6 20 L 12.6 0',
  O: 'M 7 0 H 13.8 10 V 7 20 H 0.2 10 V 7 0',
  P: 'M 2 20 L 2 0 L 7.2 0 H 12.6 5.4 V 7.2 10.8 L 2 10.8',
  Q: 'M 7 0 H 13.8 10 V 7 20 H 0.2 10 V 7 0 M 8.2 13.4 L 13.8 20',
  R: 'M 2 20 L 2 0 L 7.2 0 H 12.4 5.2 V 7.2 10.4 L 2 10.4 M 7.2 10.4 L 13 20',
  S: 'M 12.2 3.6 C 11.2 1.4 9.4 0 6.9 0 H 1.6 4.8 C 1.6 8 4 8.9 7 9.7 C 10.2 10.5 12.7 11.6 12.7 14.9 V 7 20 C 4.2 20 2.2 18.6 1.2 16',
  T: 'M 0.8 0 L 13.2 0 M 7 0 L 7 20',
  U: 'M 1.4 0 L 1.4 13.8 V 7 20 H 12.6 13.8 L 12.6 0',
  V: 'M 0.4 0 L 7 20 L 13.6 0',
  W: 'M 0 0 L 3.2 20 L 7 6.4 L 10.8 20 L 14 0',
  X: 'M 1 0 L 13 20 M 13 0 L 1 20',
  Y: 'M 0.6 0 L 7 10.4 L 13.4 0 M 7 10.4 L 7 20',
  Z: 'M 1.4 0 L 12.6 0 L 1.4 20 L 12.8 20 M 3.8 10 L 10.2 10',
};

/** One line of the pen without lifting it: grid coordinates, x and y in turn. */
export type Polyline = readonly number[];

/** Straight pieces in a quarter ellipse, or in a Bezier curve: less than 0.02 mm off the curve up to 8 mm cap height. */
const PIECES = 10;

const glyphs: ReadonlyMap<number, readonly Polyline[]> = new Map(
  Object.entries(drawings).map(([symbol, drawing]) => [symbol.charCodeAt(0), trace(drawing)]),
);

/** The lines of one symbol, `undefined` if the font has none for this character code. */
export const glyph = (code: number): readonly Polyline[] | undefined => glyphs.get(code);

/** Every symbol the font can draw, in the order of the drawings. */
export const SYMBOLS: readonly string[] = Object.keys(drawings);

/** The lines of a drawing in the notation above. */
export function trace(drawing: string): Polyline[] {
  const lines: number[][] = [];
  let pen: number[] = [];
  for (const command of drawing.split(/ (?=[A-Z])/)) {
    const [x = 0, y = 0, ...rest] = command.slice(2).split(' ').map(Number);
    if (command[0] === 'M') lines.push((pen = [x, y]));
    else if (command[0] === 'L') pen.push(x, y);
    else pen.push(...curve(command[0] as 'H' | 'V' | 'C', pen.slice(-2) as Point, [x, y], rest));
  }
  return lines;
}

type Point = [x: number, y: number];

/** The points of a curve after its first one. */
function curve(kind: 'H' | 'V' | 'C', [x0, y0]: Point, [x1, y1]: Point, rest: readonly number[]): number[] {
  const points: number[] = [];
  for (let i = 1; i <= PIECES; i++) {
    const t = i / PIECES;
    if (kind === 'C') {
      const [x2 = 0, y2 = 0, x3 = 0, y3 = 0] = rest;
      points.push(bezier(t, x0, x1, x2, x3), bezier(t, y0, y1, y2, y3));
    } else {
      // Both run from 0 to 1 and end there exactly, so that curves meet without a gap.
      const sine = i === PIECES ? 1 : Math.sin((t * Math.PI) / 2);
      const versine = i === PIECES ? 1 : 1 - Math.cos((t * Math.PI) / 2);
      const [across, down] = kind === 'H' ? [sine, versine] : [versine, sine];
      points.push(x0 + (x1 - x0) * across, y0 + (y1 - y0) * down);
    }
  }
  return points;
}

function bezier(t: number, a: number, b: number, c: number, d: number): number {
  const s = 1 - t;
  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}
