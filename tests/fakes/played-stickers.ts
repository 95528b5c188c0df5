/** A shift at a training Press, on disk as the station itself writes it: played before its window opens. */
import { createHash } from 'node:crypto';
import { must } from '../../core/base/result.ts';
import type { JournalEvent } from '../../core/journal/event.ts';
import { openTrainingJournal, trainingName } from '../../electron/station/training-journal.ts';

export interface PlayedStickers {
  /** Units of the order. */
  readonly of: number;
  readonly proven: number;
  /** Milliseconds since 1970. */
  readonly begin: number;
}

const hex = (text: string): string => createHash('sha256').update(text).digest('hex');
const BATCH = 'STICKERS';

/** Every twentieth sticker is spoilt, destroyed and printed anew; what is left of the order has its keys. */
export async function playStickers(directory: string, { of, proven, begin }: PlayedStickers): Promise<void> {
  let time = begin;
  const clock = { now: () => new Date(time).toISOString() };
  const journal = must(await openTrainingJournal(directory, trainingName('press'), clock));
  const put = async (event: JournalEvent, wait = 0): Promise<void> => {
    time += wait;
    await journal.append([event]);
  };
  const serials = Array.from({ length: of }, (_, i) => `ST-${String(i + 1).padStart(4, '0')}`);
  const ordered = serials.map((serial): JournalEvent => {
    const digest = hex(serial);
    return { kind: 'unit-ordered', batch: BATCH, serial, owner: digest.slice(0, 16), point: digest };
  });
  await journal.append(ordered);
  const coins = { coins: ['BTC'], deposit: 'BTC' };
  await put({ kind: 'order-taken', batch: BATCH, count: of, order: hex('order'), origin: 'Training Origin', ...coins });
  await put({ kind: 'batch-key-made', batch: BATCH, fingerprint: hex('key').slice(0, 32) });
  await put({ kind: 'keying-intended', batch: BATCH, from: 0, count: of }, 60_000);
  await journal.append(
    serials.map((serial): JournalEvent => {
      const publicKey = `03${hex(serial)}`;
      const said = { address: `bc1q${hex(serial).slice(0, 38)}`, publicKey, confirmation: `cfrm38${serial}` };
      return { kind: 'unit-keyed', batch: BATCH, serial, ...said };
    }),
  );
  let number = 0;
  const printed = async (serial: string, wait: number): Promise<string> => {
    const sticker = `ST-${String(++number).padStart(8, '0')}`;
    await put({ kind: 'sticker-intended', batch: BATCH, serial, sticker }, 9000 + wait);
    await put({ kind: 'sticker-printed', batch: BATCH, serial, sticker, evidence: 'asked' }, 3000);
    return sticker;
  };
  const by = { name: 'Grace' };
  for (const [i, serial] of serials.slice(0, proven).entries()) {
    let sticker = await printed(serial, (i * 7919) % 9000);
    if (i % 20 === 7) {
      const reason = i % 40 === 7 ? 'torn at the edge' : 'faint';
      await put({ kind: 'sticker-spoilt', batch: BATCH, serial, sticker, reason, by }, 12_000);
      await put({ kind: 'sticker-destroyed', batch: BATCH, serial, sticker, by }, 20_000);
      sticker = await printed(serial, 0);
    }
    await put({ kind: 'unit-proven', batch: BATCH, serial, sticker }, 14_000 + ((i * 104_729) % 20_000));
  }
  await journal.close();
}
