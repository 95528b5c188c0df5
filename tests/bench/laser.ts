/** How long a job of a hundred cards takes in each format of the laser: drawn, written, read back and compared. */
import { must } from '../../core/base/result.ts';
import { Secret } from '../../core/base/secret.ts';
import { parseSerial } from '../../core/card/serial.ts';
import { formatNames } from '../../core/etch/formats/formats.ts';
import { drawJob, type CardOfJob } from '../../core/etch/job.ts';
import { layoutOf } from '../../core/product/layout.ts';
import { SHIPPED } from '../../electron/products/shelf.ts';
import { median, processorMilliseconds } from './measure.ts';
import { atMost, type Row, type Table } from './table.ts';

const SIDE = 10;
const TIMES = 5;

export async function laser(): Promise<readonly Table[]> {
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
  const rows: Row[] = [];
  for (const format of formatNames) {
    const took: number[] = [];
    let megabytes = 0;
    for (let time = 0; time < TIMES; time++)
      took.push(
        await processorMilliseconds(() => {
          megabytes = must(drawJob({ layout, mode: 'training', format, frame }, cards)).length / 1e6;
        }),
      );
    const note = `${megabytes.toFixed(1)} MB`;
    rows.push({ what: `100 cards as ${format}`, value: median(took), unit: 'ms', target: atMost(1000), note });
  }
  for (const { text } of cards) text.wipe();
  return [{ title: 'A tray of 100 cards: drawn, written, read back, compared; time on the processor', rows }];
}
