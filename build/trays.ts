/** What `node build/trays.mjs` runs: the same twelve cards on a tray, of each product that ships, in every format, and as pictures. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { must } from '../core/base/result.ts';
import { Secret } from '../core/base/secret.ts';
import { parseSerial } from '../core/card/serial.ts';
import type { Size } from '../core/etch/card.ts';
import { fieldMapOf } from '../core/etch/formats/layer.ts';
import { FORMATS, formatNames, type EtchFormat } from '../core/etch/formats/formats.ts';
import { READERS } from '../core/etch/formats/prove.ts';
import type { ReadStroke } from '../core/etch/formats/read/bytes.ts';
import { drawJob, type CardOfJob } from '../core/etch/job.ts';
import { checkTray, indexMark, placeOf, pocketsOf, trayField, type TrayForm } from '../core/etch/tray.ts';
import { layoutOf } from '../core/product/layout.ts';
import type { Product } from '../core/product/schema.ts';
import { SHIPPED } from '../electron/products/shelf.ts';

interface Sample {
  readonly serial: string;
  /** What is etched on it: training alone, and public. */
  readonly text: string;
}

/** Of a picture. */
const DOTS_PER_MM = 6;
const INK: readonly [number, number, number] = [35, 41, 45];
const STEEL = 0xe6;

/** @param sample the directory of the sample batch; @param out where the trays go */
export function drawTrays(sample: string, out: string): void {
  mkdirSync(out, { recursive: true });
  for (const product of SHIPPED) {
    const name = product.etched === 'passphrase' ? 'vault' : 'return';
    const field = product.etched === 'passphrase' ? 'passphrase' : 'confirmation';
    const cards = readFileSync(join(sample, `sample.${name}.jsonl`), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, string>)
      .flatMap(({ serial, [field]: text }) => (serial === undefined || text === undefined ? [] : [{ serial, text }]));
    writeTrays(product, cards.slice(0, 12), out);
  }
}

function writeTrays(product: Product, samples: readonly Sample[], out: string): void {
  const layout = layoutOf(product, { coded: true });
  const { width, height } = layout;
  const pitch = { x: width + 6, y: height + 6 };
  const tray: TrayForm = { rows: 3, columns: 4, pitch, margin: 10, order: 'raster', skip: [] };
  must(checkTray(tray, layout));
  const frame = trayField(tray, layout);
  const mark = indexMark(tray);
  const pockets = pocketsOf(tray);
  const cards = samples.map(({ serial, text }, i): CardOfJob => ({
    serial: must(parseSerial(serial)),
    text: new Secret(new Uint8Array(Buffer.from(text, 'latin1'))),
    at: placeOf(tray, pockets[i] ?? 1),
  }));
  for (const name of formatNames) {
    const format: EtchFormat = FORMATS[name];
    const bytes = must(drawJob({ layout, mode: 'training', format: name, frame, mark, date: '2026-11' }, cards));
    writeFileSync(join(out, `tray-${product.name}.${format.extension}`), bytes);
    const read = READERS[name];
    if (read === undefined) continue;
    const map = fieldMapOf({ frame, fixture: undefined }, (fixture) => format.axes(fixture));
    const picture = draw(frame, read(bytes), (x, y) => map.back(x, y));
    writeFileSync(join(out, `tray-${product.name}-${name}.png`), picture);
  }
  for (const { text } of cards) text.wipe();
  console.log(`- twelve cards of ${product.name}: ${formatNames.join(', ')}`);
}

/** What a reader found in the file, as the cards lie in the frame: black on steel. */
function draw(
  frame: Size,
  strokes: readonly ReadStroke[],
  back: (x: number, y: number) => { readonly x: number; readonly y: number },
): Buffer {
  const png = new PNG({ width: Math.ceil(frame.width * DOTS_PER_MM), height: Math.ceil(frame.height * DOTS_PER_MM) });
  png.data.fill(STEEL);
  for (let i = 3; i < png.data.length; i += 4) png.data[i] = 255;
  const dot = (x: number, y: number): void => {
    if (x < 0 || y < 0 || x >= png.width || y >= png.height) return;
    INK.forEach((shade, i) => (png.data[(y * png.width + x) * 4 + i] = shade));
  };
  for (const { points } of strokes)
    for (let i = 0; i + 3 < points.length; i += 2) {
      const from = back(points[i] ?? 0, points[i + 1] ?? 0);
      const to = back(points[i + 2] ?? 0, points[i + 3] ?? 0);
      const scale = DOTS_PER_MM / 1000;
      const steps = Math.ceil(Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y)) * scale) + 1;
      for (let step = 0; step <= steps; step++) {
        const share = step / steps;
        dot(
          Math.round((from.x + (to.x - from.x) * share) * scale),
          Math.round((from.y + (to.y - from.y) * share) * scale),
        );
      }
    }
  return PNG.sync.write(png);
}
