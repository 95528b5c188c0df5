import { expect, test } from 'vitest';
import { signed } from '../../../fakes/people.ts';
import type { BatchFacts } from '../../../../core/stations/bench/balance.ts';
import { closeBatch, destroyPassphrases, type ClosingPorts } from '../../../../core/stations/bench/closing.ts';
import { failIn, ok, type Result } from '../../../../core/base/result.ts';
import { BATCH, finishedEvents, makeCards, openingEvents, type TestCard } from '../../../fakes/cards.ts';
import { memoryJournal, type MemoryJournal } from '../../../fakes/journal.ts';
import type { BenchUnitState } from '../../../../core/life/bench-life.ts';

const cards = await makeCards(2);
const [one, two] = cards as readonly [TestCard, TestCard];
const PEOPLE = ['Li Wei', 'Anna Roth'] as const;

/** Ports over what the journal has; `vault` says what becomes of the sealed passphrases. */
function ports(
  journal: MemoryJournal,
  vault: () => Result<null> = () => ok(null),
): ClosingPorts & { destroyed: string[] } {
  const destroyed: string[] = [];
  const count = (state: BenchUnitState) => journal.allUnits().filter((unit) => unit.state === state).length;
  return {
    destroyed,
    journal,
    underWay: () => false,
    state: () => ({
      closed: journal.of('batch-closed').length > 0,
      destroyed: journal.of('passphrases-destroyed').length > 0,
    }),
    facts: (batch): BatchFacts => ({
      batch,
      count: cards.length,
      states: new Proxy({} as Record<BenchUnitState, number>, {
        get: (_, state) => count(state as BenchUnitState),
        ownKeys: () => [...new Set(journal.allUnits().map(({ state }) => state))],
        getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
      }),
      labels: { printed: 3, doubtful: 0, cards: 2 },
      first: (state) =>
        journal
          .allUnits()
          .filter((unit) => unit.state === state)
          .map(({ serial }) => serial),
      picked: [],
      unopened: [],
      alarms: [],
      incidents: [],
    }),
    vault: {
      async destroy(batch) {
        const done = vault();
        if (done.ok) destroyed.push(batch);
        return done;
      },
    },
  };
}

const whole = () => memoryJournal([...openingEvents(cards), ...finishedEvents(one), ...finishedEvents(two)]);

test('a batch that balances is closed with its counts and two people, then its passphrases go', async () => {
  const journal = whole();
  const its = ports(journal);
  expect(await closeBatch(BATCH, PEOPLE, 1, its)).toEqual({ ok: true, value: null });
  const counts = { count: 2, finished: 2, scrapped: 0, quarantined: 0, sampled: 0, withdrawn: 0 };
  expect(journal.events.slice(-2)).toEqual([
    { kind: 'batch-closed', batch: BATCH, ...counts, printed: 3, destroyed: 1, signatures: signed(PEOPLE) },
    {
      kind: 'passphrases-destroyed',
      batch: BATCH,
      how: 'key and passphrases overwritten once with random bytes and removed',
    },
  ]);
  expect(its.destroyed).toEqual([BATCH]);
  expect(journal.unit(one.serial)).toMatchObject({ state: 'finished', closed: true });
  expect(await closeBatch(BATCH, PEOPLE, 1, its)).toMatchObject({ ok: false, error: { kind: 'already-closed' } });
  expect(its.destroyed).toEqual([BATCH]);
});

test('a batch that does not balance stays open, and nothing is destroyed', async () => {
  const journal = memoryJournal([...openingEvents(cards), ...finishedEvents(one)]);
  const its = ports(journal);
  const before = journal.events.length;
  const refused = await closeBatch(BATCH, PEOPLE, 0, its);
  expect(refused).toMatchObject({
    ok: false,
    error: { kind: 'cards-open', facts: { state: 'received', list: two.serial } },
  });
  const { message } = refused.ok ? { message: '' } : refused.error;
  expect(message).toContain(`Batch ${BATCH} cannot be closed. ${two.serial} is received:`);
  // The other thing in the way, in the same breath.
  expect(message).toContain('you counted 0');
  expect(journal.events).toHaveLength(before);
  expect(its.destroyed).toEqual([]);
});

test.each([
  ['one person twice', ['Li Wei', 'LI  WEI'] as const, 'same-person'],
  ['nobody', ['Li Wei', ' '] as const, 'nobody'],
])('is not signed by %s', async (_, people, kind) => {
  const journal = whole();
  expect(await closeBatch(BATCH, people, 1, ports(journal))).toMatchObject({ ok: false, error: { kind } });
  expect(journal.of('batch-closed')).toEqual([]);
});

test('waits for a step that is on its way to the disk', async () => {
  const journal = whole();
  expect(await closeBatch(BATCH, PEOPLE, 1, { ...ports(journal), underWay: () => true })).toMatchObject({
    ok: false,
    error: { kind: 'busy' },
  });
  expect(journal.of('batch-closed')).toEqual([]);
});

test('passphrases that resist are said, and are destroyed when it is closed again', async () => {
  const journal = whole();
  let broken = true;
  const its = ports(journal, () => (broken ? failIn('vault')('disk', 'The disk is gone.') : ok(null)));
  const left = await closeBatch(BATCH, PEOPLE, 1, its);
  expect(left).toMatchObject({ ok: false, error: { kind: 'passphrases-left' } });
  expect(left.ok ? '' : left.error.message).toContain('The disk is gone.');
  broken = false;
  expect(await closeBatch(BATCH, PEOPLE, 1, its)).toEqual({ ok: true, value: null });
  expect(journal.of('batch-closed')).toHaveLength(1);
  expect(journal.of('passphrases-destroyed')).toHaveLength(1);
});

test('what is gone already counts as destroyed', async () => {
  const journal = whole();
  const gone = ports(journal, () => failIn('vault')('unknown-batch', 'No passphrases.'));
  expect(await destroyPassphrases(BATCH, gone)).toEqual({ ok: true, value: null });
  expect(journal.of('passphrases-destroyed')).toMatchObject([{ how: 'found destroyed' }]);
});

test('a journal that fails destroys nothing', async () => {
  const journal = whole();
  const its = ports(journal);
  journal.failFrom(1);
  await expect(closeBatch(BATCH, PEOPLE, 1, its)).rejects.toThrow();
  expect(its.destroyed).toEqual([]);
});
