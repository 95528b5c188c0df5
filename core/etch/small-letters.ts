/**
 * Small letters for confirmation codes, which tell them from capitals: those of base58, drawn as in font.ts on the same
 * grid. Their tops are at 7, so that none can be taken for its capital; g, j, p, q and y reach below the line.
 *
 * What the small letters of a text face share is kept apart here: e is wide where s and o are narrow, a has a stem on
 * both ends of its bowl's height, i has no foot where 1 has one. A passphrase has capitals only and never comes here.
 */
import { glyph, trace, type Polyline } from './font.ts';

/** How far the lowest of them reaches below the baseline, on the grid. */
export const DEPTH = 5;

const drawings: Readonly<Record<string, string>> = {
  a: 'M 13 7 L 13 20 M 13 13.5 V 7 7 H 1 13.5 V 7 20 H 13 13.5',
  b: 'M 2 0 L 2 20 M 2 13.5 V 7.4 7 H 12.6 13.5 V 7.4 20 H 2 13.5',
  c: 'M 12.4 9.4 C 11 7.8 9.4 7 7.4 7 H 1.4 13.5 V 7.4 20 C 9.4 20 11 19.2 12.4 17.6',
  d: 'M 12 0 L 12 20 M 12 13.5 V 6.6 7 H 1.4 13.5 V 6.6 20 H 12 13.5',
  e: 'M 0.8 13.6 L 13.2 13.6 V 7 7 H 0.8 13.5 V 7.2 20 C 9.6 20 11.4 19.2 12.8 17.8',
  f: 'M 12 1.4 C 11 0.5 9.8 0 8.6 0 H 5.4 4.6 L 5.4 20 M 1.4 7.6 L 10.8 7.6',
  g: 'M 12.4 7 L 12.4 21 V 7 25 C 5 25 3.2 24.4 2 23.2 M 12.4 13.5 V 7 7 H 1.4 13.5 V 7 20 H 12.4 13.5',
  h: 'M 2 0 L 2 20 M 2 13 V 7.2 7 H 12.2 12.6 L 12.2 20',
  i: 'M 7 7 L 7 20 M 7 1 L 7 2.4',
  j: 'M 4.4 7 L 9.4 7 L 9.4 20.6 V 5.6 25 C 4 25 2.8 24.4 2 23.4 M 9.4 1 L 9.4 2.4',
  k: 'M 2.2 0 L 2.2 20 M 11.6 7 L 2.2 14.6 M 6 11.6 L 12.4 20',
  m: 'M 0.8 7 L 0.8 20 M 0.8 11.4 V 4 7 H 7 11 L 7 20 M 7 11.4 V 10.2 7 H 13.4 11 L 13.4 20',
  n: 'M 2 7 L 2 20 M 2 13 V 7.4 7 H 12.4 12.6 L 12.4 20',
  o: 'M 7 7 H 11.8 13.5 V 7 20 H 2.2 13.5 V 7 7',
  p: 'M 2 7 L 2 25 M 2 13.5 V 7.4 7 H 12.6 13.5 V 7.4 20 H 2 13.5',
  q: 'M 12 7 L 12 25 M 12 13.5 V 6.6 7 H 1.4 13.5 V 6.6 20 H 12 13.5',
  r: 'M 3 7 L 3 20 M 3 13.6 V 8.6 7 C 10.2 7 11.6 7.4 12.6 8.2',
  s: 'M 10.6 9 C 9.8 7.7 8.6 7 7 7 H 3.4 10.2 V 7 13.3 H 11 16.7 V 7 20 C 5 20 3.6 19.2 2.8 17.8',
  t: 'M 5 1.6 L 5 15.4 V 9 20 C 10.4 20 11.6 19.6 12.4 18.8 M 1.6 7 L 11 7',
  u: 'M 1.8 7 L 1.8 14.2 V 6.8 20 H 12.2 13.8 M 12.2 7 L 12.2 20',
  v: 'M 1.4 7 L 7 20 L 12.6 7',
  w: 'M 0.6 7 L 3.8 20 L 7 9 L 10.2 20 L 13.4 7',
  x: 'M 1.8 7 L 12.2 20 M 12.2 7 L 1.8 20',
  y: 'M 1.6 7 L 7.2 19.4 M 12.6 7 L 5.6 23 C 5 24.4 4 25 2.4 25',
  z: 'M 2 7 L 12 7 L 2 20 L 12.4 20',
};

export const SMALL_LETTERS: readonly string[] = Object.keys(drawings);

const small: ReadonlyMap<number, readonly Polyline[]> = new Map(
  Object.entries(drawings).map(([symbol, drawing]) => [symbol.charCodeAt(0), trace(drawing)]),
);

/** As `glyph`, with the small letters. */
export const codeGlyph = (code: number): readonly Polyline[] | undefined => small.get(code) ?? glyph(code);
