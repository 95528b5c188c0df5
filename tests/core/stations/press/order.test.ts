/** Invariant 1, at the door: a code is used once, by this station, in any batch, for ever. */
import { expect, test } from 'vitest';
import { readIntermediateCode, writeIntermediateCode } from '../../../../core/bip38/layout.ts';
import type { JournalEvent } from '../../../../core/journal/event.ts';
import { failIn, ok } from '../../../../core/base/result.ts';
import { takeOrder } from '../../../../core/stations/press/order.ts';
import type { TransferUnits } from '../../../../core/transfer/kinds.ts';
import type { Transfer } from '../../../../core/transfer/transfer.ts';
import { knownOrder, memoryJournal, orderOf, PowerCut, takeInto, type MemoryJournal } from '../../../fakes/press.ts';
import { serialOf } from '../../../fakes/transfers.ts';

const { order } = await knownOrder(3);
const [first, second] = order.units as [TransferUnits['order'], TransferUnits['order'], TransferUnits['order']];

const attempt = (journal: MemoryJournal, again: Transfer<'order'>) =>
  takeOrder(
    { order: again, heard: 0, accept: async (also: readonly JournalEvent[]) => ok(await journal.append(also)) },
    ['BTC'],
    { keep: async () => ok(null) },
    { journal, book: journal.book },
  );

test('an order becomes units in its order', async () => {
  const journal = memoryJournal();
  const batch = await takeInto(journal, order);
  expect(batch).toMatchObject({ batch: 'BATCH-7', serials: order.units.map(({ serial }) => serial), closed: null });
  expect(journal.book.counts('BATCH-7')).toMatchObject({ ordered: 3 });
});

const entropyOf = (unit: TransferUnits['order']) => readIntermediateCode(unit.code).entropy;
const pointOf = (unit: TransferUnits['order']) => readIntermediateCode(unit.code).passpoint;

test.each<readonly [string, TransferUnits['order'], string]>([
  ['the same code under another serial', { ...first, serial: serialOf(50) }, 'code-used'],
  [
    'the owner entropy of a used code with another passpoint',
    { serial: serialOf(51), code: writeIntermediateCode({ entropy: entropyOf(first), passpoint: pointOf(second) }) },
    'code-used',
  ],
  [
    'the passpoint of a used code with another owner entropy',
    {
      serial: serialOf(52),
      code: writeIntermediateCode({
        entropy: { bytes: new Uint8Array(8).fill(7), hasLot: false },
        passpoint: pointOf(first),
      }),
    },
    'code-used',
  ],
])('%s is refused in a later batch, and nothing of it is taken', async (_, unit, kind) => {
  const journal = memoryJournal();
  await takeInto(journal, order);
  const before = journal.events.length;
  const later = await attempt(journal, orderOf([unit], 'BATCH-8'));
  expect(later).toMatchObject({ ok: false, error: { kind, facts: { batch: 'BATCH-7' } } });
  expect(journal.book.batch('BATCH-8')).toBeNull();
  expect(journal.events.slice(before)).toMatchObject([{ kind: 'incident', reason: kind, serial: unit.serial }]);
  expect(JSON.stringify(journal.events)).not.toContain(unit.code);
});

test('a used serial, and a batch that was taken before, are refused', async () => {
  const journal = memoryJournal();
  await takeInto(journal, order);
  const other = await knownOrder(1, 'BATCH-8');
  expect(await attempt(journal, other.order)).toMatchObject({ error: { kind: 'serial-used' } });
  expect(await attempt(journal, order)).toMatchObject({ error: { kind: 'batch-known' } });
});

test('codes stay used when their batch is closed', async () => {
  const journal = memoryJournal();
  await takeInto(journal, order);
  await journal.append([
    {
      kind: 'press-batch-closed',
      batch: 'BATCH-7',
      printed: 0,
      proven: 0,
      destroyed: 0,
      withdrawn: 3,
      certificate: '0'.repeat(64),
    },
  ]);
  expect(journal.book.unit(first.serial)).toBeNull();
  const again = await attempt(journal, orderOf([{ ...first, serial: serialOf(60) }], 'BATCH-9'));
  expect(again).toMatchObject({ error: { kind: 'code-used' } });
});

test.each([0, 1])('a power cut at record %i of an import leaves nothing taken; again, all is', async (cut) => {
  const journal = memoryJournal();
  journal.cut(cut, 'before');
  await expect(attempt(journal, order)).rejects.toThrow(PowerCut);
  const restarted = memoryJournal(journal.events);
  expect(restarted.book.batch('BATCH-7')).toBeNull();
  expect(restarted.book.unit(first.serial)).toBeNull();
  const batch = await takeInto(restarted, order);
  expect(batch.serials).toHaveLength(3);
});

test('codes that cannot be kept are not taken', async () => {
  const journal = memoryJournal();
  const incoming = { order, heard: 0, accept: async (also: readonly JournalEvent[]) => ok(await journal.append(also)) };
  const store = { keep: async () => failIn('file')('disk', 'full') };
  expect(await takeOrder(incoming, ['BTC'], store, { journal, book: journal.book })).toMatchObject({ ok: false });
  expect(journal.events).toEqual([]);
});
