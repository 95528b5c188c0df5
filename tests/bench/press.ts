import { writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { must } from '../../core/base/result.ts';
import { namePressScan } from '../../core/stations/press/press-code.ts';
import { createPressBook } from '../../core/stations/press/book.ts';
import { openKernel } from '../../core/scrypt/kernel.ts';
import { openMixer, scryptOn } from '../../core/scrypt/scrypt.ts';
import { STICKER_STOCK, STICKER_STYLE } from '../../core/sticker/layout.ts';
import { startSimulatedPress } from '../../electron/devices/simulated-press.ts';
import { stickerPrinter } from '../../electron/devices/sticker-printer.ts';
import type { KdfWorker } from '../../electron/workers/protocol.ts';
import { createUnitMaker } from '../../electron/workers/unit-maker.ts';
import { newSite, openSite } from '../fakes/press-station.ts';
import { orderUnit, textOf } from '../fakes/transfers.ts';
import { milliseconds, processorMilliseconds } from './measure.ts';
import { atLeast, atMost, type Row, type Table } from './table.ts';

const MIB = 1024 * 1024;
const STICKERS = 100;

/** A batch at Press as a station makes it: sealed, derived, on disk and on record; then at the simulated printer. */
export async function press(spawn: () => KdfWorker): Promise<Table[]> {
  return [
    {
      title: 'Press: making keys, everything counted',
      rows: [...(await making(spawn, 1)), ...(await making(spawn, 2))],
    },
    { title: `Press: ${STICKERS} stickers printed and proven on the simulated printer`, rows: await printing(spawn) },
    { title: 'Press: the book of 100,000 proven units', rows: [book(100_000)] },
  ];
}

async function begun(spawn: () => KdfWorker, size: number, count: number) {
  const site = newSite();
  const order = join(site.outside, 'order.jsonl');
  const units = Array.from({ length: count }, (_, i) => orderUnit(i + 1));
  writeFileSync(order, textOf('order', units, { from: 'Training Origin', to: 'Training Press' }));
  const { derive } = scryptOn(openMixer(openKernel()));
  // Started and proven before, as they would be in a long batch.
  const crew = createUnitMaker({ spawn, size });
  await crew.ready;
  const opened = await openSite(site, {
    crew: () => ({ ...crew, close: async () => undefined }),
    derivation: { derive: async (job) => derive(job) },
  });
  const medium = { directory: site.medium, together: true };
  const make = async (): Promise<number> =>
    must(await opened.station.make('BATCH-7', medium, () => undefined, new AbortController().signal));
  const end = async (): Promise<void> => {
    await opened.station.close();
    await crew.close();
    await rm(dirname(site.station), { recursive: true });
  };
  return { site, order, opened, medium, make, end };
}

async function making(spawn: () => KdfWorker, size: number): Promise<Row[]> {
  const count = 2000;
  const { order, opened, make, end } = await begun(spawn, size, count);
  must(await opened.station.take(order, ['BTC']));
  let cores = 0;
  const wall = await milliseconds(async () => (cores = await processorMilliseconds(make)));
  await end();
  const workers = size === 1 ? '1 worker' : `${size} workers`;
  return [
    { what: `on ${workers}`, value: (count * 1000) / wall, unit: '/s' },
    { what: `on ${workers}, a second of one core`, value: (count * 1000) / cores, unit: '/s', target: atLeast(400) },
  ];
}

async function printing(spawn: () => KdfWorker): Promise<Row[]> {
  const { order, opened, medium, make, end } = await begun(spawn, 1, STICKERS);
  must(await opened.station.take(order, ['BTC']));
  await make();
  const simulated = await startSimulatedPress(STICKER_STOCK.dpmm);
  const printer = stickerPrinter(simulated.printer);
  const at = { printer, stock: STICKER_STOCK, style: STICKER_STYLE, medium };
  const { press: table, close } = must(await opened.station.open('BATCH-7', at));
  const time = await milliseconds(async () => {
    for (const unit of [...opened.station.book.units('BATCH-7')]) {
      must(await table.print(unit.serial));
      for (const text of simulated.eye()) must(await table.scan(namePressScan(text ?? '')));
    }
  });
  await close();
  await simulated.close();
  await end();
  return [{ what: 'a sticker, without the paper', value: time / STICKERS, unit: 'ms' }];
}

/** What the fold alone takes: as a station that is opened with such a batch on record. */
function book(count: number): Row {
  const before = process.memoryUsage().heapUsed;
  const folded = createPressBook();
  const batch = 'B';
  const name = (i: number): string => `CARD-${i}`;
  const hex = (i: number, length: number): string => i.toString(16).padStart(length, '0');
  for (let i = 0; i < count; i++) {
    folded.apply({ kind: 'unit-ordered', batch, serial: name(i), owner: hex(i, 16), point: hex(i, 64) });
  }
  folded.apply({ kind: 'order-taken', batch, count, order: '', origin: '', coins: ['BTC'], deposit: 'BTC' });
  folded.apply({ kind: 'keying-intended', batch, from: 0, count });
  for (let i = 0; i < count; i++) {
    const about = { batch, serial: name(i), sticker: `ST-${hex(i, 8)}` };
    const [address, publicKey, confirmation] = [hex(i, 34), hex(i, 66), hex(i, 75)];
    folded.apply({ kind: 'unit-keyed', batch, serial: name(i), address, publicKey, confirmation });
    folded.apply({ kind: 'sticker-intended', ...about });
    folded.apply({ kind: 'sticker-printed', ...about, evidence: 'e' });
    folded.apply({ kind: 'unit-proven', ...about });
  }
  const grown = process.memoryUsage().heapUsed - before;
  if (folded.counts(batch).proven !== count) throw new Error('the book has lost units');
  return { what: 'heap, rubbish included', value: grown / MIB, unit: 'MiB', target: atMost(200) };
}
