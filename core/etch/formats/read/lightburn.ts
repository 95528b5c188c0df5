/** Reads the paths of a LightBurn project: lists of vertices, and of the lines between them. */
import type { JobLayer } from '../../pens.ts';
import { Bytes, Misread, Points, type ReadStroke } from './bytes.ts';

/** By the number of the cut setting, as the manual has them. */
const SETTINGS: readonly JobLayer[] = ['serial', 'passphrase', 'confirmation code', 'code', 'watermark', 'date'];

/** Settings behind those are pens that are tried out, on the layer of hatched cells. */
const OTHERS: JobLayer = 'code';
const MOST = 30;

/** T2, a tool layer: LightBurn never outputs it. */
const TOOL = 31;

export function readLightBurn(bytes: Uint8Array): readonly ReadStroke[] {
  const file = new Bytes(bytes);
  if (!file.behind('<LightBurnProject ')) throw new Misread('no project');
  const strokes: ReadStroke[] = [];
  while (file.behind('<Shape Type="')) {
    if (file.upTo('"') !== 'Path' || !file.behind('CutIndex="')) throw new Misread('a shape that is no path');
    const number = file.number(0);
    const layer = number === TOOL ? 'index mark' : (SETTINGS[number] ?? OTHERS);
    if ((number >= MOST && number !== TOOL) || !file.behind('<XForm>')) throw new Misread('an unknown layer');
    if (file.upTo('<') !== '1 0 0 1 0 0') throw new Misread('a transform');
    if (!file.behind('<VertList>')) throw new Misread('no vertices');
    strokes.push(...readPath(file, layer));
  }
  return strokes;
}

function readPath(file: Bytes, layer: JobLayer): readonly ReadStroke[] {
  const vertices = new Points();
  while (file.take('V')) {
    const x = file.number(3);
    file.expect(' ');
    vertices.push(x, file.number(3));
    // Control points would bend what is drawn; a straight vertex has none.
    file.take('c0x1c1x1');
  }
  file.expect('</VertList>');
  if (!file.behind('<PrimList>')) throw new Misread('no lines');
  const strokes: ReadStroke[] = [];
  const points = new Points();
  let last = -1;
  const end = (): void => {
    if (points.count > 0) strokes.push({ layer, points: points.take() });
  };
  while (file.take('L')) {
    const from = file.number(0);
    file.expect(' ');
    const to = file.number(0);
    if (from !== last) {
      end();
      points.push(...vertices.at(from));
    }
    points.push(...vertices.at(to));
    last = to;
  }
  file.expect('</PrimList>');
  end();
  vertices.take().fill(0);
  return strokes;
}
