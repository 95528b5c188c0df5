/** A shift at a training Bench, on disk as the station itself writes it: played before its window opens. */
import { must } from '../../core/base/result.ts';
import type { JournalEvent } from '../../core/journal/event.ts';
import { openTrainingJournal, trainingName } from '../../electron/station/training-journal.ts';
import { finishCard, openBatch, SIGNED } from './many-stations.ts';

export interface PlayedShift {
  /** Cards that are finished. */
  readonly cards: number;
  /** Cards of the batch; so many are left on their way. */
  readonly of: number;
  /** Milliseconds since 1970. */
  readonly begin: number;
  /** 1 for some ninety seconds a card. */
  readonly pace: number;
}

/** Every twentieth card leaves the way for a reason; the printer stands still once. */
export async function playShift(directory: string, { cards, of, begin, pace }: PlayedShift): Promise<void> {
  let time = begin;
  const clock = { now: () => new Date(time).toISOString() };
  const journal = must(await openTrainingJournal(directory, trainingName('bench'), clock));
  const serials = Array.from({ length: of }, (_, i) => `SHIFT-${String(i + 1).padStart(4, '0')}`);
  const append = async (events: readonly (readonly [JournalEvent, number])[]): Promise<void> => {
    for (const [event, wait] of events) {
      time += wait;
      await journal.append([event]);
    }
  };
  const collected = (fill: (journal: { add(event: JournalEvent, wait?: number): void }) => void) => {
    const events: (readonly [JournalEvent, number])[] = [];
    fill({ add: (event, wait = 0) => void events.push([event, wait]) });
    return events;
  };
  if (of > 0) await journal.append(collected((to) => openBatch(to, 'SHIFT', serials)).map(([event]) => event));
  const reasons = ['address-mismatch', 'address-mismatch', 'wrong-sticker', 'strip-failed', 'damaged'] as const;
  for (let i = 0; i < cards; i++) {
    const serial = serials[i] ?? '';
    await append(collected((to) => finishCard(to, serial, i, pace)));
    const off = serials[of - 1 - i / 20];
    if (i % 20 === 0 && i > 0 && off !== undefined) {
      const reason = reasons[(i / 20) % reasons.length] ?? 'damaged';
      await append([
        [{ kind: 'verdict-given', serial: off, outcome: 'FAIL', reason }, 9000],
        [{ kind: 'unit-quarantined', serial: off, reason }, 50],
      ]);
    }
    if (i === Math.floor(cards / 2) && cards > 10) {
      await append([
        [{ kind: 'device-changed', device: 'printer', state: 'faulted', reason: 'paper-out' }, 1000],
        [{ kind: 'device-changed', device: 'printer', state: 'ready', reason: null }, 780_000],
      ]);
    }
  }
  if (cards > 100) {
    await append([
      [{ kind: 'incident', reason: 'secret-scanned', serial: null, detail: 'played' }, 100],
      [{ kind: 'incident-acknowledged', incident: journal.head.size, by: SIGNED[0] }, 100],
    ]);
  }
  await journal.close();
}
