/** Reads HP-GL as far as a laser needs it: pens, and lines of absolute plotter units of 25 micrometres. */
import type { JobLayer } from '../../pens.ts';
import { Bytes, Misread, Points, type ReadStroke } from './bytes.ts';

/** Pen 1 and on, as the manual has them; pen 0 is none. */
const PENS: readonly JobLayer[] = [
  'serial',
  'passphrase',
  'confirmation code',
  'code',
  'watermark',
  'date',
  'index mark',
];

export function readHpgl(bytes: Uint8Array): readonly ReadStroke[] {
  const file = new Bytes(bytes);
  const strokes: ReadStroke[] = [];
  const points = new Points();
  let pen: JobLayer | undefined;
  let ended = false;
  const end = (): void => {
    if (points.count > 1 && pen === undefined) throw new Misread('a line of no pen');
    if (points.count > 1 && pen !== undefined) strokes.push({ layer: pen, points: points.take() });
    points.take().fill(0);
  };
  for (file.blanks(';'); !file.done; file.blanks(';')) {
    if (file.take('PU')) {
      end();
      pairs(file, points);
    } else if (file.take('PD')) pairs(file, points);
    else if (file.take('SP')) {
      end();
      const number = file.number(0);
      ended = number === 0;
      pen = PENS[number - 1];
    } else if (!file.take('IN') && !file.take('PA')) throw new Misread('an unknown instruction');
  }
  end();
  if (!ended) throw new Misread('an end with a pen in hand');
  return strokes;
}

function pairs(file: Bytes, points: Points): void {
  for (let more = true; more; more = file.take(',')) {
    const x = micrometres(file.number(2));
    file.expect(',');
    points.push(x, micrometres(file.number(2)));
  }
}

/** A hundredth of a unit is a quarter of a micrometre. */
function micrometres(hundredths: number): number {
  if (hundredths % 4 !== 0) throw new Misread('a number is finer than a micrometre');
  return hundredths / 4;
}
