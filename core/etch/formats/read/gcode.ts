/** Reads G-code as GRBL 1.1 runs it: absolute millimetres, a laser that is on in G1 with power, and nowhere else. */
import { INDEX_MARK, LAYER_NAMES, type JobLayer } from '../../pens.ts';
import { Bytes, Misread, Points, type ReadStroke } from './bytes.ts';

const [SEMICOLON, NEWLINE, G, M, X, Y, S, F] = [...';\nGMXYSF'].map((letter) => letter.charCodeAt(0));

/** One block, as far as it was written; what is modal stays as it was. */
interface Block {
  g: number | null;
  m: number | null;
  x: number | null;
  y: number | null;
  s: number | null;
}

export function readGcode(bytes: Uint8Array): readonly ReadStroke[] {
  const file = new Bytes(bytes);
  const strokes: ReadStroke[] = [];
  const points = new Points();
  let layer: JobLayer | null = null;
  let [on, power, x, y] = [false, 0, 0, 0];
  const modes = new Set<number>();
  const end = (): void => {
    if (points.count > 1 && layer === null) throw new Misread('a mark on no layer');
    if (points.count > 1 && layer !== null) strokes.push({ layer, points: points.take() });
    points.take().fill(0);
  };
  while (!file.done) {
    if (file.next === SEMICOLON) {
      end();
      layer = readComment(file) ?? layer;
      continue;
    }
    const block = readBlock(file);
    if (block.m === 4) on = true;
    if (block.m === 5) on = false;
    power = block.s ?? power;
    if (block.g === 0 || block.g === 1) {
      [x, y] = [block.x ?? x, block.y ?? y];
      if (block.g === 0) {
        if (power !== 0) throw new Misread('a travel with the laser on');
        if (layer !== INDEX_MARK) end();
      } else if (layer === INDEX_MARK) throw new Misread('the index mark, with the laser on');
      else if (!on || power <= 0) throw new Misread('a mark with the laser off');
      points.push(x, y);
    } else if (block.g !== null) modes.add(block.g);
  }
  end();
  if (on || power !== 0 || x !== 0 || y !== 0) throw new Misread('an end with the laser on, or away from the zero');
  if (!modes.has(21) || !modes.has(90)) throw new Misread('not in absolute millimetres');
  return strokes;
}

function readComment(file: Bytes): JobLayer | null {
  file.skip();
  if (!file.take('layer ')) {
    file.behind('\n');
    return null;
  }
  const name = file.upTo('\n');
  const layer = ([...LAYER_NAMES, INDEX_MARK] as const).find((known) => known === name);
  if (layer === undefined) throw new Misread('an unknown layer');
  return layer;
}

function readBlock(file: Bytes): Block {
  const block: Block = { g: null, m: null, x: null, y: null, s: null };
  while (!file.done) {
    const letter = file.next;
    file.skip();
    if (letter === NEWLINE) break;
    if (letter === G) block.g = file.number(0);
    else if (letter === M) block.m = file.number(0);
    else if (letter === X) block.x = file.number(3);
    else if (letter === Y) block.y = file.number(3);
    else if (letter === S) block.s = file.number(0);
    else if (letter === F) file.number(0);
    else if (letter > 0x20) throw new Misread('an unknown word');
  }
  return block;
}
