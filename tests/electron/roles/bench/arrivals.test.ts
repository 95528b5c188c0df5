/** Shipments at both ends: what Press puts on record and sends, and what Bench makes of it. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { must, ok } from '../../../../core/base/result.ts';
import type { JournalEvent } from '../../../../core/journal/event.ts';
import type { PressBatch } from '../../../../core/stations/press/book.ts';
import { takeShipment } from '../../../../electron/roles/bench/arrivals.ts';
import { shipCards } from '../../../../electron/roles/press/shipments.ts';
import { plainIntake } from '../../../../electron/station/intake.ts';
import { textOf } from '../../../fakes/transfers.ts';

const PACKAGES = [
  { seal: 'A-1', cards: 10 },
  { seal: 'A-2', cards: 5 },
];

async function atBench() {
  const path = join(await mkdtemp(join(tmpdir(), 'twofold-arrival-')), 'shipment.jsonl');
  await writeFile(path, textOf('shipment', PACKAGES, { from: 'Press B' }), 'latin1');
  const recorded: JournalEvent[] = [];
  const intake = plainIntake({ append: async (events) => (recorded.push(...events), []) });
  return {
    recorded,
    take: (found: typeof PACKAGES, person = 'Anna Roth') => takeShipment({ intake }, path, found, person),
  };
}

test('what was counted as it was sent is on record, once, with who counted', async () => {
  const { recorded, take } = await atBench();
  expect(must(await take(PACKAGES))).toMatchObject({ cards: 15, differing: [] });
  expect(recorded).toMatchObject([{ kind: 'cards-arrived', part: 1, by: { name: 'Anna Roth' } }]);
});

test('what differs is an incident as well, by its seals', async () => {
  const { recorded, take } = await atBench();
  expect(must(await take([{ seal: 'A-1', cards: 10 }]))).toMatchObject({ cards: 10, differing: ['A-2'] });
  expect(recorded.map(({ kind }) => kind)).toEqual(['cards-arrived', 'incident']);
  expect(recorded[1]).toMatchObject({ reason: 'shipment-differs', serial: null });
});

test('nothing is read, and nothing on record, before somebody has counted', async () => {
  const { recorded, take } = await atBench();
  expect(await take([])).toMatchObject({ ok: false, error: { kind: 'bad-packages' } });
  expect(await take(PACKAGES, '')).toMatchObject({ ok: false });
  expect(recorded).toEqual([]);
});

test('a shipment is recorded when it has left, and one that is written once more is the same and not recorded again', async () => {
  const recorded: JournalEvent[] = [];
  const sent: unknown[] = [];
  let reaches = false;
  const batch = {
    batch: 'B-1',
    returns: [{ kind: 'return-written', batch: 'B-1', count: 15, counted: 15, to: 'Bench A', sequence: 1, digest: '' }],
    get shipments() {
      return recorded.flatMap((event) => (event.kind === 'cards-shipped' ? [event] : []));
    },
  } as unknown as PressBatch;
  const parts = {
    book: { batches: () => [batch] },
    journal: { append: async (events: readonly JournalEvent[]) => (recorded.push(...events), []) },
    delivery: {
      send: async (kind: string, { units, says, to }: { units: unknown; says: unknown; to?: string }) => {
        sent.push({ kind, units, says, to });
        if (!reaches) return { ok: false, error: { area: 'transfer', kind: 'disk', message: '' } };
        return ok({ file: '/stick/shipment', to: 'Bench A', sequence: 2, digest: 'ab'.repeat(32) });
      },
    },
  } as unknown as Parameters<typeof shipCards>[0];
  const ship = (more: object = {}) =>
    shipCards(parts, batch, { packages: PACKAGES, person: 'Li Wei', ...more }, '/stick');
  expect(await ship()).toMatchObject({ ok: false, error: { kind: 'disk' } });
  expect(recorded).toEqual([]);
  reaches = true;
  expect(must(await ship())).toEqual({ file: '/stick/shipment', part: 1 });
  expect(recorded).toMatchObject([{ kind: 'cards-shipped', part: 1, to: 'Bench A', by: { name: 'Li Wei' } }]);
  expect(must(await ship({ packages: [], part: 1 }))).toEqual({ file: '/stick/shipment', part: 1 });
  expect(recorded).toHaveLength(1);
  expect(sent.at(-1)).toEqual({ kind: 'shipment', units: PACKAGES, says: { part: 1 }, to: 'Bench A' });
  expect(await ship({ part: 2, packages: [] })).toMatchObject({ ok: false, error: { kind: 'no-such-shipment' } });
});
