/**
 * A thread that reads the stickers of a training tray ahead, one after the other, and ends: the thread of the window would
 * stand still for each. Bundled on its own (`dist/tray.cjs`).
 */
import '../../prelude.ts';
import { parentPort, workerData } from 'node:worker_threads';
import { readSticker, type StickerCodes } from '../../devices/virtual-card.ts';
import { giveWay, LAST } from '../../workers/priority.ts';

/** Cards whose stickers are to be read, and what stands on each: not always the serial of its card. */
export type StickersToRead = readonly { readonly serial: string; readonly sticker: string; readonly address: string }[];

export interface ReadAhead {
  /** Of the card. */
  readonly serial: string;
  readonly codes: StickerCodes;
}

const port = parentPort;
if (port === null) throw new Error('tray-reader.ts runs as a worker thread only');

giveWay(LAST);
for (const { serial, sticker, address } of workerData as StickersToRead) {
  const read: ReadAhead = { serial, codes: readSticker(sticker, address) };
  port.postMessage(read);
}
