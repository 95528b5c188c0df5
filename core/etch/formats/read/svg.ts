/** Reads the paths of an SVG: absolute M and L, in a page whose units are millimetres (W3C, SVG 1.1, chapters 7 and 8). */
import type { JobLayer } from '../../pens.ts';
import { Bytes, Misread, Points, type ReadStroke } from './bytes.ts';

/** What laser software is told of colours: the manual's table. */
const COLOURS: Readonly<Record<string, JobLayer>> = {
  '#ff0000': 'serial',
  '#0000ff': 'passphrase',
  '#ff00ff': 'confirmation code',
  '#ff8000': 'code',
  '#00ff00': 'watermark',
  '#00e0e0': 'date',
  '#0c96d9': 'index mark',
};

export function readSvg(bytes: Uint8Array): readonly ReadStroke[] {
  const file = new Bytes(bytes);
  if (!file.behind('<svg')) throw new Misread('no SVG');
  if (!file.behind(' width="')) throw new Misread('no width');
  const width = file.number(3);
  file.expect('mm"');
  if (!file.behind(' viewBox="')) throw new Misread('no page');
  const [, , wide] = file.upTo('"').split(' ');
  if (Math.round(Number(wide) * 1000) !== width) throw new Misread('the page is not of millimetres');
  const strokes: ReadStroke[] = [];
  while (file.behind('<path ')) {
    if (!file.behind(' stroke="')) throw new Misread('no colour');
    const layer = COLOURS[file.upTo('"')];
    if (layer === undefined || !file.behind(' d="')) throw new Misread('an unknown layer');
    strokes.push(...readData(file, layer));
  }
  return strokes;
}

function readData(file: Bytes, layer: JobLayer): readonly ReadStroke[] {
  const strokes: ReadStroke[] = [];
  const points = new Points();
  const end = (): void => {
    if (points.count > 0) strokes.push({ layer, points: points.take() });
  };
  for (;;) {
    if (file.take('"')) break;
    if (file.take('M')) end();
    else file.expect('L');
    const x = file.number(3);
    file.expect(' ');
    points.push(x, file.number(3));
  }
  end();
  return strokes;
}
