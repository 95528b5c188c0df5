/** The training tray: the sample cards as they lie there, and the hand that puts one under the simulated scanner. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import * as v from 'valibot';
import { failIn, never, ok, type Result } from '../../../core/base/result.ts';
import type { Layout } from '../../../core/etch/card.ts';
import type { PrinterLanguage } from '../../../core/sticker/languages/languages.ts';
import {
  readMetalCode,
  readOldVerdict,
  readPoster,
  readSticker,
  type StickerCodes,
} from '../../devices/virtual-card.ts';
import type { TrayCard, TrayCode } from './contract.ts';
import type { ReadAhead, StickersToRead } from './tray-reader.ts';
import type { VirtualScanner } from '../../devices/virtual-scanner.ts';
import type { BatchFiles } from '../served.ts';

const fail = failIn('bench');

/** A card as it lies there: whose sticker it carries, what is to be learnt, and what a right station says to it. */
const Card = v.object({
  serial: v.string(),
  address: v.string(),
  sticker: v.string(),
  lesson: v.string(),
  expect: v.string(),
});

export interface Tray {
  readonly batch: string;
  readonly cards: readonly TrayCard[];
  readonly files: BatchFiles;
  /** Has the stickers read, once each, so that no scan waits for a drawing. */
  readAhead(): void;
  /** A verdict label has come out of the simulated printer; `read`: what is read from it, if anything, once it is scanned. */
  put(read: () => string | null): void;
  /** Says by which layout the simulated laser has etched a card; null for one that it has not. */
  engrave(etched: (serial: string) => Layout | null): void;
  /** Holds a code of the screen before the simulated scanner. */
  hold(text: string): Promise<void>;
  scan(card: number, what: TrayCode): Promise<Result<null>>;
}

type SampleCard = v.InferOutput<typeof Card>;

/** Has stickers read elsewhere than in this thread, and tells of each; what is scanned before that is read here. */
export type ReadElsewhere = (stickers: StickersToRead, tell: (read: ReadAhead) => void) => void;

/** By a thread of its own; `dist`: where its bundle lies. */
export const readInThread =
  (dist: string): ReadElsewhere =>
  (workerData, tell) => {
    if (workerData.length === 0) return;
    const thread = new Worker(join(dist, 'tray.cjs'), { workerData });
    thread.on('message', tell);
    // What it has not read, a scan will.
    thread.on('error', () => undefined);
    thread.unref();
  };

export async function openTray(
  resources: string,
  scanner: Pick<VirtualScanner, 'scan'>,
  elsewhere: ReadElsewhere = () => undefined,
): Promise<Tray> {
  const directory = join(resources, 'sample');
  const text = await readFile(join(directory, 'sample.cards.jsonl'), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '');
  const cards = lines.map((line) => v.parse(Card, JSON.parse(line)));
  const files = { vault: join(directory, 'sample.vault.jsonl'), returned: join(directory, 'sample.return.jsonl') };
  const manifest = (await readFile(files.returned, 'utf8')).split('\n', 1)[0] ?? '';
  const { batch } = v.parse(v.object({ batch: v.string() }), JSON.parse(manifest));
  const stickers = new Map<string, StickerCodes>();
  let unread: StickersToRead = cards;
  let label: () => string | null = () => null;
  let layoutOf: (serial: string) => Layout | null = () => null;

  /** A sticker is drawn and read once: it does not change. What a busy machine had no time to read is read another time. */
  function keep(serial: string, codes: StickerCodes): void {
    if (Object.values(codes).every((code) => code !== null)) stickers.set(serial, codes);
  }

  function stickerOn(card: SampleCard): StickerCodes {
    const read = stickers.get(card.serial) ?? readSticker(card.sticker, card.address);
    keep(card.serial, read);
    return read;
  }

  function read(number: number, card: SampleCard, what: TrayCode): string | null {
    switch (what) {
      case 'serial':
        return card.sticker === card.serial ? stickerOn(card).serial : readOldVerdict(card.serial);
      case 'address':
        return stickerOn(card).address;
      case 'secret':
        return stickerOn(card).lower;
      case 'neighbour':
        return stickerOn(cards[(number + 1) % cards.length] ?? card).address;
      case 'poster':
        return readPoster();
      case 'label':
        return label();
      case 'metal': {
        const layout = layoutOf(card.serial);
        return layout === null ? null : readMetalCode(card.serial, layout);
      }
      default:
        return never(what);
    }
  }

  return {
    batch,
    cards: cards.map(({ serial, lesson }) => ({ serial, lesson, codes: codesOf(lesson) })),
    files,
    readAhead() {
      elsewhere(unread, ({ serial, codes }) => keep(serial, codes));
      unread = [];
    },
    put: (read) => void (label = read),
    engrave: (etched) => void (layoutOf = etched),
    hold: (text) => scanner.scan(text),
    async scan(number, what) {
      const card = cards[number];
      if (card === undefined) return fail('no-card', `There is no card ${number} in the tray.`);
      const code = read(number, card, what);
      // What cannot be read, a scanner is silent about.
      if (code !== null) await scanner.scan(code);
      return ok(null);
    },
  };
}

/** Only where the upper layer has come off can the lower one be scanned. */
function codesOf(lesson: string): readonly TrayCode[] {
  const around: Partial<Record<string, readonly TrayCode[]>> = {
    exposed: ['secret'],
    neighbour: ['neighbour'],
    poster: ['poster'],
  };
  return [
    'serial',
    ...(lesson === 'exposed' ? [] : (['address'] as const)),
    ...(around[lesson] ?? []),
    'label',
    'metal',
  ];
}

/** Keeps what the simulated printer puts out, a file a label: there is no paper to look at. Labels hold no secret. */
export function keepLabels(directory: string, language: PrinterLanguage): (label: string) => void {
  mkdirSync(directory, { recursive: true });
  return (label) => writeFileSync(join(directory, `label-${Date.now()}.${language}`), label);
}
