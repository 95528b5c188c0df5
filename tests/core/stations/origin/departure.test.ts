import { describe, expect, test } from 'vitest';
import type { EventOf } from '../../../../core/journal/event.ts';
import { partWays, slipOf, transferFor } from '../../../../core/stations/origin/departure.ts';
import type { OriginBatch } from '../../../../core/stations/origin/book.ts';

const sent = (
  transfer: 'order' | 'vault',
  medium: string,
  carrier: string,
  sequence = 1,
): EventOf<'batch-exported'> => ({
  kind: 'batch-exported',
  ...{ batch: 'B-1', transfer, count: 3, to: 'Press B', sequence, digest: 'ab'.repeat(32), medium },
  carrier: { name: carrier },
});
const batch = (...exports: readonly EventOf<'batch-exported'>[]): OriginBatch => ({
  ...{ batch: 'B-1', count: 3, keys: '', replaces: [], coded: 3, groups: [], voided: null, opened: [], leaving: true },
  ...{
    exports,
    shares: [],
    reissues: [],
    closings: [],
    receipts: [],
    secrets: 'sealed',
    source: { kind: 'supplied', mac: '' },
  },
});
const kindOf = (answer: ReturnType<typeof partWays>): string => (answer.ok ? answer.value.name : answer.error.kind);

describe('fault 31: order and vault part ways', () => {
  test.each([
    ['the first of them', batch(), 'A', 'Ada', 'Ada'],
    ['another medium, another person', batch(sent('order', 'A', 'Ada')), 'B', 'Grace', 'Grace'],
    ['the medium that has the order', batch(sent('order', 'A', 'Ada')), 'A', 'Grace', 'same-medium'],
    [
      'a medium that had the order once',
      batch(sent('order', 'A', 'Ada'), sent('order', 'C', 'Ada')),
      'A',
      'Grace',
      'same-medium',
    ],
    ['who carries the order', batch(sent('order', 'A', 'Ada')), 'B', 'ADA', 'same-carrier'],
    ['who carries it in another spelling', batch(sent('order', 'A', 'Li Wei')), 'B', 'Ｌi  Wei', 'same-carrier'],
    [
      'who carried it before somebody else did',
      batch(sent('order', 'A', 'Ada'), sent('order', 'C', 'Eve')),
      'B',
      'Ada',
      'Ada',
    ],
    ['its own medium again', batch(sent('vault', 'B', 'Grace')), 'B', 'Grace', 'Grace'],
    ['nobody', batch(), 'A', ' ', 'nobody'],
  ])('%s', (_, known, medium, carrier, expected) => {
    expect(kindOf(partWays(known, 'vault', medium, carrier))).toBe(expected);
  });

  test('the slip says what was written last, and nothing of what was not', () => {
    const known = batch(sent('order', 'A', 'Ada', 4), sent('order', 'C', 'Eve', 5));
    expect(slipOf(known, 'order')).toMatchObject({ ok: true, value: { medium: 'C', carrier: 'Eve', sequence: 5 } });
    expect(slipOf(known, transferFor(known, 'bench'))).toMatchObject({ ok: false, error: { kind: 'not-delivered' } });
  });
});
