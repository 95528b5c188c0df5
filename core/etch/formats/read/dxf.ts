/** Reads the polylines of a DXF: pairs of a group code and its value, a line each (AutoCAD Release 12, chapter 11). */
import type { JobLayer } from '../../pens.ts';
import { Bytes, Misread, Points, type ReadStroke } from './bytes.ts';

const LAYERS: Readonly<Record<string, JobLayer>> = {
  SERIAL: 'serial',
  PASSPHRASE: 'passphrase',
  'CONFIRMATION-CODE': 'confirmation code',
  CODE: 'code',
  WATERMARK: 'watermark',
  DATE: 'date',
  'INDEX-MARK': 'index mark',
};

/** What stands there in a job; anything else is none of ours. */
const ENTITIES = ['VERTEX', 'SEQEND', 'POLYLINE', 'LAYER', 'TABLE', 'ENDTAB', 'SECTION', 'ENDSEC', 'EOF'] as const;

export function readDxf(bytes: Uint8Array): readonly ReadStroke[] {
  const file = new Bytes(bytes);
  const strokes: ReadStroke[] = [];
  const points = new Points();
  let [entity, layer, x] = ['', '', 0];
  while (!file.done) {
    const code = file.number(0);
    file.expect('\r\n');
    if (code === 0) {
      entity = ENTITIES.find((name) => file.take(name)) ?? '';
      if (entity === 'SEQEND') strokes.push({ layer: known(layer), points: points.take() });
    } else if (code === 999) file.behind('\r');
    else if (entity === 'VERTEX') {
      if (code === 10) x = file.number(3);
      else if (code === 20) points.push(x, file.number(3));
      else if (code !== 8 || !file.take(layer)) throw new Misread('a vertex on another layer');
    } else if (entity === 'POLYLINE' && code === 8) layer = file.upTo('\r');
    else if (entity === 'POLYLINE' && code === 70) {
      if (!file.take('0')) throw new Misread('a closed polyline');
    } else file.behind('\r');
    file.take('\r');
    file.expect('\n');
  }
  if (entity !== 'EOF') throw new Misread('no end');
  return strokes;
}

function known(layer: string): JobLayer {
  const name = LAYERS[layer];
  if (name === undefined) throw new Misread('an unknown layer');
  return name;
}
