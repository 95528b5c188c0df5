import { describe, expect, test } from 'vitest';
import type { JournalEvent } from '../../../../core/journal/event.ts';
import { lastInWork, wasCutOff } from '../../../../electron/roles/bench/take-up.ts';
import { memoryJournal } from '../../../fakes/journal.ts';

const started: JournalEvent = { kind: 'station-started', version: '1', runtime: 'test' };
const stopped: JournalEvent = { kind: 'station-stopped' };
const other: JournalEvent = { kind: 'device-changed', device: 'scanner', state: 'ready', reason: null };
const rebuilt: JournalEvent = { kind: 'index-rebuilt', because: 'missing', records: 3 };
const cut: JournalEvent = { kind: 'tail-cut', bytes: 3, sha256: 'ab'.repeat(32) };
const checkpoint: JournalEvent = {
  kind: 'checkpoint',
  size: 3,
  head: 'ab'.repeat(32),
  signature: 'cd'.repeat(64),
};

const many = (count: number): readonly JournalEvent[] => Array<JournalEvent>(count).fill(other);

function after(events: readonly JournalEvent[]): boolean {
  const { records } = memoryJournal(events);
  return wasCutOff({ tail: (limit) => records.slice(-limit) });
}

describe('fault 18: the batch that a station goes on with', () => {
  const batches = [{ batch: 'B-1' }, { batch: 'B-2' }, { batch: 'B-3' }];
  const looked = (serial: string | null): JournalEvent => ({
    kind: 'verdict-given',
    serial,
    outcome: 'PASS',
    reason: null,
  });
  function lastOf(events: readonly JournalEvent[], closed: readonly string[] = []): string | null {
    const { records } = memoryJournal(events);
    const isClosed = [{ event: { kind: 'batch-closed' } }];
    return lastInWork({
      tail: (limit) => records.slice(-limit),
      batches: () => batches as never,
      // The number of a card says its batch.
      unit: (serial) => ({ batch: `B-${serial[0]}` }) as never,
      ending: (batch) => (closed.includes(batch) ? (isClosed as never) : []),
    });
  }

  test.each([
    ['is that of the card that was looked at last', [looked('2-0007'), looked('1-0001'), looked(null)], [], 'B-1'],
    ['is open', [looked('2-0007'), looked('1-0001')], ['B-1'], 'B-2'],
    ['is the newest, where no card was looked at', [other], [], 'B-3'],
    ['is none, where all are closed', [looked('1-0001')], ['B-1', 'B-2', 'B-3'], null],
  ] as const)('%s', (_, events, closed, batch) => expect(lastOf(events, closed)).toBe(batch));
});

describe('the last run was cut off', () => {
  const runs: readonly (readonly [string, readonly JournalEvent[]])[] = [
    ['right after its start', [started]],
    ['in the middle of its work', [started, stopped, checkpoint, started, ...many(5)]],
    ['after thousands of records', [started, stopped, started, ...many(1500)]],
    ['and its last record with it', [started, other, cut]],
    ['and its index with it', [started, other, rebuilt]],
  ];
  test.each(runs)('%s', (_, events) => expect(after(events)).toBe(true));
});

describe('the last run was not cut off', () => {
  const runs: readonly (readonly [string, readonly JournalEvent[]])[] = [
    ['because there was none', []],
    ['because none got as far as starting', many(100)],
    ['its stop was signed', [started, other, stopped, checkpoint]],
    ['its stop was the record at which a checkpoint was due', [started, ...many(70), stopped, checkpoint]],
    ['only its last signature', [started, stopped, cut]],
    ['the next one lost its index', [started, stopped, checkpoint, rebuilt]],
    ['others looked in after it', [started, stopped, checkpoint, ...many(600)]],
  ];
  test.each(runs)('%s', (_, events) => expect(after(events)).toBe(false));
});
