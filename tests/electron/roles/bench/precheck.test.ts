import { describe, expect, test } from 'vitest';
import { deedsOf } from '../../../fakes/deeds.ts';
import { must } from '../../../../core/base/result.ts';
import type { KeyDerivation } from '../../../../core/base/ports.ts';
import { startBench, type BenchStation } from '../../../../electron/roles/bench/station.ts';
import { batchFiles, openParts, scratch } from '../../../fakes/bench-station.ts';
import { cheapPool } from '../../../fakes/pool.ts';
import { makeCards, type TestCard } from '../../../fakes/cards.ts';
import { cheapDerivation, heldDerivation } from '../../../fakes/derivation.ts';

const cards = await makeCards(5);
const [one, two] = cards as readonly TestCard[] as [TestCard, TestCard];

/** Two has the passphrase of one: its vault file says so. */
const withWrongOne = cards.map((card) => (card === two ? { ...card, passphrase: swap(one.passphrase) } : card));

/** Another passphrase of the same form. */
function swap(passphrase: string): string {
  return passphrase.split('-').reverse().join('-');
}

async function working(
  derivation: KeyDerivation = cheapDerivation(),
  where?: string,
  batch = withWrongOne,
): Promise<BenchStation> {
  const directory = where ?? (await scratch());
  const station = await startBench(await openParts(directory, { pool: cheapPool(derivation) }), null);
  must(await station.open(await batchFiles(directory, batch)));
  return station;
}

const recorded = ({ parts }: BenchStation) =>
  parts.index
    .tail(100)
    .map(({ event }) => event)
    .filter((event) => event.kind === 'check-started' || event.kind === 'check-stopped')
    .map((event) => [event.kind, event.left, 'because' in event ? event.because : null]);

test('goes through the batch and records how it ended', async () => {
  const station = await working();
  expect(station.check.view).toMatchObject({ running: false, done: 0, total: 5 });
  must(await station.check.start());
  must(await station.check.start());
  await station.check.settled();
  expect(station.check.view).toMatchObject({ running: false, done: 5, total: 5, failed: 1 });
  expect(station.desk.batch()?.states).toMatchObject({ received: 0, checked: 4, condemned: 1 });
  expect(station.parts.index.unit(two.serial)).toMatchObject({ state: 'condemned', reason: 'passphrase-mismatch' });
  expect(recorded(station)).toEqual([
    ['check-started', 5, null],
    ['check-stopped', 0, 'done'],
  ]);
  expect(station.parts.index.tail(1)[0]?.event).toMatchObject({ kind: 'check-stopped', confirmed: 0 });
  // Nothing is left to do.
  must(await station.check.start());
  expect(recorded(station)).toHaveLength(2);
  await station.close();
});

test('fault 18: after a restart the batch is open again, and as many have failed as before', async () => {
  const directory = await scratch();
  const before = await working(cheapDerivation(), directory);
  must(await before.check.start());
  await before.check.settled();
  // What is put aside for other reasons is no failure of the pre-verification, and what is scrapped stays one.
  must(await deedsOf(before.ending.offPath).putAside(one.serial, 'damaged', 'edge bent', 'Li Wei'));
  must(await deedsOf(before.ending.offPath).scrap(two.serial, 'cut in two', ['Li Wei', 'Anna Roth']));
  const { done, total, failed } = before.check.view;
  const batch = before.desk.batch()?.batch;
  expect({ done, total, failed }).toEqual({ done: 5, total: 5, failed: 1 });
  await before.close();

  const after = await startBench(await openParts(directory, { pool: cheapPool(cheapDerivation()) }), null);
  expect(after.desk.batch()).toBeNull();
  expect(must(await after.resume())?.batch).toBe(batch);
  expect(after.check.view).toMatchObject({ done, total, failed });
  expect(after.bench.view().step).toEqual({ at: 'serial' });
  await after.close();
});

test('is refused without a batch', async () => {
  const station = await startBench(await openParts(await scratch()), null);
  expect(await station.check.start()).toMatchObject({ ok: false, error: { kind: 'no-batch' } });
  await station.close();
});

test('stops and goes on where it was', async () => {
  const held = heldDerivation();
  // More than are in flight at once.
  const many = [...withWrongOne, ...(await makeCards(20)).slice(5)];
  const total = many.length;
  const station = await working(held, undefined, many);
  must(await station.check.start());
  await expect.poll(() => station.check.view.running).toBe(true);
  const stopped = station.check.stop();
  held.letGo();
  await stopped;
  const { received } = station.desk.batch()?.states ?? { received: 0 };
  expect(received).toBeGreaterThan(0);
  expect(station.check.view).toMatchObject({ running: false, done: total - received, total });
  must(await station.check.start());
  await station.check.settled();
  expect(station.check.view).toMatchObject({ done: total, total, failed: 1 });
  expect(recorded(station).map(([, left, because]) => [left, because])).toEqual([
    [total, null],
    [received, 'cancelled'],
    [received, null],
    [0, 'done'],
  ]);
  await station.close();
});

describe('a fault of the station', () => {
  test('leaves the units as they were, on record', async () => {
    const station = await working({ derive: () => Promise.reject(new Error('no workers')) });
    must(await station.check.start());
    await station.check.settled();
    expect(station.desk.batch()?.states).toMatchObject({ received: 5, quarantined: 0 });
    expect(station.check.view).toMatchObject({ running: false, done: 0, failed: 0 });
    expect(recorded(station).at(-1)).toEqual(['check-stopped', 5, 'station-fault']);
    await station.close();
  });
});
