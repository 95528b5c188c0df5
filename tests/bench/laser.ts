/** How long a job of a hundred cards takes in each format of the laser: drawn, written, read back and compared. */
import { must } from '../../core/base/result.ts';
import { Secret } from '../../core/base/secret.ts';
import { parseSerial } from '../../core/card/serial.ts';
import { formatNames } from '../../core/etch/formats/formats.ts';
import { drawJob, type CardOfJob } from '../../core/etch/job.ts';
import { layoutOf } from '../../core/product/layout.ts';
import { SHIPPED } from '../../electron/products/shelf.ts';
import { atMost, type Row, type Table } from './table.ts';

const SIDE = 10;
const TIMES = 5;

export function laser(): Promise<readonly Table[]> {
  const product = SHIPPED.find(({ name }) => name === 'coin');
  if (product === undefined) throw new Error('no coin');
  const layout = layoutOf(product, { coded: true });
  const pitch = layout.width + 2;
  const cards = Array.from({ length: SIDE * SIDE }, (_, n): CardOfJob => ({
    serial: must(parseSerial(`COIN-${String(n + 1).padStart(6, '0')}`)),
    text: new Secret(new Uint8Array(Buffer.from('7Q2K-M9XV-4HTR-D0WB-3NYE'))),
    at: { x: (n % SIDE) * pitch, y: Math.floor(n / SIDE) * pitch },
  }));
  const frame = { width: SIDE * pitch, height: SIDE * pitch };
  const rows = formatNames.map((format): Row => {
    const took = Array.from({ length: TIMES }, () => {
      const begin = performance.now();
      const bytes = must(drawJob({ layout, mode: 'training', format, frame }, cards));
      const milliseconds = performance.now() - begin;
      return { milliseconds, megabytes: bytes.length / 1e6 };
    }).sort((a, b) => a.milliseconds - b.milliseconds);
    const { milliseconds, megabytes } = took[TIMES >> 1] ?? { milliseconds: NaN, megabytes: NaN };
    return { what: `100 cards as ${format}`, value: milliseconds, unit: 'ms', target: atMost(1000), note: `${megabytes.toFixed(1)} MB` }; // prettier-ignore
  });
  for (const { text } of cards) text.wipe();
  return Promise.resolve([{ title: 'A tray of 100 cards: drawn, written, read back, compared', rows }]);
}
