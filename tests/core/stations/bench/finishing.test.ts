import { expect, test } from 'vitest';
import { signed } from '../../../fakes/people.ts';
import type { JournalEvent } from '../../../../core/journal/event.ts';
import { standBench } from '../../../fakes/bench.ts';
import { makeCards, openingEvents, type TestCard } from '../../../fakes/cards.ts';
import { memoryJournal } from '../../../fakes/journal.ts';
import { expectShownIsRecorded } from '../../../fakes/invariants.ts';

const cards = await makeCards(2);
const [one, two] = cards as readonly [TestCard, TestCard];
const { serial } = one;

async function readBack() {
  const stand = standBench(cards);
  await stand.finish(one);
  return stand;
}

test('asks for the strip, the packing and the box, each after a scan of its own', async () => {
  const stand = await readBack();
  const states: (string | undefined)[] = [];
  for (const what of ['strip', 'seal', 'pack']) {
    expect(stand.view.step).toEqual({ at: 'serial' });
    await stand.scan(serial);
    expect(stand.view.step).toEqual({ at: 'inspecting', serial, what });
    expect(await stand.bench.inspected(serial, true, 'Li Wei')).toEqual({ ok: true, value: null });
    expect(stand.view.verdict).toMatchObject({ of: what, outcome: 'PASS', serial, label: 'none', job: 'none' });
    states.push(stand.journal.unit(serial)?.state);
  }
  expect(states).toEqual(['covered', 'sealed', 'finished']);
  const steps: readonly JournalEvent['kind'][] = ['unit-covered', 'unit-sealed', 'unit-finished'];
  for (const kind of steps) expect(stand.journal.of(kind)).toEqual([{ kind, serial, by: { name: 'Li Wei' } }]);
  expectShownIsRecorded(stand);
});

test('takes no answer that nobody was asked for', async () => {
  const stand = await readBack();
  const before = stand.journal.appends;
  const notAsked = { ok: false, error: { kind: 'not-now' } };
  expect(await stand.bench.inspected(serial, true, 'Li Wei')).toMatchObject(notAsked);
  await stand.scan(serial);
  expect(await stand.bench.inspected(two.serial, true, 'Li Wei')).toMatchObject(notAsked);
  await stand.bench.inspected(serial, true, 'Li Wei');
  // A second press of the same key is for nothing that is asked.
  expect(await stand.bench.inspected(serial, true, 'Li Wei')).toMatchObject(notAsked);
  expect(stand.journal.unit(serial)?.state).toBe('covered');
  expect(stand.journal.appends).toBe(before + 1);
});

test('wants a name for every answer', async () => {
  const stand = await readBack();
  await stand.scan(serial);
  for (const nobody of ['', '   ', 'Li\nWei', 'x'.repeat(61)]) {
    expect(await stand.bench.inspected(serial, true, nobody)).toMatchObject({ ok: false, error: { kind: 'nobody' } });
  }
  expect(stand.view.step).toMatchObject({ at: 'inspecting', serial });
  expect(stand.journal.of('unit-covered')).toEqual([]);
});

test('quarantines what is not good, with who found it, and prints a label', async () => {
  const stand = await readBack();
  await stand.inspect(one, false);
  expect(stand.journal.unit(serial)).toMatchObject({ state: 'quarantined', reason: 'strip-failed' });
  expect(stand.journal.of('inspection-failed')).toEqual([
    { kind: 'inspection-failed', serial, what: 'strip', by: { name: 'Li Wei' } },
  ]);
  expect(stand.view.verdict).toMatchObject({ of: 'strip', outcome: 'FAIL', reason: { kind: 'strip-failed' } });
  expect(stand.printer.slips.at(-1)).toMatchObject({ serial, outcome: 'FAIL', reason: 'strip-failed' });
  await stand.scan(serial);
  expect(stand.view.notice?.kind).toBe('is-quarantined');
});

test('shows nothing as done that is not on disk', async () => {
  const stand = await readBack();
  await stand.scan(serial);
  stand.journal.failFrom(1);
  await expect(stand.bench.inspected(serial, true, 'Li Wei')).rejects.toThrow('the journal cannot be written');
  expect(stand.view).toMatchObject({ verdict: null, notice: { kind: 'journal-failed' } });
  expect(stand.journal.unit(serial)?.state).toBe('read-back');
});

test('a private key that is scanned on a packed card puts it aside', async () => {
  const stand = standBench(cards);
  await stand.pack(one);
  const scanned = standBench(cards, { journal: memoryJournal(stand.journal.events) });
  await stand.finish(two);
  await scanned.scan(serial);
  expect(scanned.view.notice?.kind).toBe('already-finished');
  await stand.scan(two.serial, two.key);
  expect(stand.journal.unit(two.serial)).toMatchObject({ state: 'quarantined', reason: 'secret-scanned' });
});

test('a batch that is closed is for reading alone', async () => {
  const counts = { count: 2, finished: 0, scrapped: 0, quarantined: 2, sampled: 0, withdrawn: 0 };
  const stand = await readBack();
  await stand.scan(serial);
  const people = ['Li Wei', 'Anna Roth'] as const;
  await stand.ledger.append([
    { kind: 'batch-closed', batch: 'BATCH-1', ...counts, printed: 0, destroyed: 0, signatures: signed(people) },
  ]);
  expect(await stand.bench.inspected(serial, true, 'Li Wei')).toMatchObject({ ok: false, error: { kind: 'not-now' } });
  await stand.scan(two.serial);
  expect(stand.view.notice?.kind).toBe('batch-is-closed');
  expect(openingEvents(cards).length).toBeLessThan(stand.journal.events.length);
});
